/** A feature as it came from a file: attributes untouched, geometry unchecked. */
import type { Place } from '../BuildLog';

export interface SourceFeature {
  readonly place: Place;
  readonly id: string | number | null;
  /** Source attributes; for OSM elements their tags. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

export type FeatureSink = (feature: SourceFeature) => void;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
