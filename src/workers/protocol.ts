/**
 * What the page may ask the city worker (geometry, ground pictures, picking, search, attributes of packs) and what it answers.
 * One type map; every request settles, also after an abort. Transferables are listed by the answering side.
 */
import type { FeedConfig } from '../feeds/config/feedConfig';
import type { SourceHealth } from '../domain/sourceHealth';
import type { PackManifest, PackView } from '../../tiles/format';
import type { LowRoad } from '../domain/highWater';
import type { ObjectFacts, ObjectSummary, SearchHit } from '../domain/objectSummary';

/** Columns of every named or sensing object; plain arrays and typed arrays, transferred once. */
export interface CatalogueColumns {
  /** Pack-wide index of each row. */
  readonly index: Uint32Array;
  readonly ids: readonly string[];
  readonly kind: readonly string[];
  readonly namesZh: readonly string[];
  readonly namesEn: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Orthometric metres where a symbol stands. */
  readonly elevation: Float32Array;
  readonly hosts: readonly (string | null)[];
  /** 1 = a point drawn as a symbol (thing); 0 = drawn as geometry (bridge, reach, line …). */
  readonly symbol: Uint8Array;
  /** Circuit of a lamp as its pack names it; absent when no row has one. */
  readonly circuits?: readonly (string | null)[];
}

/** A ray in WGS 84 earth-fixed metres (what a Cesium pick ray is). `pixelAngle` = radians per pixel, for thin things. */
export interface PickRay { readonly origin: readonly [number, number, number]; readonly direction: readonly [number, number, number]; readonly pixelAngle: number }
export interface PickHit {
  readonly index: number; readonly id: string; readonly kind: string; readonly distance: number;
  readonly lon: number; readonly lat: number; readonly elevation: number;
  /** Member of a structure that was hit (`pylon-1`), when it is one. */
  readonly member?: string;
}

export interface CityRequests {
  /** Opens a pack by base URL (ends with '/'); the answer carries the manifest and the catalogue. The first pack is the base, others overlay it. */
  open: { args: { baseUrl: string; cityName: string; overlay: boolean }; result: { manifest: PackManifest; catalogue: CatalogueColumns; indexOffset: number } };
  /** The 3D Tiles 1.1 tileset of one opened pack (ADD refinement, one tile per quadtree node, structures and street furniture included). */
  tileset: { args: { indexOffset: number }; result: { json: Record<string, unknown> } };
  /** One GLB of the city tileset: `tile` is the content path written into the tileset tree. */
  tile: { args: { tile: string }; result: { glb: ArrayBuffer | null; buildMs: number } };
  /** Elevations for one terrain tile, geographic extent in degrees, row-major from the north-west. Ellipsoidal metres. */
  terrain: { args: { west: number; south: number; east: number; north: number; size: number }; result: { heights: Float32Array } };
  /** Painted ground of one Web-Mercator tile. `style` are colours from the design tokens by ground class, plus relief. `flipY`: last row first, as WebGL uploads it. */
  ground: { args: { z: number; x: number; y: number; size: number; style: GroundStyle; flipY?: boolean }; result: { image: ImageBitmap | null } };
  pick: { args: PickRay; result: PickHit | null };
  /** The object of any index (also a building) and the reverse. */
  objectByIndex: { args: { index: number }; result: ObjectSummary | null };
  objectById: { args: { id: string }; result: ObjectSummary | null };
  facts: { args: { id: string }; result: ObjectFacts | null };
  search: { args: { query: string; limit: number; near?: { lon: number; lat: number } }; result: readonly SearchHit[] };
  /** Footprint outline of a building or polygon object for the selection frame; flat lon, lat, degrees, and its foot and top elevation. */
  outline: { args: { id: string }; result: { rings: readonly (readonly number[])[]; base: number; top: number } | null };
  /** A structure's parameters for the inspector. */
  structure: { args: { id: string }; result: import('../../tiles/format').StructureFeature | null };
  /** Roads that high water can reach, with the ground under them; made at the first question. */
  lowRoads: { args: Record<string, never>; result: readonly LowRoad[] };
  elevationAt: { args: { lon: number; lat: number }; result: { elevation: number } };
}

export interface GroundStyle {
  readonly base: string; readonly green: string; readonly square: string; readonly water: string; readonly shore: string;
  readonly minorRoad: string; readonly mainRoad: string; readonly riversideRoad: string; readonly path: string; readonly rail: string;
  readonly boundary: string; readonly gridCell: string; readonly parkingLot: string; readonly contour: string;
  /** Relief shading: colour of lit and shaded slopes, 0…1 strength. */
  readonly reliefLight: string; readonly reliefShade: string; readonly reliefStrength: number;
  readonly showGrid: boolean; readonly showMetro: boolean; readonly showRoads: boolean;
}

export type CityRequestName = keyof CityRequests;
export type CityRequestMessage = { [Name in CityRequestName]: { id: number; name: Name; args: CityRequests[Name]['args'] } }[CityRequestName] | { abort: number };
export type CityAnswerMessage = { id: number; ok: true; result: unknown } | { id: number; ok: false; error: string };

/** Home view of a pack, repeated here so that the page needs no format knowledge. */
export type { PackView };

// ---- feed worker -------------------------------------------------------------------------------------------------

