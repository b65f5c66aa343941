/** What may be listed of a city, and what the list holds. */
import type { Case, CaseStep } from '../../domain/case';
import type { Kind } from '../../domain/kind';
import type { Condition, WarningLevel } from '../../domain/state';
import type { Warning } from '../../domain/warning';

export type ListFilter =
  | { readonly type: 'warnings'; readonly level?: WarningLevel; readonly unacknowledged?: boolean }
  | { readonly type: 'cases'; readonly step?: CaseStep; readonly overdue?: boolean; readonly closedToday?: boolean }
  /** `level` counts the state's level whatever the condition word is; `online`/`offline` split what is fed. */
  | { readonly type: 'kind'; readonly kind: Kind; readonly condition?: Condition; readonly level?: WarningLevel; readonly connected?: 'fed' | 'online' | 'offline' }
  | { readonly type: 'vital'; readonly id: string };

export type CityList =
  | { readonly type: 'warnings'; readonly items: readonly Warning[] }
  | { readonly type: 'cases'; readonly items: readonly Case[] }
  /** Pack-wide indices. */
  | { readonly type: 'objects'; readonly items: Uint32Array };
