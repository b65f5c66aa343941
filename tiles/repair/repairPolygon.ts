/**
 * Makes a polygon drawable: closed rings without repeated points or spikes, the outer one counter-clockwise, holes
 * clockwise and inside it. Every change is counted under a plain name.
 */
import { Rejected } from './Rejected';
import type { RepairContext } from './Rejected';
import { isInsideRing, ringArea } from './ringGeometry';
import { findSelfContact } from './findSelfContact';

/** Smallest ring area kept, square degrees: about 0.1 m² at the equator. */
const MIN_RING_AREA = 1e-11;

export function repairPolygon(rings: readonly number[][], context: RepairContext): number[][] {
  const { log } = context;
  const outer = cleanRing(rings[0] as number[], context);
  if (outer.length < 6) throw new Rejected('the outer ring has fewer than three different points');
  const area = ringArea(outer);
  if (Math.abs(area) < MIN_RING_AREA) throw new Rejected('the polygon has no area');
  if (area < 0) {
    reverse(outer);
    log.repair('outer ring turned counter-clockwise');
  }
  noteSelfContact(outer, context);
  const result = [outer];
  for (let i = 1; i < rings.length; i++) {
    const hole = cleanRing(rings[i] as number[], context);
    const holeArea = hole.length < 6 ? 0 : ringArea(hole);
    if (Math.abs(holeArea) < MIN_RING_AREA) log.repair('hole without area dropped');
    else if (!isInside(hole, outer)) log.repair('hole outside its polygon dropped');
    else {
      if (holeArea > 0) {
        reverse(hole);
        log.repair('hole turned clockwise');
      }
      result.push(hole);
    }
  }
  return result;
}

/** Open ring without repeated neighbours and without spikes (out and back on the same point). */
function cleanRing(ring: readonly number[], { log }: RepairContext): number[] {
  const closed = ring.length >= 4 && ring[0] === ring.at(-2) && ring[1] === ring.at(-1);
  const end = closed ? ring.length - 2 : ring.length;
  if (!closed && ring.length >= 6) log.repair('unclosed ring closed');
  const clean: number[] = [];
  let duplicates = 0;
  let spikes = 0;
  for (let i = 0; i < end; i += 2) {
    const x = ring[i] as number;
    const y = ring[i + 1] as number;
    const n = clean.length;
    if (n >= 2 && clean[n - 2] === x && clean[n - 1] === y) duplicates += 1;
    else if (n >= 4 && clean[n - 4] === x && clean[n - 3] === y) {
      clean.length = n - 2;
      spikes += 1;
    } else clean.push(x, y);
  }
  while (clean.length > 2 && clean[0] === clean.at(-2) && clean[1] === clean.at(-1)) {
    clean.length -= 2;
    duplicates += 1;
  }
  if (duplicates > 0) log.repair('duplicate point removed', duplicates);
  if (spikes > 0) log.repair('spike removed', spikes);
  return clean;
}

function noteSelfContact(ring: readonly number[], { log }: RepairContext): void {
  const contact = findSelfContact(ring);
  if (contact === 'touch') log.repair('ring that touches itself kept');
  else if (contact === 'cross') log.repair('ring that crosses itself kept');
}

function isInside(hole: readonly number[], outer: readonly number[]): boolean {
  for (let i = 0; i < hole.length; i += 2) if (isInsideRing(hole[i] as number, hole[i + 1] as number, outer)) return true;
  return false;
}

function reverse(ring: number[]): void {
  for (let i = 0, j = ring.length - 2; i < j; i += 2, j -= 2) {
    const x = ring[i] as number;
    const y = ring[i + 1] as number;
    ring[i] = ring[j] as number;
    ring[i + 1] = ring[j + 1] as number;
    ring[j] = x;
    ring[j + 1] = y;
  }
}
