/** A short name for a list of texts: FNV-1a, the end of each text counts. The same list has the same name; it keeps no secret. */
export function shortDigest(texts: Iterable<string>): string {
  let hash = 0x811c_9dc5;
  for (const text of texts) for (let k = 0; k <= text.length; k++) hash = Math.imul(hash ^ (k < text.length ? text.charCodeAt(k) : 0x1f), 0x0100_0193);
  return (hash >>> 0).toString(36);
}
