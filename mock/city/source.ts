import type { Point } from './plane';
import { toLonLat } from './plane';

/** One GeoJSON feature of the city source. */
export interface SourceFeature {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: [number, number] }
    | { readonly type: 'LineString'; readonly coordinates: [number, number][] }
    | { readonly type: 'Polygon'; readonly coordinates: [number, number][][] };
}
export type Properties = Readonly<Record<string, unknown>>;

const closed = (ring: readonly Point[]): [number, number][] => {
  const out = ring.map(toLonLat);
  const first = out[0];
  if (first !== undefined) out.push([first[0], first[1]]);
  return out;
};

export const pointFeature = (p: Point, properties: Properties): SourceFeature => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: toLonLat(p) } });
export const lineFeature = (line: readonly Point[], properties: Properties): SourceFeature => ({ type: 'Feature', properties, geometry: { type: 'LineString', coordinates: line.map(toLonLat) } });
/** Rings are open in the plane and closed in the file. */
export const areaFeature = (rings: readonly (readonly Point[])[], properties: Properties): SourceFeature => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: rings.map(closed) } });

/** How a place came to be, as the card shows it. */
export const OSM = { provenance: 'surveyed', source: '© OpenStreetMap contributors, ODbL' } as const;
export const GENERATED = { provenance: 'generated', source: 'demo generator, 示意 schematic' } as const;
export const ESTIMATED = { provenance: 'estimated', source: 'public description, 示意 schematic' } as const;
export const DERIVED = { provenance: 'derived', source: 'derived from public facts, 示意 schematic' } as const;
