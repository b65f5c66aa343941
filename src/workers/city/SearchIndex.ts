/**
 * Finds objects by what people type: Chinese names, English words, pinyin initials, codes and ids, `b123` for a building.
 * A plain scan over lower-cased columns: 50,000 names take about ten milliseconds, and nothing has to be built or kept in step.
 */
import { toObjectId } from '../../domain/ids';
import { isKind } from '../../domain/kind';
import type { SearchHit } from '../../domain/objectSummary';
import type { ObjectBook } from './ObjectBook';
import type { Pack } from './Pack';
import type { PackSet } from './PackSet';

type Matched = SearchHit['matched'];
interface Near { readonly lon: number; readonly lat: number }

/** How well a field fits: smaller is better. */
const EXACT = 0, PREFIX = 1, WORD = 2, INSIDE = 3, NONE = 9;
/** What people look for first; everything else is a thing. */
const KIND_ORDER: readonly (readonly string[])[] = [
  ['landmark', 'bridge', 'footbridge', 'tunnel', 'metroStation', 'metroLine', 'road', 'district', 'riverReach', 'water', 'green'],
  ['building', 'poi', 'parkingLot', 'gridCell'],
];

interface Row { readonly index: number; readonly id: string; readonly kind: string; readonly zh: string; readonly en: string; readonly initials: string; readonly lon: number; readonly lat: number; readonly elevation: number; readonly host: string | null }

/** Columns to scan, lower case. */
interface Keys { readonly zh: string; readonly en: string; readonly initials: string; readonly code: string; readonly order: number }

const normaliseQuery = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s·・,，。'’_-]+/g, (run) => (/^[-_]+$/.test(run) ? run : ' ')).trim();

export class SearchIndex {
  readonly #rows: Row[] = [];
  /** Made at the first search for the rows that have none yet: opening a city does not wait for it. */
  readonly #keys: Keys[] = [];

  constructor(readonly packs: PackSet, readonly objects: ObjectBook) {}

