/** The rows behind a number: the same selection that counted it, sorted worst first. Names are looked up when a row is shown. */
import { CASE_STEPS, isOverdue, type Case } from '../../domain/case';
import type { CaseQuery } from '../../domain/caseQuery';
import type { ObjectId } from '../../domain/ids';
import type { Kind } from '../../domain/kind';
import type { Reading } from '../../domain/reading';
import { FRESHNESS, RANK_BY_LEVEL, STATE_BYTES, STATUSES, toCondition, type Condition, type LevelRank } from '../../domain/state';
import type { View } from '../../domain/view';
import type { Warning } from '../../domain/warning';
import type { CityStore } from '../city/CityStore';
import type { ListFilter } from '../city/cityList';
import { byCondition, toMetres } from './objectCard';

export type { ListFilter };

/** What a list may show: a filter of the city table, what the camera looks at, or cases that the back end finds (older than the page's own table). */
export type ShownFilter = ListFilter | { readonly type: 'view' } | { readonly type: 'caseQuery'; readonly query: CaseQuery };

export type ListRow =
  | { readonly type: 'warning'; readonly key: string; readonly warning: Warning }
  | { readonly type: 'case'; readonly key: string; readonly item: Case }
  | { readonly type: 'object'; readonly key: string; readonly index: number; readonly condition: Condition };

/** A row as it is drawn. */
export interface ShownRow {
  readonly objectId: ObjectId | null;
  readonly kind: Kind | null;
  readonly nameZh: string; readonly nameEn: string;
  readonly condition: Condition;
  readonly reading: Reading | null;
  readonly since: number | null;
}

/** Half the width of what a camera sees, as a share of its range: a 60° view looking down at an angle. */
const VIEW_REACH = 0.75;

const worstFirst = (a: Warning, b: Warning): number => RANK_BY_LEVEL[b.level] - RANK_BY_LEVEL[a.level] || b.onsetAt - a.onsetAt || (a.id < b.id ? -1 : 1);
/** What is over presses nobody: it comes last. */
const mostPressing = (now: number) => (a: Case, b: Case): number =>
  Number(b.open) - Number(a.open) || Number(isOverdue(b, now)) - Number(isOverdue(a, now)) || (a.deadlineAt ?? Number.MAX_SAFE_INTEGER) - (b.deadlineAt ?? Number.MAX_SAFE_INTEGER) || CASE_STEPS.indexOf(a.step) - CASE_STEPS.indexOf(b.step) || (a.id < b.id ? -1 : 1);

const conditionAt = (bytes: Uint8Array, index: number): Condition => {
  const at = index * STATE_BYTES;
  return toCondition((bytes[at] ?? 0) as LevelRank, FRESHNESS[bytes[at + 1] ?? 0] ?? 'none', STATUSES[bytes[at + 2] ?? 0] ?? 'normal');
};

/** Worst first, within a condition by index; `indices` come in ascending order per kind. */
function objectRows(store: CityStore, indices: Iterable<number>): readonly ListRow[] {
  // A kind may have 146,026 objects: one pass into a drawer per condition, no comparing.
  const drawers = new Map<Condition, ListRow[]>();
  const bytes = store.stateBytes;
  for (const index of indices) {
    const condition = conditionAt(bytes, index);
    const row: ListRow = { type: 'object', key: `o${index}`, index, condition };
    const drawer = drawers.get(condition);
    if (drawer) drawer.push(row); else drawers.set(condition, [row]);
  }
  return [...drawers].sort(([a], [b]) => byCondition(a, b)).flatMap(([, rows]) => rows);
}

function* indicesInView(store: CityStore, view: View): Iterable<number> {
  const reach = view.range * VIEW_REACH;
  for (const index of store.catalogue.symbolIndices) {
    const place = store.catalogue.place(index);
    if (place && toMetres(view.lon, view.lat, place.lon, place.lat) <= reach) yield index;
  }
}

export function selectRows(store: CityStore, filter: ShownFilter, view: View | null): readonly ListRow[] {
  if (filter.type === 'view') return view ? objectRows(store, indicesInView(store, view)) : [];
  if (filter.type === 'caseQuery') return [];
  const list = store.list(filter);
  if (list.type === 'warnings') return list.items.toSorted(worstFirst).map((warning) => ({ type: 'warning', key: warning.id, warning }));
  if (list.type === 'cases') return list.items.toSorted(mostPressing(store.serverNow())).map((item) => ({ type: 'case', key: item.id, item }));
  return objectRows(store, list.items);
}

function describeObject(store: CityStore, id: ObjectId | null, index: number | null): Pick<ShownRow, 'kind' | 'nameZh' | 'nameEn'> {
  const at = index ?? (id === null ? null : store.catalogue.indexOf(id));
  const summary = at === null ? null : store.catalogue.summary(at);
  return { kind: summary?.kind ?? null, nameZh: summary?.nameZh ?? '', nameEn: summary?.nameEn ?? '' };
}

/** Everything a drawn row needs; called for the few rows on screen. */
export function describeRow(store: CityStore, row: ListRow): ShownRow {
  if (row.type === 'warning') return { objectId: row.warning.objectId, ...describeObject(store, row.warning.objectId, null), condition: row.warning.level, reading: null, since: row.warning.onsetAt };
  if (row.type === 'case') {
    const index = row.item.objectId === null ? null : store.catalogue.indexOf(row.item.objectId);
    return { objectId: row.item.objectId, ...describeObject(store, row.item.objectId, index), condition: index === null ? 'noFeed' : store.state(index).condition, reading: null, since: row.item.reportedAt };
  }
  const id = store.catalogue.idOf(row.index);
  return { objectId: id, ...describeObject(store, id, row.index), condition: row.condition, reading: store.readings(id)[0] ?? null, since: store.state(row.index).since };
}
