/**
 * What a timeline marks: a warning raised or risen, a case filed that a warning or urgency stands behind, a scenario's figure. Null for a
 * version that says nothing new; everyday cases are too many to be events of a day.
 */
import type { Case } from '../domain/case';
import type { Figure } from '../domain/figure';
import { RANK_BY_LEVEL } from '../domain/state';
import { isActive, isHeldBack, type Warning } from '../domain/warning';
import type { TimeMark } from './recording';

export function markOfWarning(item: Warning, before: Warning | null, at: number): TimeMark | null {
  if (!isActive(item) || isHeldBack(item)) return null;
  if (before && isActive(before) && !isHeldBack(before) && RANK_BY_LEVEL[item.level] <= RANK_BY_LEVEL[before.level]) return null;
  return { at, kind: 'warning', level: item.level, objectId: item.objectId, textZh: item.headlineZh, textEn: item.headlineEn };
}
export function markOfCase(item: Case, before: Case | null, at: number): TimeMark | null {
  if (item.filedAt === null || (item.warningId === null && !item.urgent)) return null;
  if (before && before.filedAt !== null) return null;
  return { at, kind: 'case', level: null, objectId: item.objectId, textZh: item.titleZh, textEn: item.titleEn };
}
export function markOfFigure(item: Figure, before: Figure | null, at: number): TimeMark | null {
  if (before || item.until !== null) return null;
  return { at, kind: 'figure', level: null, objectId: item.objectId, textZh: item.labelZh, textEn: item.labelEn };
}
