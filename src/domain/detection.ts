import type { Actor } from './role';

/** Where in its picture: left, top, width and height as shares of the picture, 0 … 1. */
export interface DetectionBox { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** What a video algorithm or a patrol saw. `aiClass` = id of the catalogue; confidence 0 … 1; times in ms since epoch. */
export interface Detection {
  readonly id: string;
  readonly aiClass: string;
  readonly cameraId: string;
  readonly at: number;
  readonly confidence: number;
  readonly lon: number; readonly lat: number;
  /** Object it is about, when the algorithm knows one. */
  readonly objectId: string | null;
  /** Masked by the sender; a plate or a face never arrives here. */
  readonly note: string;
  /** True when a later look at the same place no longer shows it: answers an open check. */
  readonly clear: boolean;
  /** Address of the snapshot below the API base; sent as a data URL, kept by the back end. Absent = none was sent. */
  readonly picture?: string | null;
  /** What the algorithm means in it. */
  readonly box?: DetectionBox | null;
}

/** What the rules made of it: opened or joined a case, answered a check, was not sure enough, or belongs to a class that files nothing. */
export const DETECTION_OUTCOMES = ['case', 'check', 'unsure', 'noted'] as const;
export type DetectionOutcome = (typeof DETECTION_OUTCOMES)[number];
/** What a person said of it: right (立案) or a false alarm (误报). */
export interface DetectionVerdict { readonly right: boolean; readonly at: number; readonly by: Actor; readonly reason: string }
export interface DetectionRecord { readonly detection: Detection; readonly outcome: DetectionOutcome; readonly caseId: string | null; readonly verdict: DetectionVerdict | null }
/** Fields that are absent match everything. `judged`: whether a person has said something. Newest first. */
export interface DetectionQuery { readonly aiClass?: string; readonly cameraId?: string; readonly caseId?: string; readonly outcome?: DetectionOutcome; readonly judged?: boolean; /** As it stood then, ms. */ readonly at?: number; readonly offset?: number; readonly limit?: number }
export interface DetectionPage { readonly count: number; readonly rows: readonly DetectionRecord[] }
