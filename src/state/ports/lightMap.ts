/** A schematic map in the plane: what a phone draws where the globe would be too heavy. Degrees WGS 84, flat lon, lat pairs. */
export interface LightMapPlace { readonly id: string; readonly zh: string; readonly en: string; readonly lon: number; readonly lat: number }
export interface LightMapLine { readonly points: readonly number[]; readonly main: boolean; readonly zh: string; readonly en: string }

export interface LightMap {
  /** [west, south, east, north] of what is worth showing. */
  readonly bounds: readonly [number, number, number, number];
  readonly water: readonly (readonly number[])[];
  readonly green: readonly (readonly number[])[];
  readonly roads: readonly LightMapLine[];
  readonly streets: readonly (LightMapPlace & { readonly ring: readonly number[] })[];
  readonly landmarks: readonly LightMapPlace[];
}
