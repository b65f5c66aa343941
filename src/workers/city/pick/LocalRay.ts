/** A pick ray in the east-north-up metres of one place; z is the orthometric elevation on the tangent plane. */
import type { PickRay } from '../../protocol';
import { enuToEarthFixed, type Vector3 } from '../wgs84';

export interface LocalRay { readonly ox: number; readonly oy: number; readonly oz: number; readonly dx: number; readonly dy: number; readonly dz: number }

/** `direction` must have length one; distances along the local ray are then metres along the original. */
export function toLocalRay(ray: PickRay, lon: number, lat: number, undulation: number): LocalRay {
  const m = enuToEarthFixed(lon, lat, undulation) as readonly number[] & { readonly length: number };
  const at = (index: number): number => m[index] ?? 0;
  const [px, py, pz] = [ray.origin[0] - at(12), ray.origin[1] - at(13), ray.origin[2] - at(14)];
  const [qx, qy, qz] = ray.direction;
  return {
    ox: at(0) * px + at(1) * py + at(2) * pz, oy: at(4) * px + at(5) * py + at(6) * pz, oz: at(8) * px + at(9) * py + at(10) * pz,
    dx: at(0) * qx + at(1) * qy + at(2) * qz, dy: at(4) * qx + at(5) * qy + at(6) * qz, dz: at(8) * qx + at(9) * qy + at(10) * qz,
  };
}

export function unitRay(ray: PickRay): PickRay {
  const length = Math.hypot(...ray.direction) || 1;
  return { ...ray, direction: [ray.direction[0] / length, ray.direction[1] / length, ray.direction[2] / length] };
}

export function pointAlong({ origin, direction }: PickRay, distance: number): Vector3 {
  return [origin[0] + direction[0] * distance, origin[1] + direction[1] * distance, origin[2] + direction[2] * distance];
}

/** Box around local space: [min east, min north, min up, max east, max north, max up]. */
export type LocalBox = readonly [number, number, number, number, number, number];

/** Where the ray is inside the box, as [enter, leave] distances from 0 on; null when it misses. */
export function clipToBox(ray: LocalRay, box: LocalBox): readonly [number, number] | null {
  let enter = 0, leave = Infinity;
  const slab = (origin: number, direction: number, low: number, high: number): boolean => {
    if (Math.abs(direction) < 1e-12) return origin >= low && origin <= high;
    const a = (low - origin) / direction, b = (high - origin) / direction;
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
    return enter <= leave;
  };
  return slab(ray.ox, ray.dx, box[0], box[3]) && slab(ray.oy, ray.dy, box[1], box[4]) && slab(ray.oz, ray.dz, box[2], box[5]) ? [enter, leave] : null;
}
