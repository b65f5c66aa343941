/** The nearest piece of street furniture: upright capsules that never get thinner than a few pixels. */
import type { PickRay } from '../../protocol';
import type { Pack } from '../Pack';
import { isMounted, thingSize } from '../thingModels';
import { thingTiles } from '../thingTiles';
import { toEarthFixed, type Vector3 } from '../wgs84';
import { raySegment } from './pickStructures';

interface ThingHit { readonly index: number; readonly kind: string; readonly distance: number }

/** Models are drawn to about 500 m; a little further a pointer may still mean them. */
const REACH_METRES = 700;
/** Half width of the narrowest target, pixels. */
const TOUCH_PIXELS = 5;

/** Things of one square with a sphere around them, earth-fixed metres: most squares are passed over whole. */
interface Cluster { readonly rows: readonly number[]; readonly feet: Float64Array; readonly centre: Vector3; readonly radius: number }
const clusters = new WeakMap<Pack, readonly Cluster[]>();
/** Nothing in the street is higher or wider than this, metres. */
const TALLEST_METRES = 20;

function clustersOf(pack: Pack, undulation: number): readonly Cluster[] {
  let made = clusters.get(pack);
  if (!made) clusters.set(pack, made = thingTiles(pack.things).map(({ rows }) => toCluster(pack, rows, undulation)));
  return made;
}

function toCluster({ things }: Pack, rows: readonly number[], undulation: number): Cluster {
  const feet = new Float64Array(rows.length * 3);
  const middle: [number, number, number] = [0, 0, 0];
  rows.forEach((row, at) => {
    const lift = isMounted(things.kinds[things.kind[row] ?? 0] ?? '') ? things.height[row] ?? 0 : 0;
    const foot = toEarthFixed(things.lon[row] ?? 0, things.lat[row] ?? 0, (things.elevation[row] ?? 0) + lift + undulation);
    feet.set(foot, at * 3);
    for (const axis of [0, 1, 2] as const) middle[axis] += foot[axis] / rows.length;
  });
  let radius = 0;
  for (let at = 0; at < feet.length; at += 3) radius = Math.max(radius, Math.hypot((feet[at] ?? 0) - middle[0], (feet[at + 1] ?? 0) - middle[1], (feet[at + 2] ?? 0) - middle[2]));
  return { rows, feet, centre: middle, radius: radius + TALLEST_METRES };
}

export function pickThings(ray: PickRay, pack: Pack, undulation: number, limit: number): ThingHit | null {
  let best: ThingHit | null = null;
  for (const cluster of clustersOf(pack, undulation)) {
    const hit = pickCluster(ray, pack, cluster, Math.min(best?.distance ?? limit, REACH_METRES));
    if (hit) best = hit;
  }
  return best;
}

function pickCluster(ray: PickRay, pack: Pack, { rows, feet, centre, radius }: Cluster, reach: number): ThingHit | null {
  const { things } = pack;
  const [ox, oy, oz] = ray.origin, [dx, dy, dz] = ray.direction;
  const line = { ox, oy, oz, dx, dy, dz };
  const touch = TOUCH_PIXELS * ray.pixelAngle;
  const room = TALLEST_METRES + touch * reach;
  const cx = centre[0] - ox, cy = centre[1] - oy, cz = centre[2] - oz;
  const middle = cx * dx + cy * dy + cz * dz;
  if (middle < -radius || middle > reach + radius || cx * cx + cy * cy + cz * cz - middle * middle > (radius + room) ** 2) return null;
  let best: ThingHit | null = null;
  for (let at = 0; at < rows.length; at++) {
    const x = feet[at * 3] ?? 0, y = feet[at * 3 + 1] ?? 0, z = feet[at * 3 + 2] ?? 0;
    const wx = x - ox, wy = y - oy, wz = z - oz;
    const along = wx * dx + wy * dy + wz * dz;
    if (along < -TALLEST_METRES || along > reach + TALLEST_METRES || wx * wx + wy * wy + wz * wz - along * along > room * room) continue;
    const row = rows[at] ?? 0;
    const kind = things.kinds[things.kind[row] ?? 0] ?? '';
    const size = thingSize(kind, isMounted(kind) ? 0.3 : things.height[row] ?? 0);
    const up = size.height / Math.hypot(x, y, z);
    const hit = raySegment(line, [x, y, z], [x + x * up, y + y * up, z + z * up]);
    if (hit.distance <= 0 || hit.distance >= reach || hit.apart > Math.max(size.radius, touch * hit.distance)) continue;
    if (!best || hit.distance < best.distance) best = { index: things.firstIndex + row + pack.indexOffset, kind, distance: hit.distance };
  }
  return best;
}
