/**
 * An id from what a record is about, not from how many came before it: when a city's day is played again and one act is missing, all
 * other records keep their ids, and what people did to them meets the same ones.
 */
export function stableId(head: string, about: readonly (string | number | null)[], taken: (id: string) => boolean): string {
  const text = JSON.stringify(about);
  for (let turn = 0; ; turn++) {
    const id = `${head}${digest(turn === 0 ? text : `${text} ${turn}`)}`;
    if (!taken(id)) return id;
  }
}
/** Two FNV-1a sums of a text, 64 bits, as 14 letters and digits. */
function digest(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x2f0b4f2d;
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
    b ^= b >>> 15;
  }
  const part = (value: number): string => (value >>> 0).toString(36).padStart(7, '0');
  return part(a) + part(b);
}
