/** A city of which nothing was observed yet. */
import type { CityInstant, RecordingLayout } from './recording';

export function emptyInstant(layout: RecordingLayout, at: number): CityInstant {
  const streams = layout.streamProperty.length;
  return {
    at, rank: new Uint8Array(layout.objectCount), status: new Uint8Array(layout.objectCount), sinceMs: new Float64Array(layout.objectCount),
    value: new Float32Array(streams).fill(NaN), observedAt: new Float64Array(streams).fill(NaN), quality: new Uint8Array(streams).fill(3),
    moving: new Uint32Array(0), lon: new Float64Array(0), lat: new Float64Array(0), heading: new Float32Array(0), warnings: [], cases: [], tasks: [], figures: [], vitals: {},
  };
}
