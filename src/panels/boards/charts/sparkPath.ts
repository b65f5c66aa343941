/** A small trend as SVG paths: one run per stretch without gaps, in a box of 100 × 30 with the band as part of the span. Pure. */
export const SPARK_WIDTH = 100;
export const SPARK_HEIGHT = 30;
/** Space above and below the extremes, share of the span. */
const MARGIN = 0.08;

export interface SparkPicture {
  /** `M` and `L` of every stretch; a lone value is a dot (a line of no length with round ends). */
  readonly path: string;
  readonly gaps: number;
  /** Top and height of the band inside the box; null without a band. */
  readonly band: { readonly y: number; readonly height: number } | null;
  readonly last: { readonly x: number; readonly y: number } | null;
}

export function toSparkPicture(times: readonly number[], values: readonly (number | null)[], band: readonly [number | null, number | null]): SparkPicture {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (known.length === 0) return { path: '', gaps: 0, band: null, last: null };
  const low = Math.min(...known), high = Math.max(...known);
  const span = high - low;
  // A limit that lies far away would flatten the curve: it is drawn only as far as one span beyond.
  const reach = Math.max(span, Math.abs(high) * 0.02, 1e-9);
  const from = Math.min(low, band[0] !== null && band[0] >= low - reach ? band[0] : low);
  const to = Math.max(high, band[1] !== null && band[1] <= high + reach ? band[1] : high);
  const pad = Math.max((to - from) * MARGIN, reach * MARGIN);
  const toY = (value: number): number => SPARK_HEIGHT - ((value - (from - pad)) / (to - from + 2 * pad)) * SPARK_HEIGHT;
  const first = times[0] ?? 0, length = (times[times.length - 1] ?? 0) - first || 1;
  const toX = (time: number): number => ((time - first) / length) * SPARK_WIDTH;
  const figure = (value: number): string => value.toFixed(1);
  let path = '';
  let gaps = 0;
  let open = false;
  let last: SparkPicture['last'] = null;
  values.forEach((value, at) => {
    if (value === null || !Number.isFinite(value)) { if (open) gaps += 1; open = false; return; }
    const x = toX(times[at] ?? 0), y = toY(value);
    const next = values[at + 1] ?? null;
    path += open ? `L${figure(x)} ${figure(y)}` : `M${figure(x)} ${figure(y)}${next === null ? 'h0.01' : ''}`;
    open = true;
    last = { x, y };
  });
  const clampY = (y: number): number => Math.min(SPARK_HEIGHT, Math.max(0, y));
  const top = clampY(band[1] === null ? 0 : toY(band[1])), bottom = clampY(band[0] === null ? SPARK_HEIGHT : toY(band[0]));
  return { path, gaps, last, band: band[0] === null && band[1] === null ? null : { y: top, height: Math.max(0.6, bottom - top) } };
}
