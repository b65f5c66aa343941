/** Answers about single objects: who has this index or id, where it stands, what its source says of it. */
import { BUILDING_CLASSES, GROUND_CLASSES, ATTRIBUTES_PER_SHARD, type AttributeShard, type StructureFeature } from '../../../tiles/format';
import { toObjectId } from '../../domain/ids';
import { isKind, type Kind } from '../../domain/kind';
import type { ObjectFacts, ObjectSummary } from '../../domain/objectSummary';
import { geometryOf } from './buildTile';
import { GROUND_KIND, ringMiddle } from './catalogueOf';
import { decodeGroundPart } from './decodeGroundPart';
import { reasonOf } from './openPack';
import type { Pack } from './Pack';
import type { Located, PackSet } from './PackSet';
import type { ReadFile } from './ReadFile';
import { structurePlace } from './structurePlace';
import { signHeight } from './thingModels';

export interface Outline { readonly rings: readonly (readonly number[])[]; readonly base: number; readonly top: number }
interface Described { kind: string; zh: string; en: string; place: readonly [number, number, number]; hostId: string | null }

/** Attribute keys that may hold a building's name, best first. */
const NAME_KEYS = { zh: ['name:zh', 'name:zh-Hans', 'name_zh', 'nameZh', 'name'], en: ['name:en', 'name_en', 'nameEn', 'int_name'] } as const;
/** Shards kept in memory; an operator opens objects one after the other. */
const MAX_SHARDS = 64;

export class ObjectBook {
  readonly #shards = new Map<string, Promise<AttributeShard>>();

  constructor(readonly packs: PackSet, readonly readFile: ReadFile) {}

  async byId(id: string): Promise<ObjectSummary | null> {
    const index = this.packs.indexOf(id);
    return index === null ? null : this.byIndex(index);
  }

  async byIndex(index: number): Promise<ObjectSummary | null> {
    const located = this.packs.locate(index);
    const described = located && await this.#describe(located);
    if (!described) return null;
    const kind: Kind = isKind(described.kind) ? described.kind : 'poi';
    const [lon, lat, elevation] = described.place;
    return { id: toObjectId(this.packs.idOf(index)), index, kind, nameZh: described.zh, nameEn: described.en, lon, lat, elevation, hostId: described.hostId === null ? null : toObjectId(described.hostId) };
  }

  async facts(id: string, signal?: AbortSignal): Promise<ObjectFacts | null> {
    const index = this.packs.indexOf(id);
    const located = index === null ? null : this.packs.locate(index);
    if (!located) return null;
    const attributes = await this.#attributes(located.pack, located.index);
    signal?.throwIfAborted();
    const text = (key: string): string => (typeof attributes[key] === 'string' ? attributes[key] : '');
    const structure = located.run === 'structures' ? located.pack.structures[located.row] : undefined;
    return {
      id: toObjectId(id), attributes,
      provenance: text('$provenance') || structure?.provenance || 'imported',
      source: text('$source') || located.pack.manifest.attribution.join('; '),
    };
  }

  structure(id: string): StructureFeature | null {
    const index = this.packs.indexOf(id);
    const located = index === null ? null : this.packs.locate(index);
    return located?.run === 'structures' ? located.pack.structures[located.row] ?? null : null;
  }

  async outline(id: string): Promise<Outline | null> {
    const index = this.packs.indexOf(id);
    const located = index === null ? null : this.packs.locate(index);
    if (!located) return null;
    if (located.run === 'buildings') return this.#buildingOutline(located);
    if (located.run !== 'ground') return null;
    const water = located.pack.manifest.waters.find((candidate) => candidate.index === located.index);
    if (water) return { rings: water.rings, base: water.elevation, top: water.elevation };
    const { ground } = located.pack;
    const parts = ground.parts[located.row];
    if (!parts || ground.type[located.row] !== 'P') return null;
    const rings = parts.map((part) => Array.from(decodeGroundPart(part)));
    let base = Infinity, top = -Infinity;
    for (const ring of rings) for (let at = 0; at + 1 < ring.length; at += 2) {
      const elevation = this.packs.elevationAt(ring[at] ?? 0, ring[at + 1] ?? 0);
      base = Math.min(base, elevation); top = Math.max(top, elevation);
    }
    return rings.length > 0 ? { rings, base, top } : null;
  }

