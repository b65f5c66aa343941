/**
 * What the engine reads of a city pack, as the files have it: `network.json` (street graph) and `areas.json` (subdistricts and grid
 * cells), both written by `tiles build`. Absent files mean: straight lines, and places without a subdistrict.
 */
/** Columns; degrees WGS 84 in 1e-6, delta coded; `from`/`to` are node numbers, `metres` whole decimetres. */
export interface PackNetwork { readonly lon: readonly number[]; readonly lat: readonly number[]; readonly from: readonly number[]; readonly to: readonly number[]; readonly decimetres: readonly number[] }
/** Rings as flat lon, lat pairs in 1e-6 degrees, delta coded, closed or not; the first is the outer one. */
export interface PackArea { readonly id: string; readonly zh: string; readonly en: string; /** Duty grid of a cell. */ readonly duty?: string; readonly rings: readonly (readonly number[])[] }
export interface PackAreas { readonly streets: readonly PackArea[]; readonly cells: readonly PackArea[] }
