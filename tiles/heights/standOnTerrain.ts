/**
 * Where a building meets the ground: its foot one metre below the lowest ground under its ring (no daylight under a
 * wall on a slope), its roof the stated height above the median ground. Without terrain the ground is zero.
 */
import type { TerrainGrid } from '../terrain/TerrainGrid';

/** How deep the walls reach below the lowest ground under them, metres. */
const FOOT_DEPTH_METRES = 1;
/** Longest wall without an extra ground sample, degrees: about 20 m. */
const SAMPLE_STEP_DEGREES = 2e-4;

interface Standing { readonly base: number; readonly top: number }

export function standOnTerrain(ring: ArrayLike<number>, height: number, minHeight: number, terrain: TerrainGrid | null): Standing {
  if (!terrain) return { base: minHeight, top: height };
  const samples = groundUnder(ring, terrain);
  const median = ((samples[samples.length >> 1] as number) + (samples[(samples.length - 1) >> 1] as number)) / 2;
  return { base: minHeight > 0 ? median + minHeight : (samples[0] as number) - FOOT_DEPTH_METRES, top: median + height };
}

/** Ground elevations along the ring, lowest first. */
function groundUnder(ring: ArrayLike<number>, terrain: TerrainGrid): number[] {
  const samples: number[] = [];
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const x = ring[i] as number, y = ring[i + 1] as number;
    const fromX = ring[j] as number, fromY = ring[j + 1] as number;
    const steps = Math.min(64, Math.ceil(Math.max(Math.abs(x - fromX), Math.abs(y - fromY)) / SAMPLE_STEP_DEGREES));
    for (let k = 1; k < steps; k++) samples.push(terrain.elevationAt(fromX + ((x - fromX) * k) / steps, fromY + ((y - fromY) * k) / steps));
    samples.push(terrain.elevationAt(x, y));
  }
  return samples.sort((a, b) => a - b);
}
