/**
 * The opened packs as one city: global indices, ids that never collide, one elevation.
 * The first pack is the base; its terrain and geoid hold for all.
 */
import type { Pack } from './Pack';
import type { ElevationAt } from './TerrainGrid';

type RunName = 'buildings' | 'structures' | 'things' | 'ground';
export interface Located { readonly pack: Pack; readonly run: RunName; /** Index inside the pack. */ readonly index: number; /** Row inside the run. */ readonly row: number }

const RUNS: readonly RunName[] = ['buildings', 'structures', 'things', 'ground'];

export class PackSet {
  readonly #packs: Pack[] = [];
  readonly #indexById = new Map<string, number>();
  readonly #idByIndex = new Map<number, string>();
  /** Id here by the id that a pack itself uses. */
  readonly #ownIds = new Map<Pack, Map<string, string>>();
  /** Row of a pack's ground columns by pack index. */
  readonly #groundRows = new Map<Pack, Map<number, number>>();
  readonly #names = new Map<number, { readonly zh: string; readonly en: string; readonly kind: string }>();

  get packs(): readonly Pack[] { return this.#packs; }
  get featureCount(): number { return this.#packs.reduce((sum, pack) => sum + pack.manifest.featureCount, 0); }
  /** Ellipsoidal minus orthometric height, metres. */
  get undulation(): number { return this.#packs[0]?.manifest.vertical.geoidUndulationMetres ?? 0; }

  readonly elevationAt: ElevationAt = (lon, lat) => {
    for (const pack of this.#packs) if (pack.terrain) return pack.terrain.elevationAt(lon, lat);
    return 0;
  };

  add(pack: Pack): void {
    this.#packs.push(pack);
    const { things, structures, ground, search, indexOffset } = pack;
    structures.forEach((structure) => this.#name(pack, structure.index + indexOffset, structure.id));
    things.ids.forEach((id, row) => this.#name(pack, things.firstIndex + row + indexOffset, id));
    const rows = new Map<number, number>();
    ground.index.forEach((index, row) => {
      rows.set(index, row);
      const id = ground.ids[row];
      if (id) this.#name(pack, index + indexOffset, id);
    });
    this.#groundRows.set(pack, rows);
    for (const water of pack.manifest.waters) if (!this.#idByIndex.has(water.index + indexOffset)) this.#name(pack, water.index + indexOffset, water.id);
    search.index.forEach((index, row) => {
      if (!this.#names.has(index + indexOffset)) this.#names.set(index + indexOffset, { zh: search.zh[row] ?? '', en: search.en[row] ?? '', kind: search.kind[row] ?? '' });
    });
  }

  pack(number: number): Pack | null { return this.#packs[number] ?? null; }

  locate(globalIndex: number): Located | null {
    const pack = this.#packs.find(({ indexOffset, manifest }) => globalIndex >= indexOffset && globalIndex < indexOffset + manifest.featureCount);
    if (!pack) return null;
    const index = globalIndex - pack.indexOffset;
    for (const run of RUNS) {
      const { first, count } = pack.manifest.index[run];
      if (index < first || index >= first + count) continue;
      const row = run === 'ground' ? this.#groundRows.get(pack)?.get(index) ?? -1 : index - first;
      return { pack, run, index, row };
    }
    return null;
  }

  /** Explicit id, else arithmetic: `b<index>` of a building, `g<index>` of a ground feature. */
  idOf(globalIndex: number): string {
    const explicit = this.#idByIndex.get(globalIndex);
    if (explicit !== undefined) return explicit;
    return `${this.locate(globalIndex)?.run === 'ground' ? 'g' : 'b'}${globalIndex}`;
  }

  indexOf(id: string): number | null {
    const explicit = this.#indexById.get(id);
    if (explicit !== undefined) return explicit;
    const match = /^([bg])(\d+)$/.exec(id);
    if (!match) return null;
    const index = Number(match[2]);
    const run = this.locate(index)?.run;
    return run === (match[1] === 'b' ? 'buildings' : 'ground') ? index : null;
  }

  /** The id here of what a pack calls `rawId`: its own feature first, else whoever has that id among all packs. */
  idInPack(pack: Pack, rawId: string): string {
    const own = this.#ownIds.get(pack)?.get(rawId);
    if (own !== undefined) return own;
    const match = /^([bg])(\d+)$/.exec(rawId);
    return match && Number(match[2]) < pack.manifest.featureCount ? `${match[1]}${Number(match[2]) + pack.indexOffset}` : rawId;
  }

  /** Id of what a thing of a pack is mounted on. */
  hostOf(pack: Pack, thingRow: number): string | null {
    const raw = pack.things.host[thingRow];
    return raw ? this.idInPack(pack, raw) : null;
  }

  /** Names and kind as the search file gives them. */
  named(globalIndex: number): { readonly zh: string; readonly en: string; readonly kind: string } | null {
    return this.#names.get(globalIndex) ?? null;
  }

  #name(pack: Pack, globalIndex: number, id: string): void {
    const free = this.#indexById.has(id) ? `${pack.manifest.name}:${id}` : id;
    this.#indexById.set(free, globalIndex);
    this.#idByIndex.set(globalIndex, free);
    let own = this.#ownIds.get(pack);
    if (!own) this.#ownIds.set(pack, own = new Map());
    if (!own.has(id)) own.set(id, free);
  }
}
