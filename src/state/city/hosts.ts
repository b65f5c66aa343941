/** Who is mounted on whom: sensors and the bridge that carries them, by pack-wide index. */
import type { Catalogue } from './Catalogue';

export interface Hosts {
  /** Index of the host, or −1. */
  hostOf(index: number): number;
  childrenOf(index: number): readonly number[];
}
const NOBODY: readonly number[] = [];

export function createHosts(catalogue: Catalogue): Hosts {
  const host = new Int32Array(catalogue.featureCount).fill(-1);
  const children = new Map<number, number[]>();
  const carries = new Uint8Array(catalogue.featureCount);
  for (const kind of catalogue.kinds) {
    if (kind === 'building') continue;
    for (const index of catalogue.indicesOfKind(kind)) {
      const hostId = catalogue.summary(index)?.hostId;
      const at = hostId ? catalogue.indexOf(hostId) : null;
      if (at === null || at === index) continue;
      host[index] = at;
      carries[at] = 1;
      const list = children.get(at);
      if (list) list.push(index);
      else children.set(at, [index]);
    }
  }
  return { hostOf: (index) => host[index] ?? -1, childrenOf: (index) => (carries[index] ? children.get(index) ?? NOBODY : NOBODY) };
}
