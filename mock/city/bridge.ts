import type { BridgeFact } from './facts';
import type { Point } from './plane';

/** A bridge of the facts in plane metres: its true ends, its deck elevation (orthometric metres, a neighbour's where unknown) and width. */
export interface Bridge { readonly fact: BridgeFact; readonly id: string; readonly ends: readonly [Point, Point]; readonly deck: number; readonly deckEstimated: boolean; readonly width: number }
