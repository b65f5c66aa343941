/**
 * What a page in the hand may ask: the back end's addresses, the light map, where the hand is, and a few lines of memory. Such a
 * page has no table of the city and no feed; it asks for the few records it shows.
 */
import type { ActionPorts } from '../../ports/actions';
import type { LightMap } from '../../ports/lightMap';
import type { Notebook } from '../../ports/notebook';
import type { RuleBook } from '../../ports/ruleBook';

export interface MobilePorts {
  readonly actions: ActionPorts; readonly ruleBook: RuleBook; readonly notebook: Notebook;
  /** Null where the pack cannot be read: places are then chosen by other means. */
  lightMap(): Promise<LightMap | null>;
  /** Where the hand is; rejects when the browser or the person says no. Accuracy in metres. */
  locate(): Promise<{ readonly lon: number; readonly lat: number; readonly accuracy: number }>;
  /** False while nobody looks: nothing is asked then. */
  visible(): boolean;
}
let provided: MobilePorts | null = null;
export function provideMobilePorts(next: MobilePorts): void { provided = next; }
export function useMobilePorts(): MobilePorts {
  if (!provided) throw new Error('provideMobilePorts() has not been called');
  return provided;
}
