/**
 * Marks of a timeline as bars: fixed steps of time in the colour of their worst level. Height says how grave, then how full: level I
 * stands above II, both above everything else, so that a calm day's noise stays low at the rail and the serious hours stand out.
 */
import { RANK_BY_LEVEL, type WarningLevel } from '../../domain/state';
import type { TimeMark } from '../../state/stores/timeMachine';

/** `left` and `width` as shares of the range, `height` 0 … 1. */
export interface MarkBar { readonly left: number; readonly width: number; readonly height: number; readonly tone: WarningLevel | 'case' | 'other'; readonly count: number }

const BARS = 144;
/** Lowest and highest bar of each tone, share of the track. Fullness counts only among marks of the same tone. */
const REACH: Readonly<Record<MarkBar['tone'], readonly [number, number]>> = { I: [0.85, 1], II: [0.6, 0.75], III: [0.15, 0.3], IV: [0.1, 0.22], case: [0.08, 0.2], other: [0.08, 0.2] };
const toneOf = (mark: TimeMark): MarkBar['tone'] => mark.level ?? (mark.kind === 'case' ? 'case' : 'other');
const weight = (tone: MarkBar['tone']): number => (tone === 'case' || tone === 'other' ? 0 : RANK_BY_LEVEL[tone]);

export function toMarkBars(marks: readonly TimeMark[], range: { readonly from: number; readonly to: number }): readonly MarkBar[] {
  const span = range.to - range.from;
  if (!(span > 0)) return [];
  // steps of whole seconds, counted from the epoch: bars keep their place while the range moves on
  const step = Math.max(1000, Math.ceil(span / BARS / 1000) * 1000);
  const bins = new Map<number, { count: number; tone: MarkBar['tone'] }>();
  for (const mark of marks) {
    if (mark.at < range.from || mark.at > range.to) continue;
    const bin = Math.floor(mark.at / step);
    const tone = toneOf(mark);
    const known = bins.get(bin);
    if (!known) bins.set(bin, { count: 1, tone });
    else bins.set(bin, { count: known.count + 1, tone: weight(tone) > weight(known.tone) ? tone : known.tone });
  }
  const most = new Map<MarkBar['tone'], number>();
  for (const { tone, count } of bins.values()) most.set(tone, Math.max(most.get(tone) ?? 1, count));
  const heightOf = (tone: MarkBar['tone'], count: number): number => { const [low, high] = REACH[tone]; return low + (high - low) * Math.sqrt(count / (most.get(tone) ?? 1)); };
  return [...bins].map(([bin, { count, tone }]) => ({
    left: Math.max(0, (bin * step - range.from) / span), width: step / span, height: heightOf(tone, count), tone, count,
  }));
}

const HOUR = 3_600_000;
const STEPS = [60_000, 300_000, 900_000, HOUR, 3 * HOUR, 6 * HOUR];
/** Whole civil times to write below the track, at most `most`. `offsetMinutes` = the city's distance from UTC. */
export function toTicks(range: { readonly from: number; readonly to: number }, most: number, offsetMinutes: number): readonly { readonly at: number; readonly left: number }[] {
  const span = range.to - range.from;
  const step = STEPS.find((candidate) => span / candidate <= most) ?? Math.max(1, Math.ceil(span / most / (12 * HOUR))) * 12 * HOUR;
  const shift = offsetMinutes * 60_000;
  const ticks: { at: number; left: number }[] = [];
  for (let at = Math.ceil((range.from + shift) / step) * step - shift; at <= range.to; at += step) ticks.push({ at, left: (at - range.from) / span });
  return ticks;
}
