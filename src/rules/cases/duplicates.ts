/**
 * Finds the open case that a new report repeats: same class within so many metres, and minutes since it was last reported. Different
 * objects are never the same thing however near they stand, and the collecting classes "other" (…99) need the same filing condition.
 * A warning on an object joins the object's open case of that class at any time.
 */
import { classKey, type Case } from '../../domain/case';
import type { CaseRecord } from './caseRecord';

const METRES_PER_DEGREE = 111_320;
export function metresBetween(a: { readonly lon: number; readonly lat: number }, b: { readonly lon: number; readonly lat: number }): number {
  const east = (a.lon - b.lon) * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.hypot(east, a.lat - b.lat) * METRES_PER_DEGREE;
}

export interface Sighting extends Pick<Case, 'category' | 'classCode' | 'ruleId' | 'lon' | 'lat'> { readonly at: number; readonly objectId: string | null; readonly warningId: string | null }
export interface DuplicateSearch {
  add(record: CaseRecord): void;
  find(seen: Sighting): CaseRecord | null;
}

export function createDuplicateSearch(within: { readonly metres: number; readonly minutes: number }): DuplicateSearch {
  const byClass = new Map<string, CaseRecord[]>();
  const keyOf = (item: Pick<Case, 'category' | 'classCode'>): string => classKey(item.category, item.classCode);
  const isSame = (item: Case, seen: Sighting, lastReportAt: number): boolean => {
    if (seen.classCode.endsWith('99') && item.ruleId !== seen.ruleId) return false;
    if (item.objectId !== null && seen.objectId !== null) {
      if (item.objectId !== seen.objectId) return false;
      if (seen.warningId !== null) return true;
    }
    return seen.at - lastReportAt <= within.minutes * 60_000 && metresBetween(item, seen) <= within.metres;
  };
  return {
    add(record) {
      if (record.item.classCode === '') return;
      const key = keyOf(record.item);
      const list = byClass.get(key);
      if (list) list.push(record); else byClass.set(key, [record]);
    },
    find(seen) {
      const list = byClass.get(keyOf(seen));
      if (!list || seen.classCode === '') return null;
      const open = list.filter((record) => record.item.open && keyOf(record.item) === keyOf(seen));
      if (open.length < list.length) byClass.set(keyOf(seen), open);
      return open.find((record) => isSame(record.item, seen, record.lastReportAt)) ?? null;
    },
  };
}
