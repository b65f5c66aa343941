/**
 * Shortest ways over the street graph. One search runs outward from the place and stops at the first of many candidates, so that
 * "the nearest of 400 workers" costs no more than the way to that one. Ties go to the candidate named first.
 */
import type { PathNetwork } from '../engineCity';
import { createEdgeRaster, type Snap } from './edgeRaster';
import { createNodeHeap } from './nodeHeap';

/** `key` names a candidate that will come again: its way onto the network is looked up once per place. */
export interface Place { readonly lon: number; readonly lat: number; readonly key?: number }
/** `route`: lon, lat pairs from the candidate to the target. */
export interface Way { readonly candidate: number; readonly metres: number; readonly route: readonly number[] }
export interface PathGraph {
  /** Nearest candidate by path; null when none of them, or the target, is on the network, or no path leads there. */
  nearest(target: Place, candidates: readonly Place[]): Way | null;
}
const NONE = 0xffffffff;

export function createPathGraph(network: PathNetwork): PathGraph {
  const { lon, lat, from, to, metres } = network;
  const nodes = lon.length, edges = from.length;
  const snap = createEdgeRaster(network);
  const known = new Map<number, { readonly lon: number; readonly lat: number; readonly snap: Snap | null }>();
  const snapOf = (place: Place): Snap | null => {
    const before = place.key === undefined ? undefined : known.get(place.key);
    if (before && before.lon === place.lon && before.lat === place.lat) return before.snap;
    const found = snap(place.lon, place.lat);
    if (place.key !== undefined) known.set(place.key, { lon: place.lon, lat: place.lat, snap: found });
    return found;
  };
  const first = new Uint32Array(nodes + 1);
  for (let e = 0; e < edges; e++) for (const node of [from[e] ?? 0, to[e] ?? 0]) first[node + 1] = (first[node + 1] ?? 0) + 1;
  for (let k = 0; k < nodes; k++) first[k + 1] = (first[k + 1] ?? 0) + (first[k] ?? 0);
  const fill = first.slice();
  const incident = new Uint32Array(edges * 2);
  for (let e = 0; e < edges; e++) for (const node of [from[e] ?? 0, to[e] ?? 0]) { incident[fill[node] ?? 0] = e; fill[node] = (fill[node] ?? 0) + 1; }

  const cost = new Float64Array(nodes);
  const previous = new Uint32Array(nodes);
  const settled = new Uint8Array(nodes);
  const touched: number[] = [];
  const heap = createNodeHeap();

  const reach = (node: number, distance: number, before: number): void => {
    if (settled[node] || distance >= (cost[node] ?? 0)) return;
    if (cost[node] === Infinity) touched.push(node);
    cost[node] = distance;
    previous[node] = before;
    heap.push(node, distance);
  };
  cost.fill(Infinity);

  const ends = (at: Snap): readonly (readonly [number, number])[] => {
    const length = metres[at.edge] ?? 0;
    return [[from[at.edge] ?? 0, length * at.along], [to[at.edge] ?? 0, length * (1 - at.along)]];
  };

  function nearest(target: Place, candidates: readonly Place[]): Way | null {
    const goal = snap(target.lon, target.lat);
    if (!goal) return null;
    const waiting = new Map<number, { candidate: number; extra: number }[]>();
    const snaps = candidates.map(snapOf);
    let best = { candidate: -1, metres: Infinity, node: NONE };
    const offer = (candidate: number, total: number, node: number): void => {
      if (total < best.metres || (total === best.metres && candidate < best.candidate)) best = { candidate, metres: total, node };
    };
    snaps.forEach((at, candidate) => {
      if (!at) return;
      if (at.edge === goal.edge) offer(candidate, goal.metres + at.metres + (metres[at.edge] ?? 0) * Math.abs(at.along - goal.along), NONE);
      for (const [node, part] of ends(at)) {
        const entry = { candidate, extra: part + at.metres };
        const list = waiting.get(node);
        if (list) list.push(entry);
        else waiting.set(node, [entry]);
      }
    });
    if (waiting.size === 0) return null;
    for (const [node, part] of ends(goal)) reach(node, goal.metres + part, NONE);
    for (let node = heap.pop(); node >= 0; node = heap.pop()) {
      if (settled[node]) continue;
      const here = cost[node] ?? 0;
      if (here >= best.metres) break;
      settled[node] = 1;
      for (const entry of waiting.get(node) ?? []) offer(entry.candidate, here + entry.extra, node);
      for (let k = first[node] ?? 0; k < (first[node + 1] ?? 0); k++) {
        const edge = incident[k] ?? 0;
        const other = from[edge] === node ? to[edge] ?? 0 : from[edge] ?? 0;
        reach(other, here + (metres[edge] ?? 0), node);
      }
    }
    const way = best.candidate < 0 ? null : { candidate: best.candidate, metres: best.metres, route: routeOf(best, snaps[best.candidate] ?? goal, goal, candidates[best.candidate] ?? target, target) };
    for (const node of touched) { cost[node] = Infinity; settled[node] = 0; }
    touched.length = 0;
    heap.clear();
    return way;
  }

  function routeOf(best: { readonly node: number }, start: Snap, goal: Snap, fromPlace: Place, target: Place): number[] {
    const route = [fromPlace.lon, fromPlace.lat, start.lon, start.lat];
    for (let node = best.node; node !== NONE; node = previous[node] ?? NONE) route.push(lon[node] ?? 0, lat[node] ?? 0);
    route.push(goal.lon, goal.lat, target.lon, target.lat);
    const clean: number[] = [];
    for (let k = 0; k < route.length; k += 2) if (k === 0 || route[k] !== clean.at(-2) || route[k + 1] !== clean.at(-1)) clean.push(route[k] ?? 0, route[k + 1] ?? 0);
    return clean;
  }
  return { nearest };
}
