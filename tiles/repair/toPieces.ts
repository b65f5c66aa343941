/**
 * Checks a raw GeoJSON geometry and takes it apart into simple pieces: points, lines, and polygons with clean rings.
 * What can be repaired is repaired and counted; what cannot is answered with the reason.
 */
import { isRecord } from '../convert/SourceFeature';
import { Rejected } from './Rejected';
import type { RepairContext } from './Rejected';
import { readPositions } from './readPositions';
import { repairPolygon } from './repairPolygon';

/** Flat lon, lat degrees. Rings are open (first vertex not repeated), outer counter-clockwise, holes clockwise. */
export interface Pieces {
  readonly points: number[][];
  readonly lines: number[][];
  readonly polygons: number[][][];
}

const canonicalTypes = new Map<string, string>(
  ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection'].map((type) => [type.toLowerCase(), type]),
);
/** Nesting of geometry collections that is still followed. */
const MAX_NESTING = 16;

export function toPieces(geometry: unknown, context: RepairContext): Pieces | { readonly rejected: string } {
  const pieces: Pieces = { points: [], lines: [], polygons: [] };
  try {
    addGeometry(geometry, pieces, context, 0);
  } catch (error) {
    if (error instanceof Rejected) return { rejected: error.message };
    throw error;
  }
  if (pieces.points.length + pieces.lines.length + pieces.polygons.length === 0) return { rejected: 'the geometry is empty' };
  return pieces;
}

function addGeometry(geometry: unknown, pieces: Pieces, context: RepairContext, nesting: number): void {
  if (geometry === null || geometry === undefined) throw new Rejected('the feature has no geometry');
  if (!isRecord(geometry)) throw new Rejected(`the geometry is ${JSON.stringify(geometry)?.slice(0, 40)}, not an object`);
  const written = geometry['type'];
  const type = typeof written === 'string' ? canonicalTypes.get(written.toLowerCase()) : undefined;
  if (type === undefined) throw new Rejected(`the geometry type ${JSON.stringify(written) ?? '(missing)'} is unknown`);
  if (type !== written) context.log.repair('letter case of a type name corrected');
  if (type === 'GeometryCollection') {
    const members = geometry['geometries'];
    if (!Array.isArray(members)) throw new Rejected('the GeometryCollection has no "geometries" list');
    if (nesting > 0) context.log.repair('nested GeometryCollection flattened');
    if (nesting > MAX_NESTING) throw new Rejected('geometry collections are nested too deeply');
    for (const member of members) addGeometry(member, pieces, context, nesting + 1);
    return;
  }
  const coordinates = geometry['coordinates'];
  if (!Array.isArray(coordinates)) throw new Rejected('the geometry has no "coordinates" list');
  addCoordinates(type, coordinates, pieces, context);
}

const lists = (value: unknown, what: string): unknown[][] => {
  if (!Array.isArray(value)) throw new Rejected(`the ${what} is not a list`);
  for (const item of value) if (!Array.isArray(item)) throw new Rejected(`the coordinates are not nested as a ${what} needs`);
  return value as unknown[][];
};

function addCoordinates(type: string, coordinates: unknown[], pieces: Pieces, context: RepairContext): void {
  switch (type) {
    case 'Point': pieces.points.push(readPositions([coordinates], context)); break;
    case 'MultiPoint': for (const point of lists(coordinates, 'MultiPoint')) pieces.points.push(readPositions([point], context)); break;
    case 'LineString': addLine(coordinates, pieces, context, true); break;
    case 'MultiLineString': {
      const parts = lists(coordinates, 'MultiLineString');
      const before = pieces.lines.length;
      for (const line of parts) addLine(line, pieces, context, false);
      if (pieces.lines.length === before && parts.length > 0) throw new Rejected('every line has fewer than two different points');
      break;
    }
    case 'Polygon': addPolygon(lists(coordinates, 'Polygon'), pieces, context); break;
    default: addMultiPolygon(lists(coordinates, 'MultiPolygon'), pieces, context);
  }
}

function addMultiPolygon(polygons: unknown[][], pieces: Pieces, context: RepairContext): void {
  let reason: string | null = null;
  const before = pieces.polygons.length;
  for (const polygon of polygons) {
    try {
      addPolygon(lists(polygon, 'MultiPolygon'), pieces, context);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      reason ??= error.message;
    }
  }
  if (reason === null) return;
  if (pieces.polygons.length === before) throw new Rejected(reason);
  context.log.repair('unusable part of a MultiPolygon dropped');
}

function addLine(positions: unknown[], pieces: Pieces, context: RepairContext, alone: boolean): void {
  const line = readPositions(positions, context);
  const clean: number[] = [];
  for (let i = 0; i < line.length; i += 2) {
    if (i > 0 && line[i] === clean.at(-2) && line[i + 1] === clean.at(-1)) context.log.repair('duplicate point removed');
    else clean.push(line[i] as number, line[i + 1] as number);
  }
  if (clean.length >= 4) pieces.lines.push(clean);
  else if (alone) throw new Rejected('the line has fewer than two different points');
  else context.log.repair('line part with fewer than two points dropped');
}

function addPolygon(rings: unknown[][], pieces: Pieces, context: RepairContext): void {
  if (rings.length === 0) throw new Rejected('the polygon has no ring');
  pieces.polygons.push(repairPolygon(rings.map((ring) => readPositions(ring, context)), context));
}
