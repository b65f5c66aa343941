/**
 * Finds the outlines whose parts are drawn instead of them (OSM's Simple 3D Buildings: parts replace the outline), so
 * that no wall stands twice. An outline whose parts cover little of it stays: better a doubled wall than a hole.
 */
import Flatbush from 'flatbush';
import type { BuildingStore } from '../BuildingStore';
import { isInsideRing, ringArea, ringCentroid } from '../repair/ringGeometry';

/** Share of an outline's area that parts must cover before it gives way. */
const MIN_COVERED_SHARE = 0.4;

/** Outline (store index) → its parts. */
export function hideOutlines(store: BuildingStore): Map<number, number[]> {
  const parts: number[] = [];
  for (let i = 0; i < store.count; i++) if (store.isPart.at(i) === 1) parts.push(i);
  const hidden = new Map<number, number[]>();
  if (parts.length === 0) return hidden;
  const index = new Flatbush(parts.length);
  const centres = parts.map((part) => ringCentroid(store.outerRing(part)));
  for (const [x, y] of centres) index.add(x, y, x, y);
  index.finish();
  for (let i = 0; i < store.count; i++) {
    if (store.isPart.at(i) === 1) continue;
    const ring = store.outerRing(i);
    const [minX, minY, maxX, maxY] = boundsOf(ring);
    const inside = index.search(minX, minY, maxX, maxY)
      .filter((k) => isInsideRing((centres[k] as [number, number])[0], (centres[k] as [number, number])[1], ring))
      .map((k) => parts[k] as number).sort((a, b) => a - b);
    if (inside.length === 0) continue;
    const covered = inside.reduce((sum, part) => sum + Math.abs(ringArea(store.outerRing(part))), 0);
    if (covered >= MIN_COVERED_SHARE * Math.abs(ringArea(ring))) hidden.set(i, inside);
  }
  return hidden;
}

function boundsOf(ring: ArrayLike<number>): [number, number, number, number] {
  let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity;
  for (let i = 0; i < ring.length; i += 2) {
    minX = Math.min(minX, ring[i] as number);
    maxX = Math.max(maxX, ring[i] as number);
    minY = Math.min(minY, ring[i + 1] as number);
    maxY = Math.max(maxY, ring[i + 1] as number);
  }
  return [minX, minY, maxX, maxY];
}
