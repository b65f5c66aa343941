/**
 * The city pack: the folder of files that `tiles build` writes and the cockpit opens.
 * It is static (any web server or object store serves it) and every feature has one pack-wide index, by which
 * geometry, attributes, state and picking are joined.
 *
 * Horizontal datum WGS 84 (EPSG:4326) degrees. Elevations are orthometric metres ("H"); the ellipsoidal height
 * that a globe wants is `elevation + manifest.vertical.geoidUndulationMetres`.
 *
 * ```
 * city.json                      PackManifest
 * terrain.bin                    Int16 little-endian decimetres, row-major from the north-west corner (optional)
 * blocks/<z>-<x>-<y>.bin         buildings of one block (BlockColumns, see encodeBlock.ts / decodeBlock.ts)
 * ground.json                    GroundColumns: roads, rail, water, green, districts as lines and polygons
 * structures.json                StructureFeature[]: bridges, viaducts, landmarks: parameters, never meshes
 * things.json                    ThingColumns: points that sense, move or stand in the street
 * search.json                    SearchColumns: everything that has a name
 * network.json                   PackNetwork: the street graph for the shortest ways (only with roads)
 * areas.json                     PackAreas: subdistricts and grid cells by name (only with some)
 * attributes/<k>.json            all source attributes of features k*1024 … k*1024+1023
 * report.json                    BuildReport: features in, out, repaired, rejected with reasons
 * ```
 * Index order: buildings (block by block), then structures, then things, then ground features.
 */

export const PACK_FORMAT = 1;
export const ATTRIBUTES_PER_SHARD = 1024;
/** Web-Mercator zoom of a building block: 4.2 km wide at latitude 30. */
export const BLOCK_ZOOM = 13;

/** Language-tagged text; `en` or `zh` may be missing, never both. */
export interface Names { readonly zh?: string; readonly en?: string; readonly ja?: string }

/** How a fact came to be. Shown on the object's card. */
export type Provenance = 'surveyed' | 'derived' | 'estimated' | 'generated' | 'imported';

/** Which rule gave a building its height, in order of preference. */
export const HEIGHT_RULES = ['height', 'levels', 'classDefault'] as const;
export type HeightRule = (typeof HEIGHT_RULES)[number];

/** Building classes that the renderer tints and the importer recognises. */
export const BUILDING_CLASSES = ['residential', 'commercial', 'public', 'industrial', 'landmark', 'part', 'other'] as const;
export type BuildingClass = (typeof BUILDING_CLASSES)[number];

/** Ground classes, painted on the terrain in this order (first = lowest). */
export const GROUND_CLASSES = [
  'district', 'green', 'square', 'water', 'shore', 'minorRoad', 'mainRoad', 'riversideRoad', 'path', 'rail', 'metro',
  'gridCell', 'parkingLot', 'boundary',
] as const;
export type GroundClass = (typeof GROUND_CLASSES)[number];

export interface PackTerrain {
  readonly file: string;
  /** [west, south, east, north] of the outer samples (sample centres on the edge), degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly columns: number;
  readonly rows: number;
  readonly minElevation: number;
  readonly maxElevation: number;
  /** Elevation outside the grid, towards which the renderer fades, metres. */
  readonly outsideElevation: number;
}

/** One drawable node of the building quadtree. A building is drawn by exactly one node (ADD refinement). */
export interface PackNode {
  readonly z: number; readonly x: number; readonly y: number;
  readonly count: number;
  readonly minElevation: number;
  readonly maxElevation: number;
}

export interface PackBlock {
  readonly file: string;
  readonly z: number; readonly x: number; readonly y: number;
  readonly firstIndex: number;
  readonly count: number;
  readonly bytes: number;
}

/** A river reach or lake drawn as an own water surface at a level that the feed may change. */
export interface PackWater {
  readonly index: number;
  readonly id: string;
  readonly names: Names;
  /** Outer ring then holes, flat lon, lat, lon, lat …, closed. */
  readonly rings: readonly (readonly number[])[];
  /** Resting surface, orthometric metres. */
  readonly elevation: number;
  /** Id of the thing whose water level moves this surface, when there is one. */
  readonly gaugeId?: string;
}

