/** Announced warnings in groups as a board lists them: named by cause and subdistrict, each with the filter of its list. */
import { groupWarnings, type WarningGroup } from '../../../domain/groupWarnings';
import type { Warning } from '../../../domain/warning';
import { isAnnounced } from '../../../domain/warningBucket';
import type { ListFilter } from '../../city/cityList';

/** `filter` is null for the rest of a flood: it is opened by unfolding it into its own groups. */
export interface WarningGroupRow { readonly group: WarningGroup; readonly first: Warning | null; readonly filter: ListFilter | null }

/** Groups on the screen while nothing is unfolded. */
export const MOST_GROUPS = 7;

const filterOf = ({ kind, cause, streetId }: WarningGroup): ListFilter | null =>
  cause === null ? null : kind === 'place' ? { type: 'warnings', cause, streetId } : { type: 'warnings', cause };

export function toWarningGroups(warnings: readonly Warning[], most = MOST_GROUPS): readonly WarningGroupRow[] {
  const announced = warnings.filter(isAnnounced);
  const byId = new Map(announced.map((item) => [item.id, item]));
  return groupWarnings(announced, most).map((group) => ({ group, first: byId.get(group.firstOut) ?? null, filter: filterOf(group) }));
}
