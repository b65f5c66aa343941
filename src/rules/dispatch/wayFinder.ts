/** Who is nearest to a place: by path where the city has streets, else by the straight line, and the answer says which. */
import type { EngineCity, PathNetwork } from '../engineCity';
import { distanceMetres } from './metres';
import { createPathGraph, type PathGraph, type Place, type Way } from './pathGraph';

export type ChosenWay = Way & { readonly straight: boolean };
/** Candidates are objects of the city; `candidate` of the answer is a position in them. Null when there is none. */
export type WayFinder = (target: Place, candidates: readonly number[]) => ChosenWay | null;
/** Candidates looked at first, by the straight line. */
const FIRST_LOOK = 24;

/** One graph for every engine over the same streets: building it takes longer than most ways through it. */
const graphs = new WeakMap<PathNetwork, PathGraph>();
function graphOf(network: PathNetwork): PathGraph {
  const graph = graphs.get(network) ?? createPathGraph(network);
  graphs.set(network, graph);
  return graph;
}

export function wayFinderOf(city: EngineCity): WayFinder {
  const graph = city.network ? graphOf(city.network) : null;

  function straightWay(target: Place, candidates: readonly number[]): Way | null {
    let best: Way | null = null;
    candidates.forEach((object, candidate) => {
      const lon = city.lon[object] ?? 0, lat = city.lat[object] ?? 0;
      const metres = distanceMetres(lon, lat, target.lon, target.lat);
      if (!best || metres < best.metres) best = { candidate, metres, route: [lon, lat, target.lon, target.lat] };
    });
    return best;
  }

  /** No path is shorter than the straight line, so those farther off than the best path found need no look. */
  function nearestByPath(paths: PathGraph, target: Place, candidates: readonly number[]): Way | null {
    const metres = Float64Array.from(candidates, (object) => distanceMetres(city.lon[object] ?? 0, city.lat[object] ?? 0, target.lon, target.lat));
    // the longest straight line among the first few; the others stand beyond it
    const reach = candidates.length <= FIRST_LOOK ? Infinity : metres.toSorted()[FIRST_LOOK] ?? Infinity;
    for (let most = reach; ; most = Infinity) {
      const few = candidates.flatMap((_, candidate) => ((metres[candidate] ?? 0) < most || most === Infinity ? [candidate] : []));
      const way = paths.nearest(target, few.map((candidate) => { const object = candidates[candidate] ?? 0; return { lon: city.lon[object] ?? 0, lat: city.lat[object] ?? 0, key: object }; }));
      if (most === Infinity || (way && way.metres < most)) return way && { ...way, candidate: few[way.candidate] ?? 0 };
    }
  }

  return (target, candidates) => {
    const way = graph && nearestByPath(graph, target, candidates);
    if (way) return { ...way, straight: false };
    const line = straightWay(target, candidates);
    return line && { ...line, straight: true };
  };
}