export interface PackView { readonly lon: number; readonly lat: number; readonly range: number; readonly heading: number; readonly pitch: number }

export interface PackManifest {
  readonly format: typeof PACK_FORMAT;
  readonly name: string;
  readonly titles: Names;
  /** [west, south, east, north] degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly vertical: { readonly datum: string; readonly geoidUndulationMetres: number };
  /** First view: target on the ground, range in metres, heading and pitch in degrees (pitch negative looks down). */
  readonly home: PackView;
  readonly attribution: readonly string[];
  /** True when the pack holds generated features: the cockpit then says so. */
  readonly containsGenerated: boolean;
  readonly terrain?: PackTerrain;
  readonly blocks: readonly PackBlock[];
  readonly nodes: readonly PackNode[];
  readonly waters: readonly PackWater[];
  /** First index and count of each run of the pack-wide index. */
  readonly index: Readonly<Record<'buildings' | 'structures' | 'things' | 'ground', { readonly first: number; readonly count: number }>>;
  readonly featureCount: number;
  /** Features per layer, for the layer panel and its test. */
  readonly counts: Readonly<Record<string, number>>;
  readonly heightRules: Readonly<Record<HeightRule, number>>;
  /** Live kinds present in the pack; empty when no feed belongs to it. */
  readonly feedCity?: string;
}

/** Buildings of one block, decoded. All arrays are read-only views on one buffer. */
export interface BlockColumns {
  readonly count: number;
  readonly firstIndex: number;
  /** Origin of the local coordinates, degrees. */
  readonly originLon: number;
  readonly originLat: number;
  /** Metres per coordinate unit. */
  readonly unit: number;
  /** count + 1 offsets into rings. Ring 0 of a building is the outer ring (counter-clockwise), others are holes (clockwise). */
  readonly ringStart: Uint32Array;
  /** rings + 1 offsets into coords (vertex numbers). Rings are open: the first vertex is not repeated. */
  readonly vertexStart: Uint32Array;
  /** east, north pairs in units from the origin (local tangent metres / unit). */
  readonly coords: Int16Array;
  /** Elevation of the wall foot and of the roof, orthometric metres. */
  readonly base: Float32Array;
  readonly top: Float32Array;
  /** Index into BUILDING_CLASSES. */
  readonly buildingClass: Uint8Array;
  /** Index into HEIGHT_RULES. */
  readonly heightRule: Uint8Array;
  /** Zoom of the node that draws the building. */
  readonly level: Uint8Array;
}

export interface GroundColumns {
  readonly index: readonly number[];
  /** Index into GROUND_CLASSES. */
  readonly class: readonly number[];
  /** 'L' line, 'P' polygon. */
  readonly type: readonly ('L' | 'P')[];
  /** Parts (lines or rings) as flat lon, lat in 1e-6 degrees, delta coded per part. */
  readonly parts: readonly (readonly (readonly number[])[])[];
  readonly ids: readonly (string | null)[];
  /** CSS colour from the data (a metro line's own), or null. */
  readonly colour: readonly (string | null)[];
  /** Road width in metres or null. */
  readonly width: readonly (number | null)[];
}

/** A parametric object: a bridge, viaduct or landmark. The mesh is made by `structures/buildStructure.ts`. */
export interface StructureFeature {
  readonly index: number;
  readonly id: string;
  readonly kind: string;
  readonly names: Names;
  readonly provenance: Provenance;
  /** Axis from end to end, or the pin of a landmark: [lon, lat] pairs. */
  readonly path: readonly (readonly [number, number])[];
  /** Ground elevation at the path's points, orthometric metres. */
  readonly ground: readonly number[];
  readonly spec: StructureSpec;
}

