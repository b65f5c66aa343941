/**
 * Reads an OSM PBF extract in two passes: the first notes tagged ways, relations and the nodes they need, the second
 * picks up those nodes' places and emits the tagged ones. Ways and relations follow, so one order always results.
 */
import { basename } from 'node:path';
import type { BuildLog, InputCount } from '../BuildLog';
import { GrowingColumn } from '../GrowingColumn';
import { isInsideRing } from '../repair/ringGeometry';
import { assembleRings } from './assembleRings';
import { isAreaWay, isFeatureTags, isRouteToDraw } from './osmTags';
import type { OsmTags } from './osmTags';
import { NodePlaces } from './NodePlaces';
import { readPbfBlobs } from './readPbfBlobs';
import type { OsmRelation } from './readPbfBlobs';
import type { FeatureSink } from './SourceFeature';

interface PbfReading {
  readonly path: string;
  readonly input: InputCount;
  readonly log: BuildLog;
  readonly sink: FeatureSink;
  onProgress(share: number): void;
}

/** A PBF file begins with the length of a header that names itself OSMHeader. */
export const isPbf = (head: Buffer): boolean => head.subarray(0, 32).includes('OSMHeader');

interface Way { readonly refs: readonly number[]; readonly tags: OsmTags | null }
interface Extract { readonly ways: ReadonlyMap<number, Way>; readonly relations: readonly OsmRelation[]; readonly places: NodePlaces }

export async function readPbf(reading: PbfReading): Promise<void> {
  const { input, sink } = reading;
  input.format = 'OSM PBF';
  const extract = await readWays(reading);
  const file = basename(reading.path);
  const emit = (id: string, tags: OsmTags, geometry: unknown): void => {
    input.features += 1;
    const place = { file, number: input.features, line: null, name: id };
    if (geometry === null) reading.log.reject('its members are missing from this extract', place);
    else sink({ place, id, properties: { ...tags, '@id': id }, geometry });
  };
  for await (const elements of readPbfBlobs({ path: reading.path, nodeTags: true, onShare: (share) => reading.onProgress(0.5 + share / 2) })) {
    for (const element of elements) {
      if (element.type !== 'node') continue;
      extract.places.put(element.id, element.lon, element.lat);
      if (isFeatureTags(element.tags)) emit(`node/${element.id}`, element.tags, { type: 'Point', coordinates: [element.lon, element.lat] });
    }
  }
  const replaced = outerBuildingWays(extract);
  for (const [id, way] of extract.ways) {
    if (!way.tags || !isFeatureTags(way.tags)) continue;
    if (replaced.has(id)) continue;
    emit(`way/${id}`, way.tags, toWayGeometry(way, extract.places));
  }
  for (const relation of extract.relations) {
    if (relation.tags) emit(`relation/${relation.id}`, relation.tags, toRelationGeometry(relation, extract));
  }
}

/** First pass. Ways are kept when they are features themselves or members of a relation that is. */
async function readWays({ path, onProgress }: PbfReading): Promise<Extract> {
  const ways = new Map<number, Way>();
  const bare = new Map<number, readonly number[]>();
  const relations: OsmRelation[] = [];
  for await (const elements of readPbfBlobs({ path, nodeTags: false, onShare: (share) => onProgress(share / 2) })) {
    for (const element of elements) {
      if (element.type === 'way') {
        if (isFeatureTags(element.tags)) ways.set(element.id, { refs: element.refs, tags: element.tags });
        else bare.set(element.id, element.refs);
      } else if (element.type === 'relation' && element.tags && isDrawn(element.tags)) relations.push(element);
    }
  }
  for (const relation of relations) {
    for (const member of relation.members) {
      const refs = member.type === 'way' ? bare.get(member.ref) : undefined;
      if (refs) ways.set(member.ref, { refs, tags: null });
    }
  }
  const wanted = new GrowingColumn((n) => new Float64Array(n));
  for (const { refs } of ways.values()) for (const ref of refs) wanted.push(ref);
  return { ways, relations, places: new NodePlaces(wanted) };
}

const isDrawn = (tags: OsmTags): boolean =>
  ((tags['type'] === 'multipolygon' || tags['type'] === 'boundary') && isFeatureTags(tags)) || isRouteToDraw(tags);

/** Outer ways that repeat the `building` of their relation (old mapping style) would stand twice. */
function outerBuildingWays({ ways, relations }: Extract): Set<number> {
  const replaced = new Set<number>();
  for (const relation of relations) {
    if (!relation.tags?.['building']) continue;
    for (const member of relation.members) {
      if (member.type === 'way' && member.role !== 'inner' && ways.get(member.ref)?.tags?.['building']) replaced.add(member.ref);
    }
  }
  return replaced;
}

function toLine(refs: readonly number[], places: NodePlaces): (readonly [number, number])[] {
  const line: (readonly [number, number])[] = [];
  for (const ref of refs) {
    const place = places.get(ref);
    if (place) line.push(place);
  }
  return line;
}

function toWayGeometry(way: Way, places: NodePlaces): unknown {
  const line = toLine(way.refs, places);
  if (line.length < 2) return null;
  const closed = way.refs.length >= 4 && way.refs[0] === way.refs.at(-1);
  return closed && way.tags && isAreaWay(way.tags) ? { type: 'Polygon', coordinates: [line] } : { type: 'LineString', coordinates: line };
}

function toRelationGeometry(relation: OsmRelation, { ways, places }: Extract): unknown {
  const refsOf = (inner: boolean): (readonly number[])[] => relation.members.flatMap((member) => {
    const way = member.type === 'way' && (member.role === 'inner') === inner ? ways.get(member.ref) : undefined;
    return way ? [way.refs] : [];
  });
  if (relation.tags?.['type'] === 'route') {
    const lines = refsOf(false).map((refs) => toLine(refs, places)).filter((line) => line.length >= 2);
    return lines.length === 0 ? null : { type: 'MultiLineString', coordinates: lines };
  }
  const outers = assembleRings(refsOf(false)).rings.map((refs) => [toLine(refs, places)]);
  for (const refs of assembleRings(refsOf(true)).rings) {
    const hole = toLine(refs, places);
    const [x, y] = hole[0] ?? [0, 0];
    const owner = outers.find(([ring]) => ring && isInsideRing(x, y, ring.flat())) ?? outers[0];
    owner?.push(hole);
  }
  return outers.length === 0 ? null : { type: 'MultiPolygon', coordinates: outers };
}
