/** Records of a segment are checked like those of a feed: a file or a back end may hold anything. Bad ones are left out, with their times. */
import { decodeCase, decodeFigure, decodeTask, decodeWarning } from '../../feeds/decode/records';
import { cleanText } from '../../feeds/decode/text';
import type { TimeMark } from '../../history/recording';
import type { SegmentRecords } from '../../history/decodeSegment';
import type { RecordTrack, Segment } from '../../history/Segment';

function checkTrack<Item>(track: RecordTrack<Item>, decode: (item: unknown) => Item | null): RecordTrack<Item> {
  const at: number[] = [];
  const item: Item[] = [];
  track.item.forEach((raw, k) => {
    const checked = decode(raw);
    if (checked === null) return;
    at.push(track.at[k] ?? 0);
    item.push(checked);
  });
  return { key: track.key.flatMap((raw) => decode(raw) ?? []), at, item };
}

const KINDS: ReadonlySet<string> = new Set(['warning', 'case', 'figure', 'scenario']);
const LEVELS: ReadonlySet<unknown> = new Set(['I', 'II', 'III', 'IV', null]);
export const checkMarks = (marks: readonly TimeMark[]): TimeMark[] => marks.flatMap((raw) => {
  const { at, kind, level, objectId, textZh, textEn } = raw as { readonly [Key in keyof TimeMark]: unknown };
  if (typeof at !== 'number' || !Number.isFinite(at) || !KINDS.has(String(kind)) || !LEVELS.has(level) || typeof textZh !== 'string' || typeof textEn !== 'string') return [];
  return [{ at, kind: raw.kind, level: raw.level, objectId: typeof objectId === 'string' ? cleanText(objectId) : null, textZh: cleanText(textZh), textEn: cleanText(textEn) }];
});

export const checkTracks = <Records extends SegmentRecords>(segment: Records): Records => ({
  ...segment,
  warnings: checkTrack(segment.warnings, decodeWarning), cases: checkTrack(segment.cases, decodeCase), tasks: checkTrack(segment.tasks, decodeTask), figures: checkTrack(segment.figures, decodeFigure),
});
export const checkRecords = (segment: Segment): Segment => ({ ...checkTracks(segment), marks: checkMarks(segment.marks) });
