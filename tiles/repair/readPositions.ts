/** Reads a list of GeoJSON positions as flat lon, lat degrees, projecting them when the source is not WGS 84. */
import { Rejected } from './Rejected';
import type { RepairContext } from './Rejected';

export function readPositions(positions: readonly unknown[], { log, projection }: RepairContext): number[] {
  const flat: number[] = [];
  let deep = false;
  for (const position of positions) {
    if (typeof position === 'number') throw new Rejected('the coordinates are nested one level too shallow');
    if (!Array.isArray(position)) throw new Rejected(`a position is ${JSON.stringify(position)?.slice(0, 40)}, not a list of numbers`);
    if (position.length < 2) throw new Rejected('a position has fewer than two numbers');
    const x = toNumber(position[0], log);
    const y = toNumber(position[1], log);
    if (position.length > 3 || (position.length === 3 && typeof position[2] !== 'number')) log.repair('extra members of a position ignored');
    else if (position.length === 3) deep = true;
    if (projection) {
      const [lon, lat] = projection(x, y);
      if (!inRange(lon, lat)) throw new Rejected(`the position ${x}, ${y} lies outside the area of the given --crs`);
      flat.push(lon, lat);
    } else {
      if (!inRange(x, y)) throw new Rejected(describeRange(x, y));
      flat.push(x, y);
    }
  }
  if (deep) log.repair('elevation of a position left out');
  return flat;
}

const inRange = (lon: number, lat: number): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

function toNumber(value: unknown, log: RepairContext['log']): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && value.trim() !== '') {
    const parsed = Number(value);
    if (Number.isFinite(parsed)) {
      log.repair('coordinate written as text read as a number');
      return parsed;
    }
  }
  throw new Rejected(Array.isArray(value) ? 'the coordinates are nested one level too deep' : `a coordinate is ${JSON.stringify(value) ?? 'missing'}, not a number`);
}

function describeRange(x: number, y: number): string {
  if (Math.abs(x) <= 90 && Math.abs(y) <= 180) return `the position ${x}, ${y} is outside longitude ±180, latitude ±90; latitude and longitude look exchanged`;
  return 'the coordinates are outside longitude ±180, latitude ±90 and look projected; name their reference system with --crs EPSG:…';
}
