/** Source attributes as rows of text. Keys of our own (`$…`) are told elsewhere; empty values are left out. */
export interface AttributeRow { readonly key: string; readonly text: string }

/** Longest text of one value; a geometry in an attribute must not fill the card. */
const LONGEST = 2000;

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.map(toText).join(', ');
  try { return JSON.stringify(value, null, 1) ?? ''; } catch { return ''; }
}

export function toAttributeRows(attributes: Readonly<Record<string, unknown>>): readonly AttributeRow[] {
  return Object.entries(attributes).flatMap(([key, value]) => {
    const text = key.startsWith('$') ? '' : toText(value).trim();
    return text === '' ? [] : [{ key, text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text }];
  });
}
