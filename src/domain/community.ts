/** Tiles of the community cockpit, as its file defines them: each figure is a count with the list behind it. */
import type { CaseSource, CaseStage } from './case';
import type { Kind } from './kind';
import type { WarningLevel } from './state';

export type CommunityCount =
  | { readonly of: 'objects'; readonly kinds: readonly Kind[]; readonly connected?: 'online' | 'offline'; readonly warned?: boolean }
  | { readonly of: 'warnings'; readonly level?: WarningLevel; readonly cause?: string; readonly unacknowledged?: boolean }
  | { readonly of: 'cases'; readonly stage?: CaseStage; readonly source?: CaseSource; readonly overdue?: boolean; readonly reportedToday?: boolean; readonly closedToday?: boolean };
export interface CommunityFigure { readonly zh: string; readonly en: string; readonly count: CommunityCount }
/** The first figure is the large one. */
export interface CommunityTile { readonly id: string; readonly zh: string; readonly en: string; readonly figures: readonly CommunityFigure[] }
/** So many tiles make the cockpit. */
export const COMMUNITY_TILES = 9;