/** Parameters of a structure; lengths in metres, elevations orthometric. `type` picks the builder. */
export interface StructureSpec {
  readonly type: string;
  readonly spansM?: readonly number[] | null;
  readonly mainSpanM?: number | null;
  readonly widthM?: number | null;
  readonly deckElevationM?: number | null;
  readonly waterElevationM?: number | null;
  readonly doubleDeck?: boolean;
  readonly carries?: readonly string[];
  readonly pylons?: readonly { readonly lon: number; readonly lat: number; readonly heightM: number }[];
  readonly heightM?: number | null;
  readonly colour?: string | null;
  readonly [parameter: string]: unknown;
}

/** Points: everything that senses, moves or stands in the street. */
export interface ThingColumns {
  readonly firstIndex: number;
  readonly ids: readonly string[];
  /** Index into `kinds`. */
  readonly kind: readonly number[];
  readonly kinds: readonly string[];
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  /** Ground elevation, orthometric metres. */
  readonly elevation: readonly number[];
  /** Mounting height above ground, metres (negative below ground). */
  readonly height: readonly number[];
  /** Degrees clockwise from north, or null. */
  readonly heading: readonly (number | null)[];
  readonly namesZh: readonly (string | null)[];
  readonly namesEn: readonly (string | null)[];
  /** Id of the object this one is mounted on (a bridge's sensor), or null. */
  readonly host: readonly (string | null)[];
  /** Electric circuit of a lamp, or null; absent when nothing of the pack names one. */
  readonly circuit?: readonly (string | null)[];
}

export interface SearchColumns {
  readonly index: readonly number[];
  readonly id: readonly string[];
  readonly kind: readonly string[];
  readonly zh: readonly string[];
  readonly en: readonly string[];
  /** Pinyin initials of the Chinese name, lower case ("jfb" for 解放碑). */
  readonly initials: readonly string[];
  readonly lon: readonly number[];
  readonly lat: readonly number[];
}

/**
 * Street graph, undirected. Nodes as micro-degrees, each the difference to the node before; edges by node number, with their length.
 * Absent in packs without roads and in older ones: then only the straight line is known.
 */
export interface PackNetwork { readonly lon: readonly number[]; readonly lat: readonly number[]; readonly from: readonly number[]; readonly to: readonly number[]; readonly decimetres: readonly number[] }
/** Rings as in `ground.json`, open or closed; outer first. */
export interface PackArea { readonly id: string; readonly zh: string; readonly en: string; readonly rings: readonly (readonly number[])[] }
/** Smaller areas stand before the ones that contain them. */
export interface PackAreas { readonly streets: readonly PackArea[]; readonly cells: readonly PackArea[] }

export interface AttributeShard {
  readonly first: number;
  /** One record per feature, all source attributes as they came (any language, any key), plus `$`-keys of ours. */
  readonly features: readonly Readonly<Record<string, unknown>>[];
}

export interface BuildReport {
  readonly name: string;
  readonly inputs: readonly { readonly file: string; readonly format: string; readonly features: number }[];
  readonly featuresIn: number;
  readonly featuresOut: number;
  readonly byLayer: Readonly<Record<string, number>>;
  /** Per building feature read, an outline replaced by its parts included; the manifest counts what is drawn. */
  readonly heightRules: Readonly<Record<HeightRule, number>>;
  readonly repaired: Readonly<Record<string, number>>;
  /** Reason → count and the first examples (file, place). */
  readonly rejected: Readonly<Record<string, { readonly count: number; readonly examples: readonly string[] }>>;
  /** Read and understood, without a place in the pack: label points, outlines replaced by their parts, road tunnels. */
  readonly notDrawn?: Readonly<Record<string, number>>;
  /** Features that came out in more than one piece: featuresOut = featuresIn − rejected − notDrawn + extraParts. */
  readonly extraParts?: number;
  /** The street graph; absent without roads. Left out: roads that hang together with too little of the rest. */
  readonly network?: { readonly nodes: number; readonly edges: number; readonly kilometres: number; readonly leftOutKilometres: number };
  /** Measured time in the command's summary; 0 in the pack's file, because the same input gives the same bytes. */
  readonly seconds: number;
}