  async #describe(located: Located): Promise<Described | null> {
    const { pack, run, index, row } = located;
    const named = this.packs.named(index + pack.indexOffset);
    if (run === 'buildings') return this.#describeBuilding(located, named);
    if (run === 'structures') {
      const structure = pack.structures[row];
      return structure ? { kind: structure.kind, zh: structure.names.zh ?? '', en: structure.names.en ?? '', place: structurePlace(structure), hostId: null } : null;
    }
    if (run === 'things') {
      const { things } = pack;
      if (row >= things.ids.length) return null;
      const kind = things.kinds[things.kind[row] ?? 0] ?? 'poi';
      const place = [things.lon[row] ?? 0, things.lat[row] ?? 0, (things.elevation[row] ?? 0) + signHeight(kind, things.height[row] ?? 0)] as const;
      return { kind, zh: things.namesZh[row] ?? '', en: things.namesEn[row] ?? '', place, hostId: this.packs.hostOf(pack, row) };
    }
    const water = pack.manifest.waters.find((candidate) => candidate.index === index);
    if (water) {
      const [lon, lat] = ringMiddle(water.rings[0] ?? []);
      return { kind: named?.kind || 'water', zh: water.names.zh ?? '', en: water.names.en ?? '', place: [lon, lat, water.elevation], hostId: null };
    }
    const parts = pack.ground.parts[row];
    if (!parts) return null;
    const [lon, lat] = ringMiddle(decodeGroundPart(parts[0] ?? []));
    const groundClass = GROUND_CLASSES[pack.ground.class[row] ?? 0] ?? 'boundary';
    return { kind: named?.kind || GROUND_KIND[groundClass], zh: named?.zh ?? '', en: named?.en ?? '', place: [lon, lat, this.packs.elevationAt(lon, lat)], hostId: null };
  }

  async #describeBuilding({ pack, index }: Located, named: { zh: string; en: string; kind: string } | null): Promise<Described | null> {
    const block = pack.blocks.blockOf(index);
    if (!block) return null;
    const [columns, attributes] = await Promise.all([
      pack.blocks.load(block),
      // A building without readable attributes is still a building: its place is known.
      this.#attributes(pack, index).catch(() => ({})),
    ]);
    const row = index - block.firstIndex;
    const [lon, lat] = geometryOf(columns, block).centroid(row);
    const record = attributes as Readonly<Record<string, unknown>>;
    const pick = (keys: readonly string[]): string => keys.map((key) => record[key]).find((value): value is string => typeof value === 'string' && value !== '') ?? '';
    const isLandmark = BUILDING_CLASSES[columns.buildingClass[row] ?? 0] === 'landmark';
    return {
      kind: named?.kind || (isLandmark ? 'landmark' : 'building'),
      zh: named?.zh || pick(NAME_KEYS.zh), en: named?.en || pick(NAME_KEYS.en),
      place: [lon, lat, columns.top[row] ?? 0], hostId: null,
    };
  }

  async #buildingOutline({ pack, index }: Located): Promise<Outline | null> {
    const block = pack.blocks.blockOf(index);
    if (!block) return null;
    const columns = await pack.blocks.load(block);
    const geometry = geometryOf(columns, block);
    const row = index - block.firstIndex;
    const rings: number[][] = [];
    for (let ring = columns.ringStart[row] ?? 0; ring < (columns.ringStart[row + 1] ?? 0); ring++) {
      const flat: number[] = [];
      for (let vertex = columns.vertexStart[ring] ?? 0; vertex < (columns.vertexStart[ring + 1] ?? 0); vertex++) {
        flat.push(geometry.lonOf(columns.coords[vertex * 2] ?? 0), geometry.latOf(columns.coords[vertex * 2 + 1] ?? 0));
      }
      flat.push(flat[0] ?? 0, flat[1] ?? 0);
      rings.push(flat);
    }
    return { rings, base: columns.base[row] ?? 0, top: columns.top[row] ?? 0 };
  }

  async #attributes(pack: Pack, index: number): Promise<Readonly<Record<string, unknown>>> {
    const url = `${pack.baseUrl}attributes/${Math.floor(index / ATTRIBUTES_PER_SHARD)}.json`;
    let shard = this.#shards.get(url);
    if (!shard) {
      shard = this.#readShard(url);
      shard.catch(() => this.#shards.delete(url));
      this.#shards.set(url, shard);
      const oldest = this.#shards.keys().next();
      if (this.#shards.size > MAX_SHARDS && !oldest.done) this.#shards.delete(oldest.value);
    }
    const { first, features } = await shard;
    return features[index - first] ?? {};
  }

  async #readShard(url: string): Promise<AttributeShard> {
    try {
      const value = JSON.parse(new TextDecoder().decode(await this.readFile(url))) as Partial<AttributeShard>;
      if (typeof value.first !== 'number' || !Array.isArray(value.features)) throw new Error('not an attribute shard');
      return { first: value.first, features: value.features };
    } catch (error) {
      throw new Error(`${url} cannot be read: ${reasonOf(error)}`, { cause: error });
    }
  }
}
