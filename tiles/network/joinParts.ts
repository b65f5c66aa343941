/** Which nodes of a graph hang together, and the short gaps between parts that do not. */
/** A gap this wide is walked over, metres: drawn streets often end before the one they lead to. */
export const GAP = 40;
type Edge = readonly [from: number, to: number, metres: number];

/** The part of a node, by the number of one of its nodes; joins as told. */
export function createParts(count: number, edges: readonly Edge[]): ((node: number) => number) & { join(a: number, b: number): void } {
  const parent = Uint32Array.from({ length: count }, (_, node) => node);
  const rootOf = (node: number): number => {
    let at = node;
    while (parent[at] !== at) { parent[at] = parent[parent[at] as number] as number; at = parent[at] as number; }
    return at;
  };
  const join = (a: number, b: number): void => { parent[rootOf(a)] = rootOf(b); };
  for (const [from, to] of edges) join(from, to);
  return Object.assign(rootOf, { join });
}

/** New edges, the shortest first, as few as join all parts that lie within a gap of each other. Places in metres. */
export function joinParts(x: readonly number[], y: readonly number[], edges: readonly Edge[]): Edge[] {
  const rootOf = createParts(x.length, edges);
  const cells = new Map<string, number[]>();
  const cellOf = (value: number): number => Math.floor(value / GAP);
  for (let node = 0; node < x.length; node++) {
    const key = `${cellOf(x[node] as number)},${cellOf(y[node] as number)}`;
    const list = cells.get(key);
    if (list) list.push(node);
    else cells.set(key, [node]);
  }
  const gaps: Edge[] = [];
  for (let node = 0; node < x.length; node++) {
    const cx = cellOf(x[node] as number), cy = cellOf(y[node] as number);
    for (let j = cy - 1; j <= cy + 1; j++) for (let i = cx - 1; i <= cx + 1; i++) for (const other of cells.get(`${i},${j}`) ?? []) {
      if (other <= node || rootOf(other) === rootOf(node)) continue;
      const metres = Math.hypot((x[other] as number) - (x[node] as number), (y[other] as number) - (y[node] as number));
      if (metres <= GAP) gaps.push([node, other, metres]);
    }
  }
  gaps.sort((a, b) => a[2] - b[2] || a[0] - b[0] || a[1] - b[1]);
  return gaps.filter(([from, to]) => {
    if (rootOf(from) === rootOf(to)) return false;
    rootOf.join(from, to);
    return true;
  });
}
