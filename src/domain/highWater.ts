/**
 * What high water reaches: roads near a river, and the part of them that lies below its surface. Schematic, not hydraulic: the surface is
 * level, walls and pumps do not exist, and what is low but cut off is not told from what is not.
 */

/** Wusong stage to orthometric (Yellow Sea 1985) elevation, metres; both readings of Cuntan, geography notes section 2. */
export const WUSONG_TO_ORTHOMETRIC = -1.49;

/** A road near a water whose gauge is known: lon, lat in degrees and ground in orthometric metres, three numbers per point. */
export interface LowRoad { readonly nameZh: string; readonly nameEn: string; readonly waterId: string; readonly points: Float64Array }
/** A stretch under water. `depth` = deepest, metres; `coordinates` = flat lon, lat. */
export interface FloodedStretch { readonly nameZh: string; readonly nameEn: string; readonly waterId: string; readonly coordinates: readonly number[]; readonly metres: number; readonly depth: number }
export interface FloodedRoad { readonly nameZh: string; readonly nameEn: string; readonly metres: number; readonly depth: number; readonly lon: number; readonly lat: number }

/** Metres per degree of latitude, mean sphere. */
const METRES_PER_DEGREE = 111_195;

/** Stretches below the surface, cut where the ground crosses it. `surfaceOf`: orthometric metres of a water; null = not known, nothing is claimed. */
export function floodedStretches(roads: readonly LowRoad[], surfaceOf: (waterId: string) => number | null): FloodedStretch[] {
  const found: FloodedStretch[] = [];
  for (const { nameZh, nameEn, waterId, points } of roads) {
    const surface = surfaceOf(waterId);
    if (surface === null) continue;
    let run: number[] = [], metres = 0, depth = 0;
    const add = (lon: number, lat: number): void => {
      const at = run.length;
      if (at >= 2) metres += Math.hypot((lon - (run[at - 2] ?? 0)) * Math.cos((lat * Math.PI) / 180), lat - (run[at - 1] ?? 0)) * METRES_PER_DEGREE;
      run.push(lon, lat);
    };
    const end = (): void => {
      if (run.length >= 4) found.push({ nameZh, nameEn, waterId, coordinates: run, metres, depth });
      run = []; metres = 0; depth = 0;
    };
    for (let k = 0; k + 2 < points.length; k += 3) {
      const [lon = 0, lat = 0, ground = 0] = points.subarray(k, k + 3);
      if (k > 0) {
        const before = points[k - 1] ?? 0;
        if ((before < surface) !== (ground < surface)) {
          const share = (surface - before) / (ground - before);
          add((points[k - 3] ?? 0) + (lon - (points[k - 3] ?? 0)) * share, (points[k - 2] ?? 0) + (lat - (points[k - 2] ?? 0)) * share);
        }
      }
      if (ground < surface) { add(lon, lat); depth = Math.max(depth, surface - ground); } else end();
    }
    end();
  }
  return found;
}

/** Roads by name, longest first; the place is the middle of the longest stretch. */
export function floodedRoads(stretches: readonly FloodedStretch[]): FloodedRoad[] {
  const roads = new Map<string, FloodedRoad & { readonly longest: number }>();
  for (const { nameZh, nameEn, coordinates, metres, depth } of stretches) {
    const key = nameZh || nameEn;
    const known = roads.get(key);
    const middle = Math.floor(coordinates.length / 4) * 2;
    const place = known && known.longest >= metres ? known : { lon: coordinates[middle] ?? 0, lat: coordinates[middle + 1] ?? 0, longest: metres };
    roads.set(key, { nameZh, nameEn, metres: (known?.metres ?? 0) + metres, depth: Math.max(known?.depth ?? 0, depth), lon: place.lon, lat: place.lat, longest: place.longest });
  }
  return [...roads.values()].sort((a, b) => b.metres - a.metres);
}

/**
 * Rise of a stage in metres per hour: least squares through the values of the last hour (times in ms); null with fewer than three of them.
 * An extrapolation of it is no forecast of a hydrological service, and is never drawn as a measurement.
 */
export function risePerHour(times: readonly number[], values: readonly (number | null)[]): number | null {
  const known = times.flatMap((time, k) => { const value = values[k] ?? null; return value === null ? [] : [[time / 3_600_000, value] as const]; });
  if (known.length < 3) return null;
  const meanX = known.reduce((sum, [x]) => sum + x, 0) / known.length, meanY = known.reduce((sum, [, y]) => sum + y, 0) / known.length;
  const spread = known.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return spread === 0 ? null : known.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
