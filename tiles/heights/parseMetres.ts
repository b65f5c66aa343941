/** Reads a length as people and files write it: 12, "12 m", "12,5", "40 ft", "6'2\"". Null when it is no length. */

/** Metres per international foot (exact, 1959). */
const METRES_PER_FOOT = 0.3048;

export function parseMetres(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase().replace(/[～~≈约約]/gu, '');
  const feet = /^(\d+(?:\.\d+)?)\s*'\s*(?:(\d+(?:\.\d+)?)\s*(?:"|''))?$/.exec(text);
  if (feet) return (Number(feet[1]) + Number(feet[2] ?? 0) / 12) * METRES_PER_FOOT;
  const match = /^([+-]?\d+(?:[.,]\d+)?|[+-]?\.\d+)\s*(m|meters?|metres?|米|公尺|メートル|ft|feet|foot)?\.?$/.exec(text);
  if (!match) return null;
  const number = Number((match[1] as string).replace(',', '.'));
  return match[2]?.startsWith('f') ? number * METRES_PER_FOOT : number;
}
