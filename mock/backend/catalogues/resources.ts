/**
 * The sensing-resource catalogue: 337,000 rows that are worked out from their number and never held. The objects of the city pack come
 * first and are the real ones; the rest shares out the kinds of `resourceKinds.json`. Same seed, same rows.
 */
import type { ResourceGroup, ResourcePage, ResourceQuery, SensingResource } from '../../../src/domain/catalogues';
import file from '../../data/resourceKinds.json';
import streetFile from '../../data/streets.json';
import type { Fleet } from '../fleet';
import { hash, unit } from '../hash';
import { HOUR, MINUTE } from '../localTime';
import { STATUS_OFFLINE } from '../outages';
import { streetAt } from '../responsibility';

export interface ResourceSource { readonly fleet: Fleet; readonly status: Uint8Array; readonly now: number }
export interface Resources {
  readonly total: number;
  page(source: ResourceSource, query: ResourceQuery): ResourcePage;
  groups(source: ResourceSource): readonly ResourceGroup[];
}

/** Outages of generated devices last so long. */
const WINDOW = 6 * HOUR;
/** A found list serves later pages for so long. */
const FRESH = MINUTE;
const KEPT_LISTS = 6;

const OWNERS = file.owners as Readonly<Record<string, { zh: string; en: string }>>;
const STREETS = streetFile.streets;

