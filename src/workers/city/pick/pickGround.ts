/** What lies on the ground where the ray ends: a river reach at its level, a line within a few pixels, an area. */
import type { PickRay } from '../../protocol';
import { GROUND_KIND } from '../catalogueOf';
import type { Pack } from '../Pack';
import type { PackSet } from '../PackSet';
import { GroundIndex, isInside } from './GroundIndex';
import { rayLevel, type GroundHit } from './rayTerrain';

interface GroundObject { readonly index: number; readonly kind: string; readonly distance: number }

/** Half width of a line as a target, pixels. */
const LINE_PIXELS = 5;
/** The bank may stand this much above the level before it hides the water, metres (shore vertices are generalised). */
const BANK_METRES = 2;
const indices = new WeakMap<Pack, GroundIndex>();

export function pickWater(ray: PickRay, packs: PackSet, limit: number): GroundObject | null {
  const levels = new Map<number, GroundHit | null>();
  let best: GroundObject | null = null;
  for (const pack of packs.packs) {
    for (const water of pack.manifest.waters) {
      // Reaches of one river share their level: its meeting point is computed once.
      let hit = levels.get(water.elevation);
      if (hit === undefined) levels.set(water.elevation, hit = rayLevel(ray, water.elevation, packs.undulation));
      if (!hit || hit.distance > Math.min(best?.distance ?? Infinity, limit + 5 * BANK_METRES)) continue;
      if (packs.elevationAt(hit.lon, hit.lat) > water.elevation + BANK_METRES) continue;
      if (!isInside(water.rings, hit.lon, hit.lat)) continue;
      const index = water.index + pack.indexOffset;
      best = { index, kind: packs.named(index)?.kind || 'water', distance: hit.distance };
    }
  }
  return best;
}

export function pickSurface(ray: PickRay, packs: PackSet, ground: GroundHit): GroundObject | null {
  const reach = Math.max(1, LINE_PIXELS * ray.pixelAngle * ground.distance);
  // Overlays are painted on top, so they answer first.
  for (const pack of [...packs.packs].reverse()) {
    let index = indices.get(pack);
    if (!index) indices.set(pack, index = new GroundIndex(pack));
    const found = index.at(ground.lon, ground.lat, reach);
    const packIndex = found && pack.ground.index[found.row];
    if (found && packIndex !== null && packIndex !== undefined) {
      const global = packIndex + pack.indexOffset;
      return { index: global, kind: packs.named(global)?.kind || GROUND_KIND[found.groundClass], distance: ground.distance };
    }
  }
  return null;
}
