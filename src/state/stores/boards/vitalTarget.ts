/** What a vital sign opens: its list, its rated cases at the back end, or the card of the subsystem that reports it. */
import type { VitalSign } from '../../../domain/overview';
import { canBeBeyond, isSessionSign, vitalCause } from '../../city/vitalCauses';
import { VITAL_DEFINITIONS } from '../../city/vitalDefinitions';
import type { ShownFilter } from '../listRows';
import { DAY_MS } from './cityDay';

export { isSessionSign, vitalCause };
export type VitalTarget = { readonly type: 'list'; readonly filter: ShownFilter } | { readonly type: 'subsystem'; readonly id: string };
/** Satisfaction is asked of the cases reported in so many days. */
const RATING_DAYS = 7;

/** `now` = the instant shown, ms. Null for a sign without a value and for one that nobody defines. */
export function vitalTarget(vital: Pick<VitalSign, 'id' | 'value' | 'inBand'>, now: number): VitalTarget | null {
  if (vital.value === null) return null;
  if (vital.id === 'satisfaction') return { type: 'list', filter: { type: 'caseQuery', query: { counted: 'rated', from: now - RATING_DAYS * DAY_MS, to: now, at: now } } };
  if (vitalCause(vital.id)) return { type: 'list', filter: { type: 'vital', id: vital.id, ...(vital.inBand === false && canBeBeyond(vital.id) && { beyond: true }) } };
  const subsystem = VITAL_DEFINITIONS.find((definition) => definition.id === vital.id)?.subsystem;
  return subsystem ? { type: 'subsystem', id: subsystem.id } : null;
}