export function createResources(fleet: Fleet, seed: number, total = file.total): Resources {
  const kindOfObject = new Map(file.kinds.flatMap((kind, k) => kind.objects.map((name): [string, number] => [name, k])));
  const real = fleet.ids.flatMap((_, object) => (kindOfObject.has(fleet.kinds[object] ?? '') ? [object] : [])).slice(0, total);
  const weight = file.kinds.reduce((sum, kind) => sum + kind.weight, 0);
  /** Row after the last of each kind's generated rows. */
  const ends: number[] = [];
  let shared = 0;
  for (const kind of file.kinds) {
    shared += kind.weight;
    ends.push(real.length + Math.round(((total - real.length) * shared) / weight));
  }
  const kindColumn = new Uint8Array(total);
  real.forEach((object, row) => { kindColumn[row] = kindOfObject.get(fleet.kinds[object] ?? '') ?? 0; });
  for (let k = 0, row = real.length; k < ends.length; k++) { kindColumn.fill(k, row, ends[k]); row = ends[k] ?? row; }

  const key = (row: number): number => hash(seed ^ 0x5e50, row);
  const kindOf = (row: number): (typeof file.kinds)[number] => file.kinds[kindColumn[row] ?? 0] ?? (file.kinds[0] as (typeof file.kinds)[number]);
  const ownerOf = (row: number): string => { const { owners } = kindOf(row); return owners[key(row) % owners.length] ?? ''; };
  const streetOf = (row: number): { zh: string; en: string } => {
    const object = real[row];
    if (object !== undefined) return streetAt(fleet.lon[object] ?? 0, fleet.lat[object] ?? 0);
    return STREETS[hash(key(row), 1) % STREETS.length] ?? { zh: '', en: '' };
  };
  const window = (row: number, now: number): number => Math.floor((now + unit(key(row), 2) * WINDOW) / WINDOW);
  function online(row: number, { status, now }: ResourceSource): boolean {
    const object = real[row];
    if (object !== undefined) return status[object] !== STATUS_OFFLINE;
    return unit(key(row), window(row, now)) * 1000 >= kindOf(row).offlinePerMille;
  }
  function lastSeen(row: number, source: ResourceSource, isOnline = online(row, source)): number {
    const every = kindOf(row).everySeconds * 1000;
    const until = isOnline ? source.now : window(row, source.now) * WINDOW - unit(key(row), 2) * WINDOW;
    return Math.floor((until - (key(row) % every)) / every) * every + (key(row) % every);
  }
  const idOf = (row: number): string => { const object = real[row]; return object === undefined ? `SR-${String(row + 1).padStart(6, '0')}` : fleet.ids[object] ?? ''; };
  const nameZh = (row: number): string => { const object = real[row]; return object === undefined ? `${streetOf(row).zh}${kindOf(row).zh} ${row + 1}` : fleet.namesZh[object] ?? ''; };
  const nameEn = (row: number): string => { const object = real[row]; return object === undefined ? `${kindOf(row).en} ${row + 1}, ${streetOf(row).en}` : fleet.namesEn[object] ?? ''; };

  function rowOf(row: number, source: ResourceSource): SensingResource {
    const kind = kindOf(row);
    const owner = OWNERS[ownerOf(row)];
    const street = streetOf(row);
    const isOnline = online(row, source);
    const object = real[row];
    return {
      id: idOf(row), nameZh: nameZh(row), nameEn: nameEn(row), kind: kind.id, kindZh: kind.zh, kindEn: kind.en, ownerZh: owner?.zh ?? '', ownerEn: owner?.en ?? '',
      streetZh: street.zh, streetEn: street.en, online: isOnline, lastSeenAt: lastSeen(row, source, isOnline), objectId: object === undefined ? null : fleet.ids[object] ?? null,
    };
  }

  /** A text without a digit meets a generated row in its kind or street or not at all, so its name need not be made. */
  function matcher(text: string): (row: number) => boolean {
    const byName = (row: number): boolean => idOf(row).toLowerCase().includes(text) || nameZh(row).toLowerCase().includes(text) || nameEn(row).toLowerCase().includes(text);
    if (/\d/.test(text)) return byName;
    const known = new Map<string, boolean>();
    return (row) => {
      if (row < real.length) return byName(row);
      const name = `${kindColumn[row]} ${streetOf(row).zh}`;
      let hit = known.get(name);
      if (hit === undefined) { hit = byName(row); known.set(name, hit); }
      return hit;
    };
  }

  function find(source: ResourceSource, query: ResourceQuery): { readonly rows: Uint32Array; readonly online: number } {
    const text = query.text?.trim().toLowerCase() ?? '';
    const kind = query.kind === undefined ? -1 : file.kinds.findIndex((item) => item.id === query.kind);
    // an owner is asked for by any of its names
    const owners = query.owner === undefined ? null : new Set(Object.keys(OWNERS).filter((id) => id === query.owner || OWNERS[id]?.zh === query.owner || OWNERS[id]?.en === query.owner));
    const matches = text ? matcher(text) : null;
    const found = new Uint32Array(total);
    let count = 0;
    let on = 0;
    for (let row = 0; row < total; row++) {
      if (query.kind !== undefined && kindColumn[row] !== kind) continue;
      if (owners && !owners.has(ownerOf(row))) continue;
      if (matches && !matches(row)) continue;
      const isOnline = online(row, source);
      if (query.online !== undefined && isOnline !== query.online) continue;
      found[count++] = row;
      if (isOnline) on += 1;
    }
    const rows = found.slice(0, count);
    sort(rows, source, query);
    return { rows, online: on };
  }

  function sort(rows: Uint32Array, source: ResourceSource, { sort: by = 'id', descending = false }: ResourceQuery): void {
    if (by === 'lastSeen' || by === 'kind') {
      const keys = new Float64Array(total);
      for (const row of rows) keys[row] = by === 'kind' ? kindColumn[row] ?? 0 : lastSeen(row, source);
      rows.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
    } else if (by === 'name' || by === 'owner') {
      const keys = new Map<number, string>();
      for (const row of rows) keys.set(row, by === 'name' ? nameZh(row) : ownerOf(row));
      const entries = [...keys].sort((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[0] - b[0]));
      entries.forEach(([row], k) => { rows[k] = row; });
    }
    if (descending) rows.reverse();
  }

  const lists = new Map<string, { readonly at: number; readonly rows: Uint32Array; readonly online: number }>();
  let grouped: { readonly at: number; readonly groups: readonly ResourceGroup[] } | null = null;
  return {
    total,
    page(source, query) {
      const { offset, limit, ...rest } = query;
      const asked = JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
      let list = lists.get(asked);
      if (!list || Math.abs(source.now - list.at) > FRESH) {
        list = { at: source.now, ...find(source, query) };
        lists.delete(asked);
        lists.set(asked, list);
        for (const old of lists.keys()) { if (lists.size <= KEPT_LISTS) break; lists.delete(old); }
      }
      // a list is one moment: its rows tell the state by which it was filtered, counted and sorted
      const then = { ...source, now: list.at };
      return { count: list.rows.length, online: list.online, rows: Array.from(list.rows.subarray(offset, offset + limit), (row) => rowOf(row, then)) };
    },
    groups(source) {
      if (grouped && Math.abs(source.now - grouped.at) <= FRESH) return grouped.groups;
      const counts = new Map<string, { kind: number; owner: string; count: number; online: number }>();
      for (let row = 0; row < total; row++) {
        const owner = ownerOf(row);
        const name = `${kindColumn[row]} ${owner}`;
        const group = counts.get(name) ?? { kind: kindColumn[row] ?? 0, owner, count: 0, online: 0 };
        group.count += 1;
        if (online(row, source)) group.online += 1;
        counts.set(name, group);
      }
      const groups = [...counts.values()].sort((a, b) => b.count - a.count).map((group) => {
        const kind = file.kinds[group.kind];
        return { kind: kind?.id ?? '', kindZh: kind?.zh ?? '', kindEn: kind?.en ?? '', ownerZh: OWNERS[group.owner]?.zh ?? '', ownerEn: OWNERS[group.owner]?.en ?? '', count: group.count, online: group.online };
      });
      grouped = { at: source.now, groups };
      return groups;
    },
  };
}
