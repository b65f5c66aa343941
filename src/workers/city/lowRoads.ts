/** Roads that a flood can reach: near a water with a gauge, no higher than any flood on record could stand. */
import { GROUND_CLASSES } from '../../../tiles/format';
import type { LowRoad } from '../../domain/highWater';
import { decodeGroundPart } from './decodeGroundPart';
import { LocalFrame } from './LocalFrame';
import type { PackSet } from './PackSet';

/** A road is near a water up to so far from its edge: the drawn surface reaches 60 m under the banks. Metres. */
const NEAR = 90;
/** Highest surface above the resting one: 168 m to 191.6 m at the crest of 2020, and some more. Metres. */
const HIGHEST_RISE = 30;
/** Points of a road are at most so far apart. Metres. */
const STEP = 15;
const ROADS: ReadonlySet<string> = new Set(['minorRoad', 'mainRoad', 'riversideRoad', 'path']);

interface Ring { readonly id: string; readonly elevation: number; readonly west: number; readonly south: number; readonly east: number; readonly north: number; readonly flat: readonly number[] }

export function lowRoads(packs: PackSet): LowRoad[] {
  const found: LowRoad[] = [];
  for (const pack of packs.packs) {
    if (!pack.terrain) continue;
    const rings = pack.manifest.waters.filter((water) => water.gaugeId).map((water): Ring => {
      const flat = water.rings[0] ?? [];
      const lons = flat.filter((_, k) => k % 2 === 0), lats = flat.filter((_, k) => k % 2 === 1);
      const room = NEAR / 90_000;
      return { id: packs.idOf(water.index + pack.indexOffset), elevation: water.elevation, flat, west: Math.min(...lons) - room, east: Math.max(...lons) + room, south: Math.min(...lats) - room, north: Math.max(...lats) + room };
    });
    pack.ground.parts.forEach((parts, row) => {
      if (pack.ground.type[row] !== 'L' || !ROADS.has(GROUND_CLASSES[pack.ground.class[row] ?? 0] ?? '')) return;
      const names = packs.named((pack.ground.index[row] ?? 0) + pack.indexOffset);
      for (const part of parts) found.push(...lowParts(decodeGroundPart(part), rings, packs, names));
    });
  }
  return found;
}

/** The pieces of one line that are near and low, each with its own water. */
function lowParts(line: Float64Array, rings: readonly Ring[], packs: PackSet, names: { readonly zh: string; readonly en: string } | null): LowRoad[] {
  const found: LowRoad[] = [];
  let points: number[] = [], waterId = '';
  const end = (): void => {
    if (points.length >= 6) found.push({ nameZh: names?.zh ?? '', nameEn: names?.en ?? '', waterId, points: Float64Array.from(points) });
    points = [];
  };
  const visit = (lon: number, lat: number): void => {
    const ring = rings.find((item) => lon > item.west && lon < item.east && lat > item.south && lat < item.north && distanceTo(item.flat, lon, lat) < NEAR);
    const ground = ring ? packs.elevationAt(lon, lat) : Infinity;
    if (!ring || ground > ring.elevation + HIGHEST_RISE) { end(); return; }
    if (ring.id !== waterId) { end(); waterId = ring.id; }
    points.push(lon, lat, ground);
  };
  for (let k = 0; k + 1 < line.length; k += 2) {
    const lon = line[k] ?? 0, lat = line[k + 1] ?? 0;
    if (k === 0) { visit(lon, lat); continue; }
    const fromLon = line[k - 2] ?? 0, fromLat = line[k - 1] ?? 0;
    const steps = Math.max(1, Math.ceil(Math.hypot((lon - fromLon) * 96_500, (lat - fromLat) * 111_195) / STEP));
    for (let step = 1; step <= steps; step++) visit(fromLon + ((lon - fromLon) * step) / steps, fromLat + ((lat - fromLat) * step) / steps);
  }
  end();
  return found;
}

/** Metres from a place to a closed ring; 0 inside. */
function distanceTo(flat: readonly number[], lon: number, lat: number): number {
  const frame = new LocalFrame(lon, lat);
  let inside = false, best = Infinity;
  for (let k = 0; k + 3 < flat.length; k += 2) {
    const ax = ((flat[k] ?? 0) - lon) * frame.metresPerLon, ay = ((flat[k + 1] ?? 0) - lat) * frame.metresPerLat;
    const bx = ((flat[k + 2] ?? 0) - lon) * frame.metresPerLon, by = ((flat[k + 3] ?? 0) - lat) * frame.metresPerLat;
    if (ay > 0 !== by > 0 && ax + ((bx - ax) * -ay) / (by - ay) > 0) inside = !inside;
    const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
    best = Math.min(best, Math.hypot(ax + dx * share, ay + dy * share));
  }
  return inside ? 0 : best;
}
