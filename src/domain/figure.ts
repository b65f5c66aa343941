import type { CaseId, ObjectId } from './ids';

export const FIGURE_TONES = ['I', 'II', 'III', 'IV', 'route', 'track', 'info', 'safe', 'water'] as const;
export type FigureTone = (typeof FIGURE_TONES)[number];
/**
 * Something the back end wants drawn on the map: a cordon ring, a threatened area, an evacuation route, a wind cone, a drain that
 * leads upstream. `coordinates` = lon, lat pairs in degrees (ring, cone and point: one pair); lengths in metres, bearings in degrees
 * clockwise from north.
 */
export interface Figure {
  readonly id: string;
  readonly shape: 'ring' | 'polygon' | 'line' | 'cone' | 'point';
  readonly tone: FigureTone;
  readonly coordinates: readonly number[];
  readonly radiusMetres: number | null;
  readonly bearing: number | null;
  /** Opening angle of a cone, degrees. */
  readonly spread: number | null;
  /** Lines with a direction get arrows. */
  readonly arrows: boolean;
  readonly labelZh: string; readonly labelEn: string;
  readonly objectId: ObjectId | null;
  /** The case it is drawn for, when there is one: who reads the case sees the figure. Stays in the back end. */
  readonly caseId?: CaseId;
  readonly from: number;
  /** Null while it stands; a figure whose end has come is removed. */
  readonly until: number | null;
}
