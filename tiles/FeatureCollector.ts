/**
 * Receives source features one by one and keeps what the pack needs of each: footprints in columns, everything else in
 * small records, attributes on disk. Nothing is written to the pack before the last feature has been seen.
 */
import type { BuildLog } from './BuildLog';
import { BuildingStore } from './BuildingStore';
import { classifyFeature } from './classify/classifyFeature';
import type { Classified, Shape } from './classify/Classified';
import { readNames } from './classify/readNames';
import { readTags, textOf } from './classify/readTags';
import type { Tags } from './classify/readTags';
import type { Projection } from './convert/createProjection';
import type { SourceFeature } from './convert/SourceFeature';
import type { AttributeSpool } from './encode/AttributeSpool';
import { BUILDING_CLASSES, HEIGHT_RULES } from './format';
import type { GroundClass, HeightRule, Names, Provenance } from './format';
import { readHeights } from './heights/readHeights';
import { parseMetres } from './heights/parseMetres';
import { UniqueIds } from './UniqueIds';
import { createLocalFrame } from './localFrame';
import { ringArea } from './repair/ringGeometry';
import { toPieces } from './repair/toPieces';
import type { Pieces } from './repair/toPieces';
import { bufferLine } from './slice/bufferLine';

interface Kept { readonly id: string | null; readonly kind: string; readonly names: Names | null; readonly slot: number }
export interface GroundRow extends Kept {
  readonly class: GroundClass;
  readonly type: 'L' | 'P';
  /** Flat lon, lat degrees; rings open, outer first. */
  readonly parts: readonly (readonly number[])[];
  readonly colour: string | null;
  readonly width: number | null;
  readonly water: { readonly elevation: number | null; readonly gaugeId: string | null } | null;
}
export interface StructureRow extends Kept { readonly id: string; readonly provenance: Provenance; readonly path: readonly (readonly [number, number])[]; readonly spec: Readonly<Record<string, unknown>> }
export interface ThingRow extends Kept {
  readonly id: string; readonly lon: number; readonly lat: number; readonly height: number;
  /** Orthometric elevation that the source states itself, metres. */
  readonly elevation: number | null;
  readonly heading: number | null; readonly host: string | null; readonly circuit: string | null;
}

/** As the ODbL asks for (openstreetmap.org/copyright). */
const OSM_ATTRIBUTION = '© OpenStreetMap contributors, ODbL';
/** Credits kept from single features; a file that names another one per feature is not naming credits. */
const MAX_ATTRIBUTIONS = 20;
const PROVENANCES: ReadonlySet<string> = new Set(['surveyed', 'derived', 'estimated', 'generated', 'imported']);

export class FeatureCollector {
  readonly buildings = new BuildingStore();
  readonly ground: GroundRow[] = [];
  readonly structures: StructureRow[] = [];
  readonly things: ThingRow[] = [];
  containsGenerated = false;
  /** Whom the data itself asks to credit. */
  readonly attribution = new Set<string>();
  projection: Projection | null = null;
  /** Name of the file being read, a weak hint for files without any telling attribute. */
  fileHint = '';
  readonly #log: BuildLog;
  readonly #spool: AttributeSpool;
  readonly #ids: UniqueIds;

  constructor(log: BuildLog, spool: AttributeSpool) {
    this.#log = log;
    this.#spool = spool;
    this.#ids = new UniqueIds(log);
  }

