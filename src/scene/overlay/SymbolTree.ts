/**
 * A compressed quadtree over points of the city, in flat arrays: each node knows its place, its reach, how many visible points it
 * holds and the worst state among them. Built once per set of places, re-aggregated when states or layers change.
 *
 * Points are sorted along a Morton curve, so a node is a range [start, end) of the order and children follow their parent.
 */
import { FLAG, STATE_BYTES } from '../../domain/state';

export interface SymbolPoints {
  /** Pack-wide index per point. */
  readonly index: Uint32Array;
  /** Index into KINDS per point. */
  readonly kind: Uint8Array;
  /** Mercator-like plane in 0…1 for the curve, and earth-fixed metres for drawing. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly position: Float64Array;
}

const curveBits = 15;
/** Severity order of a symbol, worst last: rank 0 keeps none (0), then offline or stale (1), then IV … I (2 … 5). */
export type Severity = 0 | 1 | 2 | 3 | 4 | 5;

export function toSeverity(state: Uint8Array, index: number): Severity {
  const at = index * STATE_BYTES;
  const rank = state[at] ?? 0;
  if (rank > 0) return Math.min(rank + 1, 5) as Severity;
  return (state[at + 2] ?? 0) === 1 || (state[at + 1] ?? 0) >= 3 ? 1 : 0;
}

export class SymbolTree {
  readonly order: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** First child node, or 0 for a leaf; children are consecutive until `lastChild`. */
  readonly firstChild: Uint32Array;
  readonly childCount: Uint8Array;
  readonly centre: Float64Array;
  readonly radius: Float32Array;
  readonly count: Uint32Array;
  readonly worst: Uint8Array;
  /** One visible member: the worst, for a leaf or a single. */
  readonly lead: Uint32Array;
  readonly unacknowledged: Uint32Array;
  nodeCount = 0;

  constructor(readonly points: SymbolPoints) {
    const size = points.index.length;
    const keys = new Float64Array(size);
    for (let i = 0; i < size; i++) keys[i] = morton(points.u[i] ?? 0, points.v[i] ?? 0);
    this.order = Uint32Array.from({ length: size }, (_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
    const capacity = Math.max(1, size * 2 + 8);
    this.start = new Uint32Array(capacity);
    this.end = new Uint32Array(capacity);
    this.firstChild = new Uint32Array(capacity);
    this.childCount = new Uint8Array(capacity);
    this.centre = new Float64Array(capacity * 3);
    this.radius = new Float32Array(capacity);
    this.count = new Uint32Array(capacity);
    this.worst = new Uint8Array(capacity);
    this.lead = new Uint32Array(capacity);
    this.unacknowledged = new Uint32Array(capacity);
    if (size > 0) this.build(keys);
  }

  /** Breadth first, so that the children of a node lie side by side. */
  private build(keys: Float64Array): void {
    const level = new Uint8Array(this.start.length);
    this.start[0] = 0;
    this.end[0] = this.order.length;
    this.nodeCount = 1;
    for (let node = 0; node < this.nodeCount; node++) {
      const from = this.start[node] ?? 0, to = this.end[node] ?? 0;
      this.place(node, from, to);
      let depth = level[node] ?? 0;
      if (to - from <= 1) continue;
      const first = keys[this.order[from] ?? 0] ?? 0, last = keys[this.order[to - 1] ?? 0] ?? 0;
      while (depth < curveBits && quadrant(first, depth) === quadrant(last, depth)) depth++;
      if (depth >= curveBits) continue;
      this.firstChild[node] = this.nodeCount;
      let at = from;
      while (at < to) {
        const part = quadrant(keys[this.order[at] ?? 0] ?? 0, depth);
        let stop = at + 1;
        while (stop < to && quadrant(keys[this.order[stop] ?? 0] ?? 0, depth) === part) stop++;
        this.start[this.nodeCount] = at;
        this.end[this.nodeCount] = stop;
        level[this.nodeCount] = depth + 1;
        this.nodeCount++;
        at = stop;
      }
      this.childCount[node] = this.nodeCount - (this.firstChild[node] ?? 0);
    }
  }

  private place(node: number, from: number, to: number): void {
    const { position } = this.points;
    let x = 0, y = 0, z = 0;
    for (let i = from; i < to; i++) { const p = (this.order[i] ?? 0) * 3; x += position[p] ?? 0; y += position[p + 1] ?? 0; z += position[p + 2] ?? 0; }
    const n = to - from;
    x /= n; y /= n; z /= n;
    let reach = 0;
    for (let i = from; i < to; i++) {
      const p = (this.order[i] ?? 0) * 3;
      reach = Math.max(reach, ((position[p] ?? 0) - x) ** 2 + ((position[p + 1] ?? 0) - y) ** 2 + ((position[p + 2] ?? 0) - z) ** 2);
    }
    this.centre.set([x, y, z], node * 3);
    this.radius[node] = Math.sqrt(reach);
  }

  /** Recounts everything from the state rows; points of hidden kinds count nowhere. */
  aggregate(state: Uint8Array, hiddenKinds: Uint8Array): void {
    const { index, kind } = this.points;
    for (let node = this.nodeCount - 1; node >= 0; node--) {
      let count = 0, worst = 0, lead = 0, unacknowledged = 0;
      const children = this.childCount[node] ?? 0;
      if (children > 0) {
        const firstChild = this.firstChild[node] ?? 0;
        for (let child = firstChild; child < firstChild + children; child++) {
          const n = this.count[child] ?? 0;
          if (n === 0) continue;
          if (count === 0 || (this.worst[child] ?? 0) > worst) { worst = this.worst[child] ?? 0; lead = this.lead[child] ?? 0; }
          count += n;
          unacknowledged += this.unacknowledged[child] ?? 0;
        }
      } else {
        for (let i = this.start[node] ?? 0; i < (this.end[node] ?? 0); i++) {
          const point = this.order[i] ?? 0;
          if (hiddenKinds[kind[point] ?? 0] === 1) continue;
          const row = index[point] ?? 0;
          const severity = toSeverity(state, row);
          if (count === 0 || severity > worst) { worst = severity; lead = point; }
          count++;
          if (severity >= 4 && ((state[row * STATE_BYTES + 3] ?? 0) & FLAG.unacknowledged) !== 0) unacknowledged++;
        }
      }
      this.count[node] = count;
      this.worst[node] = worst;
      this.lead[node] = lead;
      this.unacknowledged[node] = unacknowledged;
    }
  }
}

const quadrant = (key: number, depth: number): number => Math.floor(key / 4 ** (curveBits - 1 - depth)) % 4;

function morton(u: number, v: number): number {
  const cells = 2 ** curveBits;
  const x = Math.min(cells - 1, Math.max(0, Math.floor(u * cells)));
  const y = Math.min(cells - 1, Math.max(0, Math.floor(v * cells)));
  return spread(x) + 2 * spread(y);
}

/** Puts a zero between the bits of a 15-bit number. */
function spread(value: number): number {
  let x = value & 0x7fff;
  x = (x | (x << 8)) & 0x00ff00ff;
  x = (x | (x << 4)) & 0x0f0f0f0f;
  x = (x | (x << 2)) & 0x33333333;
  return (x | (x << 1)) & 0x55555555;
}
