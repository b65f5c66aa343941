/**
 * The street graph of a pack, so that "nearest by path" needs no routing service: nodes are the vertices of the road lines, snapped to
 * one micro-degree (0.1 m), edges the stretches between them with their length. Parts that do not hang together are joined over gaps of a
 * few steps, the shortest first; what still hangs together with less than a twentieth of the whole is left out: a way that begins there
 * would lead nowhere.
 */
import type { PackNetwork } from '../format';
import { createLocalFrame, toLat, toLon } from '../localFrame';
import type { RoadLine } from './roadLines';
import { createParts, joinParts } from './joinParts';
import { splitLines, toFlat } from './splitLines';

const LEAST_SHARE = 0.05;
export interface BuiltNetwork { readonly network: PackNetwork | null; readonly kilometres: number; readonly leftOutKilometres: number }

export function buildNetwork(lines: readonly RoadLine[]): BuiltNetwork {
  const first = lines[0]?.coordinates;
  if (!first) return { network: null, kilometres: 0, leftOutKilometres: 0 };
  const frame = createLocalFrame(first[0] as number, first[1] as number);
  const flat = toFlat(lines, frame);
  splitLines(flat);

  const nodes = new Map<string, number>();
  const lon: number[] = [], lat: number[] = [], xs: number[] = [], ys: number[] = [];
  const nodeAt = (x: number, y: number): number => {
    const lonMicro = Math.round(toLon(frame, x) * 1e6), latMicro = Math.round(toLat(frame, y) * 1e6);
    const key = `${lonMicro},${latMicro}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const node = lon.push(lonMicro) - 1;
    lat.push(latMicro);
    xs.push(x);
    ys.push(y);
    nodes.set(key, node);
    return node;
  };
  const edges = new Map<string, readonly [from: number, to: number, metres: number]>();
  for (const line of flat) {
    const splits = line.splits.toSorted((a, b) => a.segment - b.segment || a.along - b.along);
    let next = 0;
    let before = nodeAt(line.x[0] as number, line.y[0] as number);
    const go = (x: number, y: number): void => {
      const node = nodeAt(x, y);
      const key = before < node ? `${before},${node}` : `${node},${before}`;
      if (node !== before && !edges.has(key)) edges.set(key, [before, node, Math.hypot((xs[node] as number) - (xs[before] as number), (ys[node] as number) - (ys[before] as number))]);
      before = node;
    };
    for (let s = 0; s + 1 < line.x.length; s++) {
      for (let split = splits[next]; split?.segment === s; split = splits[++next]) go(split.x, split.y);
      go(line.x[s + 1] as number, line.y[s + 1] as number);
    }
  }
  const joined = [...edges.values()];
  joined.push(...joinParts(xs, ys, joined));
  return keepConnected(lon, lat, joined);
}

function keepConnected(lon: readonly number[], lat: readonly number[], edges: readonly (readonly [number, number, number])[]): BuiltNetwork {
  const rootOf = createParts(lon.length, edges);
  const length = new Map<number, number>();
  let total = 0;
  for (const [from, , metres] of edges) { const root = rootOf(from); length.set(root, (length.get(root) ?? 0) + metres); total += metres; }
  const kept = edges.filter(([from]) => (length.get(rootOf(from)) ?? 0) >= total * LEAST_SHARE);
  const numbers = new Map<number, number>();
  // nodes in the order of first use lie close together, which keeps the deltas short
  for (const [from, to] of kept) for (const node of [from, to]) if (!numbers.has(node)) numbers.set(node, numbers.size);
  const used = [...numbers.keys()];
  const keptMetres = kept.reduce((sum, [, , metres]) => sum + metres, 0);
  const network: PackNetwork = {
    lon: toDeltas(used.map((node) => lon[node] as number)), lat: toDeltas(used.map((node) => lat[node] as number)),
    from: kept.map(([from]) => numbers.get(from) as number), to: kept.map(([, to]) => numbers.get(to) as number),
    decimetres: kept.map(([, , metres]) => Math.max(1, Math.round(metres * 10))),
  };
  return { network: kept.length === 0 ? null : network, kilometres: Math.round(keptMetres / 100) / 10, leftOutKilometres: Math.round((total - keptMetres) / 100) / 10 };
}
const toDeltas = (values: readonly number[]): number[] => values.map((value, k) => value - (k === 0 ? 0 : values[k - 1] as number));
