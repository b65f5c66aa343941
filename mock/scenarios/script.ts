/**
 * A scenario as data: one JSON file per script, listed in `index.ts`, explained in `README.md`. Times are minutes since the script's own
 * start, places lon, lat in degrees WGS 84, values in the unit of the property, texts in Chinese and English.
 */
import type { LogAction } from '../../src/domain/logEntry';
import type { Role } from '../../src/domain/role';

/** Somebody or something that takes part. In the demo city it is the object with this id, else the nearest of its kind to `at`. */
export interface CastMember {
  readonly id: string;
  readonly kind: string;
  readonly at: readonly [number, number];
  readonly zh: string; readonly en: string;
  /** What rules ask for; in the small city of a test these are the object's attributes, in the full city the pack's own count. */
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** Name of the cast member that it is mounted on. */
  readonly host?: string;
  /** Text that the id or a name must contain when the nearest one is looked for. */
  readonly like?: string;
}
/** Absent = in every branch. */
interface InBranch { readonly branch?: string | readonly string[] }

/** A course of values. `on`: cast member; without it, every object that has the property. */
export interface Signal extends InBranch {
  readonly on?: string;
  readonly property: string;
  /** Minute, value; constant before the first and after the last. Minutes before the start are the past that a chart shows. */
  readonly points: readonly (readonly [number, number])[];
  readonly shape?: 'linear' | 'step';
  /** `set` (default): is the value; `add`: on top of the quiet value; `atLeast`: the larger of both. */
  readonly mode?: 'set' | 'add' | 'atLeast';
  /** Factor drawn per object, from … to. */
  readonly spread?: readonly [number, number];
  /** Largest deviation up or down, drawn per sample. */
  readonly noise?: number;
  /** Seconds between samples; 5 unless told. */
  readonly every?: number;
}
export interface ScriptDetection extends InBranch {
  readonly minute: number; readonly aiClass: string; readonly camera: string;
  /** Cast member or place; the camera's own place when absent. */
  readonly at?: string | readonly [number, number];
  readonly confidence?: number;
  /** True: a later look no longer shows it. */
  readonly clear?: boolean;
  readonly object?: string; readonly note?: string;
}
/** Walks or drives a mover through minute, lon, lat. */
export interface ScriptMove extends InBranch { readonly who: string; readonly path: readonly (readonly [number, number, number])[] }

/** A minute of the script, or so many seconds after the n-th (first) log entry of an action, on a cast member's object or anywhere. */
export type When = number | { readonly after: LogAction; readonly on?: string; readonly seconds?: number; readonly nth?: number };
/**
 * What a person asks of the back end. Texts of the wish may say `$id:tank`, `$warning:tank` (newest of the object), `$case:tank` (newest of
 * the object, else within 60 m of it), `$task:tank` (newest of that case or object), `$run:tank` (newest preplan run of the object),
 * `$step:tank` (its first open step), and `$lon:tank`, `$lat:tank`, `$minute:90` (time of that minute) for numbers.
 */
export interface ScriptCommand extends InBranch {
  readonly at: When; readonly role: Role;
  readonly wish: { readonly type: string } & Readonly<Record<string, unknown>>;
  /** The field worker who acts. */
  readonly who?: string;
  /** Unit or reporter the person belongs to. A handler acts for this unit only, a collector in the grid of the place, a resident on own reports. */
  readonly unit?: string; readonly reporter?: string;
}
/** Devices that send nothing; the gateway notices after `noticed` minutes (never when absent). */
export interface ScriptOutage extends InBranch {
  readonly on?: string;
  /** Share of all devices instead of one, spread over `within` minutes; `noticedShare` of them are noticed. */
  readonly share?: number; readonly within?: number; readonly noticedShare?: number;
  readonly from: number; readonly to?: number; readonly noticed?: number;
}
export interface ScriptNote extends InBranch { readonly at: When; readonly zh: string; readonly en: string; readonly on?: string }
/** Duties of the demo's people; a number is their delay in minutes, null = nobody does it. */
export const DUTIES = ['acknowledge', 'confirm', 'file', 'dispatch', 'receive', 'accept', 'work', 'check', 'close', 'support', 'preplan', 'reset', 'rate', 'supervise', 'decide', 'hop'] as const;
export type Duty = (typeof DUTIES)[number];

export interface Script {
  readonly id: string;
  /** C1 … C25; empty for those that no acceptance scenario names. */
  readonly code: string;
  readonly titleZh: string; readonly titleEn: string; readonly aboutZh: string; readonly aboutEn: string;
  /** Where the story was reported. */
  readonly origin: string;
  /** Local time of the city, `2026-06-18T14:00`. */
  readonly start: string;
  readonly minutes: number;
  /** Cast member the camera goes to. */
  readonly focus: string | null;
  /** Endings; the first one is played when none is named. */
  readonly branches: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
  readonly cast: Readonly<Record<string, CastMember>>;
  readonly signals?: readonly Signal[];
  readonly detections?: readonly ScriptDetection[];
  readonly moves?: readonly ScriptMove[];
  readonly commands?: readonly ScriptCommand[];
  readonly outages?: readonly ScriptOutage[];
  readonly notes?: readonly ScriptNote[];
  /** What the demo's people do with the cast's warnings and cases, where it differs from every day. */
  readonly staff?: Partial<Readonly<Record<Duty, number | null>>>;
}
