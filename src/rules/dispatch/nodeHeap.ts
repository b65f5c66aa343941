/** A binary heap of graph nodes by distance; equal distances come out in the order of the nodes' numbers. */
export interface NodeHeap { push(node: number, distance: number): void; /** −1 when empty. */ pop(): number; clear(): void }

export function createNodeHeap(): NodeHeap {
  const nodes: number[] = [];
  const keys: number[] = [];
  const less = (a: number, b: number): boolean => (keys[a] ?? 0) < (keys[b] ?? 0) || (keys[a] === keys[b] && (nodes[a] ?? 0) < (nodes[b] ?? 0));
  const swap = (a: number, b: number): void => {
    [nodes[a], nodes[b]] = [nodes[b] ?? 0, nodes[a] ?? 0];
    [keys[a], keys[b]] = [keys[b] ?? 0, keys[a] ?? 0];
  };
  return {
    push(node, distance) {
      nodes.push(node);
      keys.push(distance);
      for (let k = nodes.length - 1; k > 0;) {
        const parent = (k - 1) >> 1;
        if (!less(k, parent)) break;
        swap(k, parent);
        k = parent;
      }
    },
    pop() {
      if (nodes.length === 0) return -1;
      swap(0, nodes.length - 1);
      const top = nodes.pop() ?? -1;
      keys.pop();
      for (let k = 0; ;) {
        const left = 2 * k + 1;
        let least = k;
        if (left < nodes.length && less(left, least)) least = left;
        if (left + 1 < nodes.length && less(left + 1, least)) least = left + 1;
        if (least === k) break;
        swap(k, least);
        k = least;
      }
      return top;
    },
    clear() { nodes.length = 0; keys.length = 0; },
  };
}
