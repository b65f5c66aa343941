/**
 * Who exists: ids, kinds, names and places of everything in the opened packs, by pack-wide index.
 * Plain arrays outside Vue's reactivity; buildings are not listed one by one, their ids are arithmetic (`b<index>`).
 */
import type { ObjectId } from '../../domain/ids';
import type { Kind } from '../../domain/kind';
import type { ObjectSummary } from '../../domain/objectSummary';

export interface Catalogue {
  /** Number of rows of the state table: every feature of every opened pack. */
  readonly featureCount: number;
  /** Rows that are drawn as symbols, in index order. */
  readonly symbolIndices: Uint32Array;
  indexOf(id: ObjectId): number | null;
  idOf(index: number): ObjectId;
  kindOf(index: number): Kind;
  summary(index: number): ObjectSummary | null;
  /** Degrees and orthometric metres of a catalogue row; null for plain buildings (ask the city worker). */
  place(index: number): { readonly lon: number; readonly lat: number; readonly elevation: number } | null;
  indicesOfKind(kind: Kind): Uint32Array;
  readonly kinds: readonly Kind[];
  /** Which things hang on one circuit (street lamps), numbered from 0 over all packs; -1 = on none, or its pack does not say. */
  readonly circuits: { readonly count: number; of(index: number): number };
}