  add(pack: Pack): void {
    const listed = new Set<number>();
    const { search, things, structures, manifest, indexOffset } = pack;
    search.index.forEach((index, row) => {
      listed.add(index);
      const isThing = index >= things.firstIndex && index < things.firstIndex + things.ids.length;
      const thing = index - things.firstIndex;
      const lon = search.lon[row] ?? 0, lat = search.lat[row] ?? 0;
      this.#push(index + indexOffset, search.kind[row] ?? 'poi', search.zh[row] ?? '', search.en[row] ?? '', search.initials[row] ?? '', lon, lat,
        isThing ? (things.elevation[thing] ?? 0) + (things.height[thing] ?? 0) : this.packs.elevationAt(lon, lat), isThing ? this.packs.hostOf(pack, thing) : null);
    });
    things.ids.forEach((_id, row) => {
      if (listed.has(things.firstIndex + row)) return;
      this.#push(things.firstIndex + row + indexOffset, things.kinds[things.kind[row] ?? 0] ?? 'poi', things.namesZh[row] ?? '', things.namesEn[row] ?? '', '',
        things.lon[row] ?? 0, things.lat[row] ?? 0, (things.elevation[row] ?? 0) + (things.height[row] ?? 0), this.packs.hostOf(pack, row));
    });
    for (const { index, kind, names, path } of structures) {
      const [lon, lat] = path[path.length >> 1] ?? [0, 0];
      if (!listed.has(index)) this.#push(index + indexOffset, kind, names.zh ?? '', names.en ?? '', '', lon, lat, this.packs.elevationAt(lon, lat), null);
    }
    for (const { index, names, rings, elevation } of manifest.waters) {
      if (!listed.has(index)) this.#push(index + indexOffset, 'water', names.zh ?? '', names.en ?? '', '', rings[0]?.[0] ?? 0, rings[0]?.[1] ?? 0, elevation, null);
    }
  }

  async find(query: string, limit: number, near?: Near): Promise<readonly SearchHit[]> {
    const text = normaliseQuery(query);
    if (text === '' || limit <= 0) return [];
    this.#prepare();
    const found: { row: number; tier: number; order: number; matched: Matched; away: number; length: number }[] = [];
    for (let row = 0; row < this.#keys.length; row++) {
      const keys = this.#keys[row] as Keys;
      const [tier, matched] = bestMatch(keys, text);
      if (tier === NONE) continue;
      const place = this.#rows[row] as Row;
      const away = near ? Math.hypot((place.lon - near.lon) * Math.cos(near.lat * (Math.PI / 180)), place.lat - near.lat) : 0;
      found.push({ row, tier, order: keys.order, matched, away, length: keys.zh.length || keys.en.length });
    }
    found.sort((a, b) => a.tier - b.tier || a.order - b.order || a.away - b.away || a.length - b.length || a.row - b.row);
    const hits = found.slice(0, limit).map(({ row, matched }) => toHit(this.#rows[row] as Row, matched));
    return /^b\d+$/.test(text) ? this.#withBuilding(text, hits, limit) : hits;
  }

  /** Buildings without a name are found by their arithmetic id. */
  async #withBuilding(id: string, hits: readonly SearchHit[], limit: number): Promise<readonly SearchHit[]> {
    const building = await this.objects.byId(id);
    if (!building) return hits;
    return [{ ...building, matched: 'code' as const }, ...hits.filter((hit) => hit.id !== building.id)].slice(0, limit);
  }

  #push(index: number, kind: string, zh: string, en: string, initials: string, lon: number, lat: number, elevation: number, host: string | null): void {
    const id = this.packs.idOf(index);
    this.#rows.push({ index, id, kind, zh, en, initials, lon, lat, elevation, host });
  }

  #prepare(): void {
    for (let row = this.#keys.length; row < this.#rows.length; row++) {
      const { zh, en, initials, id, kind } = this.#rows[row] as Row;
      const order = KIND_ORDER.findIndex((kinds) => kinds.includes(kind));
      this.#keys.push({ zh: normaliseQuery(zh), en: normaliseQuery(en), initials, code: id.toLowerCase(), order: order < 0 ? KIND_ORDER.length : order });
    }
  }
}

function bestMatch(keys: Keys, text: string): readonly [number, Matched] {
  let tier = matchName(keys.zh, text), matched: Matched = 'name';
  if (tier === EXACT) return [tier, matched];
  const english = matchName(keys.en, text);
  if (english < tier) { tier = english; matched = 'english'; }
  const code = keys.code === text ? EXACT : keys.code.startsWith(text) ? PREFIX : text.length >= 3 && keys.code.includes(text) ? INSIDE : NONE;
  if (code < tier) { tier = code; matched = 'code'; }
  const initials = keys.initials === text ? EXACT : text.length >= 2 && keys.initials.startsWith(text) ? PREFIX : NONE;
  if (initials < tier) { tier = initials; matched = 'initials'; }
  if (tier === NONE && text.includes(' ')) {
    // Several words: each must fit somewhere, in any order.
    const words = text.split(' ');
    if (words.every((word) => keys.zh.includes(word) || matchName(keys.en, word) < NONE || keys.code.startsWith(word))) return [INSIDE, keys.zh.includes(words[0] ?? '') ? 'name' : 'english'];
  }
  return [tier, matched];
}

function matchName(name: string, text: string): number {
  if (name === '') return NONE;
  const at = name.indexOf(text);
  if (at < 0) return NONE;
  if (at === 0) return name.length === text.length ? EXACT : PREFIX;
  return name.includes(` ${text}`) ? WORD : INSIDE;
}

function toHit({ index, id, kind, zh, en, lon, lat, elevation, host }: Row, matched: Matched): SearchHit {
  return { id: toObjectId(id), index, kind: isKind(kind) ? kind : 'poi', nameZh: zh, nameEn: en, lon, lat, elevation, hostId: host === null ? null : toObjectId(host), matched };
}