import type { FeedConnection, FeedEvent, GoneRecord, MoveColumns, ReadingColumns } from '../domain/feedEvent';
import type { Warning } from '../domain/warning';
import type { Case } from '../domain/case';
import type { Figure } from '../domain/figure';
import type { Task } from '../domain/task';
import type { ObjectTrack } from '../domain/track';
import type { Columns, PastSubject, RecordVersions } from '../history/createPast';
import type { TimeMark } from '../history/recording';
import type { ShelfHealth } from './feed/segmentShelf';

/** What the page may ask of the recording it stands in, and what comes back. Null = the recording has no such thing. */
export interface PastQuestions {
  /** Readings of a datastream in [from, to], ms; a null value is a gap. */
  trend: { args: { objectId: string; property: string; from: number; to: number }; result: Columns | null };
  vitals: { args: { ids: readonly string[]; from: number; to: number; stepMs: number }; result: { readonly times: readonly number[]; readonly values: Readonly<Record<string, readonly (number | null)[]>> } };
  /** The way of a moving object; ms, degrees. */
  track: { args: { objectId: string; from: number; to: number }; result: ObjectTrack | null };
  casesAt: { args: { at: number }; result: { readonly from: number; readonly cases: readonly Case[] } };
  versions: { args: { of: PastSubject; until: number }; result: RecordVersions };
  /** The whole of what can be looked back to as one recorded file; null when nothing is recorded. */
  file: { args: Record<string, never>; result: ArrayBuffer | null };
}
export type PastQuestion = keyof PastQuestions;
type PastAsked = { [Name in PastQuestion]: { readonly type: 'past'; readonly id: number; readonly name: Name; readonly args: PastQuestions[Name]['args'] } }[PastQuestion];
export type PastAnswer = { readonly type: 'pastAnswer'; readonly id: number } & ({ readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly reason: string });

export interface FeedWorkerStart { readonly type: 'start'; readonly apiBase: string; readonly origin: string; readonly seed: number; readonly token?: string; readonly view?: string; /** Sources to listen to instead of the back end's own stream. */ readonly feeds?: FeedConfig }
/** Where the cockpit stands in time: at an instant, playing from there at a rate (1 … 60), or live. */
export type TimeWish = { readonly seek: number; readonly play?: number } | { readonly play: number } | { readonly pause: true } | { readonly live: true };
export type FeedWorkerMessage = FeedWorkerStart | { readonly type: 'stop' }
  /** Another session: the worker joins the feed anew with its token. `view` names what it sees (role, scope, worker); sessions of one view share what is kept of the past. */
  | { readonly type: 'session'; readonly token: string; readonly view?: string }
  | { readonly type: 'time'; readonly wish: TimeWish }
  /** A recorded file to stand in instead of the live feed, at `at` or at its beginning; null returns. */
  | PastAsked
  | { readonly type: 'recordingFile'; readonly bytes: ArrayBuffer | null; readonly at?: number | null }
  | { readonly type: 'acknowledge'; readonly batch: number } | { readonly type: 'visible' };

/**
 * What the page receives at display rate (at most one unacknowledged batch): state conflated to the last value per row,
 * warnings and cases complete and in order. Object rows are dictionary indices of the feed.
 */
export interface FeedBatch {
  readonly batch: number;
  /** Present when a new epoch's dictionary arrived; replaces everything before it. */
  readonly dictionary?: Extract<FeedEvent, { type: 'dictionary' }>['dictionary'];
  readonly replace: boolean;
  readonly object: Uint32Array;
  /** LevelRank, Freshness index, Status index per object row. */
  readonly rank: Uint8Array;
  readonly freshness: Uint8Array;
  readonly status: Uint8Array;
  readonly sinceMs: Float64Array;
  readonly readings: ReadingColumns & { readonly freshness: Uint8Array };
  readonly moves: MoveColumns;
  readonly warnings: readonly Warning[];
  readonly cases: readonly Case[];
  readonly tasks?: readonly Task[];
  readonly figures?: readonly Figure[];
  /** Records that the session may not see any more; dropped before the batch's own are taken. */
  readonly gone?: readonly GoneRecord[];
  /** The instant the batch shows when the cockpit looks back; null or absent = live. */
  readonly instant?: number | null;
  /** Speed of replay, 0 = standing. */
  readonly playRate?: number;
  readonly vitals?: Readonly<Record<string, number>>;
  readonly connection: FeedConnection;
  /** Server time minus local time, ms; ages are shown against server time. */
  readonly clockOffsetMs: number;
  /** Items refused since the last batch, by reason. */
  readonly refused: Readonly<Record<string, number>>;
}
export type FeedWorkerAnswer =
  | { readonly type: 'batch'; readonly batch: FeedBatch }
  /** What can be looked back to, and what happened there; sent when it changes. `storedBytes` = what this browser keeps of it; `marksSince` = from when on no mark is missing (absent = from `from` on). */
  | { readonly type: 'recording'; readonly from: number; readonly to: number; readonly marks: readonly TimeMark[]; readonly marksSince?: number; readonly storedBytes: number; /** How this browser keeps it. */ readonly storage?: ShelfHealth; readonly origin: 'backEnd' | 'ownRecorder' | 'file' }
  | PastAnswer
  /** How each source of the feed does; sent every other second. */
  | { readonly type: 'sources'; readonly sources: readonly SourceHealth[] }
  /** A seek could not be carried out; the cockpit stays where it was. */
  | { readonly type: 'timeRefused'; readonly reason: string };
