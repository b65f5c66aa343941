/** Which cases a query means: one function for the back end and for the page's own table, so that a number and its list agree. */
import { isOverdue, type Case } from './case';
import type { CaseQuery, Industry } from './caseQuery';
import { countsOf, seenByPost } from './evaluate';

/** `item` as it stands at the instant asked for. Paging is the caller's. `now` in ms since epoch; `industryOf` answers from the filing rules. */
export function matchesCase(item: Case, query: CaseQuery, now: number, industryOf: (ruleId: string | null) => Industry | null): boolean {
  const instant = query.at ?? now;
  if (query.open !== undefined && item.open !== query.open) return false;
  if (query.step !== undefined && item.step !== query.step) return false;
  if (query.status !== undefined && item.status !== query.status) return false;
  if (query.overdue !== undefined && isOverdue(item, instant) !== query.overdue) return false;
  if (query.streetId !== undefined && item.streetId !== query.streetId) return false;
  if (query.unitId !== undefined && item.leadUnitId !== query.unitId) return false;
  if (query.postId !== undefined && !seenByPost(item, query.postId)) return false;
  if (query.industry !== undefined && industryOf(item.ruleId) !== query.industry) return false;
  if (query.category !== undefined && item.category !== query.category) return false;
  if (query.classCode !== undefined && item.classCode !== query.classCode) return false;
  if (query.aiClass !== undefined && item.aiClass !== query.aiClass) return false;
  if (query.source !== undefined && item.source !== query.source) return false;
  if (query.objectId !== undefined && item.objectId !== query.objectId) return false;
  if (query.code !== undefined && !item.code.includes(query.code)) return false;
  if (query.from !== undefined && item.reportedAt < query.from) return false;
  if (query.to !== undefined && item.reportedAt >= query.to) return false;
  return query.counted === undefined || countsOf(item, query.from ?? -Infinity, query.to ?? Infinity, instant).includes(query.counted);
}
