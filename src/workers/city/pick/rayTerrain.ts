/** Where a ray meets a surface that is a height over the ellipsoid: the terrain by marching, a water level by Newton's method. */
import type { PickRay } from '../../protocol';
import type { ElevationAt } from '../TerrainGrid';
import { toGeodetic } from '../wgs84';
import { pointAlong } from './LocalRay';

/** Farthest ground that can be picked, metres. */
export const GROUND_REACH_METRES = 200_000;
const MAX_STEPS = 600;
/** Shortest step of the march, metres: ridges thinner than this are missed. */
const MIN_STEP_METRES = 4;

export interface GroundHit { readonly distance: number; readonly lon: number; readonly lat: number; readonly elevation: number }

export function rayTerrain(ray: PickRay, elevationAt: ElevationAt, undulation: number): GroundHit | null {
  const heightAt = (distance: number): number => {
    const place = toGeodetic(pointAlong(ray, distance));
    return place.height - undulation - elevationAt(place.lon, place.lat);
  };
  let from = 0, height = heightAt(0);
  if (height <= 0) return toGroundHit(ray, 0, undulation);
  for (let step = 0; step < MAX_STEPS && from < GROUND_REACH_METRES; step++) {
    // Ground rarely rises more than one in one: half the clearance is a safe stride.
    const to = from + Math.max(MIN_STEP_METRES, height * 0.5);
    const next = heightAt(to);
    if (next <= 0) {
      let low = from, high = to;
      for (let halving = 0; halving < 24 && high - low > 0.01; halving++) {
        const middle = (low + high) / 2;
        if (heightAt(middle) > 0) low = middle; else high = middle;
      }
      return toGroundHit(ray, high, undulation);
    }
    if (next > height && height > 20_000) return null;
    from = to;
    height = next;
  }
  return null;
}

/** Meets the surface of constant orthometric elevation from above; null when the ray never comes down to it. */
export function rayLevel(ray: PickRay, elevation: number, undulation: number): GroundHit | null {
  let distance = 0;
  for (let step = 0; step < 12; step++) {
    const place = toGeodetic(pointAlong(ray, distance));
    const height = place.height - undulation - elevation;
    if (Math.abs(height) < 0.01) return distance > 0 && distance < GROUND_REACH_METRES ? toGroundHit(ray, distance, undulation) : null;
    const lat = place.lat * (Math.PI / 180), lon = place.lon * (Math.PI / 180);
    const descent = -(ray.direction[0] * Math.cos(lat) * Math.cos(lon) + ray.direction[1] * Math.cos(lat) * Math.sin(lon) + ray.direction[2] * Math.sin(lat));
    if (descent < 1e-4) return null;
    distance += height / descent;
  }
  return null;
}

function toGroundHit(ray: PickRay, distance: number, undulation: number): GroundHit {
  const { lon, lat, height } = toGeodetic(pointAlong(ray, distance));
  return { distance, lon, lat, elevation: height - undulation };
}
