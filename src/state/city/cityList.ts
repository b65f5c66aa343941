/** What may be listed of a city, and what the list holds. */
import type { Case, CaseCategory, CaseSource, CaseStage, CaseStep } from '../../domain/case';
import type { DutyRole } from '../../domain/duty';
import type { Kind } from '../../domain/kind';
import type { Condition, WarningLevel } from '../../domain/state';
import type { Warning } from '../../domain/warning';
import type { WarningBucket } from '../../domain/warningBucket';

export type ListFilter =
  /** Active ones that are not held back, unless `bucket` asks for another place; `held` = every one that is held back, `all` = every listed one. */
  | { readonly type: 'warnings'; readonly level?: WarningLevel; readonly unacknowledged?: boolean; readonly bucket?: WarningBucket | 'held' | 'all'; readonly cause?: string; readonly streetId?: string; readonly acknowledged?: boolean;
      /** Acknowledged within so many seconds of its onset; waiting for longer than so many. */
      readonly acknowledgedWithin?: number; readonly waitingOver?: number }
  /** Open ones, unless `closedToday` or `reportedToday` (open or not) asks for others; the other fields narrow. */
  | { readonly type: 'cases'; readonly step?: CaseStep; readonly overdue?: boolean; readonly suspended?: boolean; readonly closedToday?: boolean; readonly reportedToday?: boolean; readonly stage?: CaseStage; readonly streetId?: string; readonly unitId?: string; /** With `classCode`: components and events share codes. */ readonly category?: CaseCategory; readonly classCode?: string; readonly aiClass?: string; readonly source?: CaseSource; /** Those whose next step is this role's. */ readonly waits?: DutyRole; readonly gridId?: string }
  /** `level` counts the state's level whatever the condition word is; `online`/`offline` split what is fed. */
  | { readonly type: 'kind'; readonly kind: Kind; readonly condition?: Condition; readonly level?: WarningLevel; readonly connected?: 'fed' | 'online' | 'offline' }
  /** Everything that the feed speaks of. */
  | { readonly type: 'devices' }
  /** `beyond`: of a mean that left its band, the devices that are out of it. */
  | { readonly type: 'vital'; readonly id: string; readonly beyond?: boolean }
  /** Objects of some kinds inside a ring (lon, lat pairs in degrees); `zh`, `en` = what the list is called. */
  | { readonly type: 'inside'; readonly kinds: readonly Kind[]; readonly ring: readonly number[]; readonly connected?: 'online' | 'offline'; readonly warned?: boolean; readonly zh: string; readonly en: string };

export type CityList =
  | { readonly type: 'warnings'; readonly items: readonly Warning[] }
  | { readonly type: 'cases'; readonly items: readonly Case[] }
  /** Pack-wide indices. */
  | { readonly type: 'objects'; readonly items: Uint32Array };
