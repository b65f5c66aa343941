/**
 * A flood made readable: warnings grouped by place and cause, coarsened until at most so many groups are left. Nothing is lost: the counts of the
 * groups add up to the warnings that came in.
 */
import type { WarningId } from './ids';
import { RANK_BY_LEVEL, type WarningLevel } from './state';
import { isHeldBack, isUnacknowledged, type Warning } from './warning';

export interface WarningGroup {
  /** Stable while the grouping is: for lists and for what the reader has opened. */
  readonly key: string;
  /** `place`: one cause in one street; `cause`: one cause all over the district; `others`: what is left. */
  readonly kind: 'place' | 'cause' | 'others';
  /** Null for `others`. */
  readonly cause: string | null;
  /** Empty unless `place`, and there when the object lies in no street. */
  readonly streetId: string; readonly streetZh: string; readonly streetEn: string;
  /** Worst of its warnings. */
  readonly level: WarningLevel;
  readonly count: number;
  readonly unacknowledged: number;
  /** The warning that began it, and when. */
  readonly firstOut: WarningId;
  readonly since: number;
  readonly ids: readonly WarningId[];
}

const rankOf = ({ level }: { readonly level: WarningLevel }): number => RANK_BY_LEVEL[level];
const byUrgency = (a: WarningGroup, b: WarningGroup): number => rankOf(b) - rankOf(a) || b.unacknowledged - a.unacknowledged || b.count - a.count || a.since - b.since || (a.key < b.key ? -1 : 1);

function toGroup(kind: WarningGroup['kind'], members: readonly Warning[]): WarningGroup {
  const begin = (list: readonly Warning[]): Warning => list.reduce((first, item) => (item.onsetAt < first.onsetAt ? item : first));
  const marked = members.filter(({ firstOut }) => firstOut);
  const first = begin(members);
  const isPlace = kind === 'place';
  return {
    key: kind === 'others' ? 'others' : `${kind}|${isPlace ? first.streetId : ''}|${first.cause}`, kind, cause: kind === 'others' ? null : first.cause,
    streetId: isPlace ? first.streetId : '', streetZh: isPlace ? first.streetZh : '', streetEn: isPlace ? first.streetEn : '',
    level: members.reduce((worst, item) => (rankOf(item) > rankOf(worst) ? item : worst)).level,
    count: members.length, unacknowledged: members.filter(isUnacknowledged).length,
    firstOut: (marked.length > 0 ? begin(marked) : first).id, since: first.onsetAt, ids: members.map(({ id }) => id),
  };
}
function collect(warnings: readonly Warning[], keyOf: (warning: Warning) => string): Map<string, Warning[]> {
  const found = new Map<string, Warning[]>();
  for (const warning of warnings) {
    const key = keyOf(warning);
    const list = found.get(key);
    if (list) list.push(warning); else found.set(key, [warning]);
  }
  return found;
}

/** At most `most` (≥ 1) groups, most urgent first. A cause scattered over many streets is drawn together first; then the least urgent become `others`. */
export function groupWarnings(warnings: readonly Warning[], most = 7): readonly WarningGroup[] {
  const places = collect(warnings, ({ streetId, cause }) => `${streetId}|${cause}`);
  const causes = [...collect(warnings, ({ cause }) => cause).values()].map((members) => ({ members, streets: new Set(members.map(({ streetId }) => streetId)).size }));
  const wide = new Set<string>();
  let count = places.size;
  for (const { members, streets } of causes.sort((a, b) => b.streets - a.streets || b.members.length - a.members.length)) {
    if (count <= most || streets < 2) break;
    wide.add(members[0]?.cause ?? '');
    count -= streets - 1;
  }
  const groups = [
    ...causes.filter(({ members }) => wide.has(members[0]?.cause ?? '')).map(({ members }) => toGroup('cause', members)),
    ...[...places.values()].filter((members) => !wide.has(members[0]?.cause ?? '')).map((members) => toGroup('place', members)),
  ].sort(byUrgency);
  if (groups.length <= most) return groups;
  const kept = groups.slice(0, Math.max(0, most - 1));
  const rest = new Set(groups.slice(kept.length).flatMap(({ ids }) => ids));
  return [...kept, toGroup('others', warnings.filter(({ id }) => rest.has(id)))];
}

/** More than so many warnings raised within so long, held-back ones not counted. `now` in ms since epoch. */
export function isFlood(warnings: readonly Warning[], now: number, { newAlarms, perSeconds }: { readonly newAlarms: number; readonly perSeconds: number }): boolean {
  let count = 0;
  for (const warning of warnings) if (warning.onsetAt > now - perSeconds * 1000 && warning.onsetAt <= now && !isHeldBack(warning)) count++;
  return count > newAlarms;
}
