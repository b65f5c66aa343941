import type { Figure, FigureTone } from '../domain/figure';

/** What the engine must know of a city: who there is, where, and what is measured. Built once; indices are the feed dictionary's. */
export interface EngineCity {
  readonly ids: readonly string[];
  readonly kinds: readonly string[];
  readonly namesZh: readonly string[];
  readonly namesEn: readonly string[];
  /** Degrees WGS 84; of a moving object where it was last. The engine reads, `place` writes. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly streamObject: Uint32Array;
  /** Index into `propertyKeys`. */
  readonly streamProperty: Uint16Array;
  readonly propertyKeys: readonly string[];
  /** count + 1 offsets: streams of object k are firstStream[k] … firstStream[k + 1] − 1. */
  readonly firstStream: Uint32Array;
  /** Object it is mounted on, or −1. */
  readonly host: Int32Array;
  /** An attribute that rules ask for: `noiseClass`, `capacity`, `designLoad`, `componentCode`, `targetClass`, `plate` …; null when unknown. */
  attribute(object: number, name: string): string | number | null;
  /** What is drawn when something happens to an object: threatened area, evacuation route, upstream drains. Empty or absent = nothing. */
  figuresOf?(object: number): readonly FigureSketch[];
  /** Subdistrict and grid cell that contain a place; null outside the district. */
  streetAt(lon: number, lat: number): { readonly id: string; readonly zh: string; readonly en: string } | null;
  /** `duty`: the duty grid (责任网格) it belongs to, where the city says so. */
  gridAt(lon: number, lat: number): { readonly id: string; readonly zh: string; readonly en: string; readonly duty?: string } | null;
  /** Street paths for workers; null without one (then the straight line counts). */
  readonly network: PathNetwork | null;
}
/** A figure without its times and id; `tone` null = the level of the warning that asks for it. */
export type FigureSketch = Omit<Figure, 'id' | 'from' | 'until' | 'objectId' | 'tone'> & { readonly key: string; readonly tone: FigureTone | null };
/** Undirected street graph: node degrees, edge ends and metres. */
export interface PathNetwork { readonly lon: Float64Array; readonly lat: Float64Array; readonly from: Uint32Array; readonly to: Uint32Array; readonly metres: Float32Array }