  add(feature: SourceFeature): void {
    const pieces = toPieces(feature.geometry, { log: this.#log, projection: this.projection });
    if ('rejected' in pieces) {
      this.#log.reject(pieces.rejected, feature.place);
      return;
    }
    const tags = readTags(feature.properties);
    const shapes = shapesOf(pieces);
    let kept = 0;
    let reason = '';
    for (const shape of shapes) {
      const area = shape === 'area' ? pieces.polygons.reduce((sum, rings) => sum + areaM2(rings[0] as number[]), 0) : 0;
      const classified = classifyFeature(tags, shape, area, this.fileHint);
      if (classified.layer === 'none') reason = classified.reason;
      else kept += this.#keep(feature, tags, shape, pieces, classified);
    }
    if (kept === 0) this.#log.leaveOut(reason);
    else this.#log.extraParts += kept - 1;
  }

  #keep(feature: SourceFeature, tags: Tags, shape: Shape, pieces: Pieces, classified: Exclude<Classified, { layer: 'none' }>): number {
    const names = readNames(tags);
    if (classified.layer === 'building' && shape === 'area') return this.#keepBuilding(feature, tags, pieces, classified, names);
    const slot = this.#store(feature, tags, { $class: classified.layer === 'ground' ? classified.class : classified.layer === 'building' ? 'poi' : classified.kind });
    if (classified.layer === 'ground') return this.#keepGround(feature, tags, shape, pieces, classified, names, slot);
    if (classified.layer === 'structure') return this.#keepStructure(feature, tags, shape, pieces, classified, names, slot);
    return this.#keepThing(feature, tags, shape, pieces, classified.layer === 'thing' ? classified.kind : 'poi', names, slot);
  }

  #keepBuilding(feature: SourceFeature, tags: Tags, pieces: Pieces, classified: Extract<Classified, { layer: 'building' }>, names: Names | null): number {
    const { height, minHeight, rule } = readHeights(tags, classified.class, this.#log);
    this.#log.heightRules[rule] += 1;
    if (classified.assumed) this.#log.repair('polygon without any class taken for a building');
    this.#ids.note(sourceId(feature, tags));
    const slot = this.#store(feature, tags, { $class: classified.class, $heightRule: rule satisfies HeightRule, $height: Math.round(height * 100) / 100 });
    for (const rings of pieces.polygons) {
      const i = this.buildings.add(rings);
      this.buildings.height.push(height);
      this.buildings.minHeight.push(minHeight);
      this.buildings.buildingClass.push(BUILDING_CLASSES.indexOf(classified.part && classified.class === 'other' ? 'part' : classified.class));
      this.buildings.rule.push(HEIGHT_RULES.indexOf(rule));
      this.buildings.isPart.push(classified.part ? 1 : 0);
      this.buildings.slot.push(slot);
      if (names) this.buildings.names.set(i, names);
    }
    return pieces.polygons.length;
  }

  #keepGround(feature: SourceFeature, tags: Tags, shape: Shape, pieces: Pieces, classified: Extract<Classified, { layer: 'ground' }>, names: Names | null, slot: number): number {
    const colour = textOf(tags, 'colour') || textOf(tags, 'color');
    const base = { kind: classified.kind, names, slot, class: classified.class, colour: /^#[0-9a-f]{3,8}$|^[a-z]+$/i.test(colour) ? colour : null, water: null };
    const id = sourceId(feature, tags);
    if (shape === 'line' && !classified.buffer) {
      this.ground.push({ ...base, id: this.#ids.take(id, classified.kind), type: 'L', parts: pieces.lines, width: classified.width });
      return 1;
    }
    const polygons = shape === 'area' ? pieces.polygons : pieces.lines.map((line) => [bufferLine(line, classified.width ?? 1)]);
    for (const parts of polygons) {
      const water = classified.water ? { elevation: parseMetres(tags['waterElevation']), gaugeId: textOf(tags, 'gaugeId') || null } : null;
      this.ground.push({ ...base, id: this.#ids.take(id, classified.kind), type: 'P', parts, width: null, water });
    }
    return polygons.length;
  }

  #keepStructure(feature: SourceFeature, tags: Tags, shape: Shape, pieces: Pieces, classified: Extract<Classified, { layer: 'structure' }>, names: Names | null, slot: number): number {
    const paths = shape === 'point' ? pieces.points : shape === 'line' ? pieces.lines : pieces.polygons.map((rings) => rings[0] as number[]);
    for (const flat of paths) {
      const path: [number, number][] = [];
      for (let i = 0; i < flat.length; i += 2) path.push([flat[i] as number, flat[i + 1] as number]);
      const id = this.#ids.take(sourceId(feature, tags), classified.kind) ?? this.#ids.make(classified.kind);
      this.structures.push({ id, kind: classified.kind, names, slot, provenance: provenanceOf(tags), path, spec: classified.spec });
    }
    return paths.length;
  }

  #keepThing(feature: SourceFeature, tags: Tags, shape: Shape, pieces: Pieces, kind: string, names: Names | null, slot: number): number {
    const flat = shape === 'point' ? pieces.points : shape === 'line' ? pieces.lines : pieces.polygons.map((rings) => rings[0] as number[]);
    for (const point of flat) {
      const id = this.#ids.take(sourceId(feature, tags), kind) ?? this.#ids.make(kind);
      this.things.push({
        id, kind, names, slot, lon: point[0] as number, lat: point[1] as number,
        height: parseMetres(tags['mountHeight']) ?? 0, elevation: parseMetres(tags['elevationM']),
        heading: typeof tags['heading'] === 'number' ? tags['heading'] : null, host: textOf(tags, 'host') || null, circuit: textOf(tags, 'circuit') || null,
      });
    }
    return flat.length;
  }

  /** All source attributes as they came, then our own `$` keys. */
  #store(feature: SourceFeature, tags: Tags, own: Readonly<Record<string, unknown>>): number {
    const provenance = provenanceOf(tags);
    if (provenance === 'generated') this.containsGenerated = true;
    const source = textOf(tags, 'source') || feature.place.file;
    if (/openstreetmap/i.test(source) || tags['@id'] !== undefined) this.attribution.add(OSM_ATTRIBUTION);
    const credit = textOf(tags, 'attribution');
    if (credit !== '' && this.attribution.size < MAX_ATTRIBUTIONS) this.attribution.add(credit);
    const extra = JSON.stringify({ $provenance: provenance, $source: source, ...own, ...(feature.id === null ? {} : { $id: feature.id }) });
    const text = JSON.stringify(feature.properties);
    return this.#spool.add(text === '{}' ? extra : `${text.slice(0, -1)},${extra.slice(1)}`);
  }
}

function shapesOf(pieces: Pieces): Shape[] {
  const shapes: Shape[] = [];
  if (pieces.polygons.length > 0) shapes.push('area');
  if (pieces.lines.length > 0) shapes.push('line');
  if (pieces.points.length > 0) shapes.push('point');
  return shapes;
}

function areaM2(ring: readonly number[]): number {
  const frame = createLocalFrame(ring[0] as number, ring[1] as number);
  return Math.abs(ringArea(ring)) * frame.metresPerDegreeLon * frame.metresPerDegreeLat;
}

function provenanceOf(tags: Tags): Provenance {
  const stated = textOf(tags, 'provenance');
  return PROVENANCES.has(stated) ? (stated as Provenance) : 'imported';
}

function sourceId(feature: SourceFeature, tags: Tags): string | null {
  const stated = textOf(tags, 'id') || textOf(tags, '@id') || textOf(tags, '建物ID');
  if (stated !== '') return stated;
  return feature.id === null ? null : String(feature.id);
}
