/**
 * The points that the overlay marks, in three trees: what stands still (built once), what moves (rebuilt when places change) and
 * structures with a warning of their own, such as a bridge or a reach, which are geometry and no symbols.
 */
import { KINDS } from '../../domain/kind';
import { STATE_BYTES } from '../../domain/state';
import type { CityStore } from '../../state/city/CityStore';
import { toEarthFixed, type Vec3 } from '../camera/viewGeometry';
import { SymbolTree } from './SymbolTree';

const movingKinds = new Set<string>(['vehicle', 'worker', 'uav']);
/** Degrees that the plane of the curve spans; larger than any city, so overlay packs fit too. */
const planeDegrees = 2;

export interface SymbolTrees {
  readonly all: readonly SymbolTree[];
  aggregate(hiddenKinds: Uint8Array): void;
  refreshMoving(): void;
  touches(rows: Uint32Array): boolean;
  unacknowledged(): number;
  positionOf(index: number): Vec3 | null;
}

export function createSymbolTrees(store: CityStore, undulation: number): SymbolTrees {
  const { catalogue } = store;
  const still: number[] = [], moving: number[] = [];
  const isSymbol = new Uint8Array(catalogue.featureCount);
  for (const index of catalogue.symbolIndices) {
    isSymbol[index] = 1;
    (movingKinds.has(catalogue.kindOf(index)) ? moving : still).push(index);
  }
  const first = still.length > 0 ? catalogue.place(still[0] ?? 0) : null;
  const origin = { lon: (first?.lon ?? 0) - planeDegrees / 2, lat: (first?.lat ?? 0) - planeDegrees / 2 };
  const place = (index: number): { lon: number; lat: number; elevation: number } | null => store.place(index) ?? catalogue.place(index);

  function grow(indices: readonly number[]): SymbolTree {
    const index = Uint32Array.from(indices);
    const count = index.length;
    const kind = new Uint8Array(count), u = new Float64Array(count), v = new Float64Array(count), position = new Float64Array(count * 3);
    const at: Vec3 = { x: 0, y: 0, z: 0 };
    index.forEach((row, i) => {
      const p = place(row);
      kind[i] = Math.max(0, KINDS.indexOf(catalogue.kindOf(row)));
      if (p === null) return;
      u[i] = (p.lon - origin.lon) / planeDegrees;
      v[i] = (p.lat - origin.lat) / planeDegrees;
      toEarthFixed(p.lon, p.lat, p.elevation + undulation, at);
      position.set([at.x, at.y, at.z], i * 3);
    });
    return new SymbolTree({ index, kind, u, v, position });
  }

  /** Warned structures; few, so they are looked up anew with every change. */
  function warned(): number[] {
    const rows = new Set<number>();
    for (const warning of store.warnings()) {
      const index = catalogue.indexOf(warning.objectId);
      if (index !== null && isSymbol[index] === 0 && (store.stateBytes[index * STATE_BYTES] ?? 0) > 0 && place(index) !== null) rows.add(index);
    }
    return [...rows];
  }

  const stillTree = grow(still);
  let movingTree = grow(moving);
  let warnedRows = warned();
  let warnedTree = grow(warnedRows);
  return {
    get all() { return [stillTree, movingTree, warnedTree]; },
    aggregate: (hiddenKinds) => {
      const next = warned();
      if (next.length !== warnedRows.length || next.some((row, i) => row !== warnedRows[i])) { warnedRows = next; warnedTree = grow(next); }
      for (const tree of [stillTree, movingTree, warnedTree]) tree.aggregate(store.stateBytes, hiddenKinds);
    },
    refreshMoving: () => { movingTree = grow(moving); },
    // A structure counts when it wears a mark or begins to; the thousands of plain rows of a batch do not.
    touches: (rows) => rows.some((row) => isSymbol[row] === 1 || (store.stateBytes[row * STATE_BYTES] ?? 0) > 0 || warnedRows.includes(row)),
    unacknowledged: () => (stillTree.unacknowledged[0] ?? 0) + (movingTree.unacknowledged[0] ?? 0) + (warnedTree.unacknowledged[0] ?? 0),
    positionOf: (index) => { const p = place(index); return p === null ? null : toEarthFixed(p.lon, p.lat, p.elevation + undulation); },
  };
}
