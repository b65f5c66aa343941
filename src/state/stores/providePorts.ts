/**
 * The outside world for stores: the city table and what may be asked of workers and back end. Plain variables: neither may
 * ever become reactive. `main.ts` provides the real ones before it mounts, a test its own.
 */
import type { CommunityTile } from '../../domain/community';
import type { CityStore } from '../city/CityStore';
import type { ActionPorts, BoardPorts, ScenarioPorts } from '../ports/actions';
import type { Chime } from '../ports/chime';
import type { CityPorts } from '../ports/cityPorts';
import type { Notebook } from '../ports/notebook';
import type { RuleBook } from '../ports/ruleBook';
import type { TimePort } from '../ports/timePort';

export interface ProvidedPorts {
  readonly ports: CityPorts; readonly store: CityStore;
  /** Absent where no back end belongs to the city. */
  readonly actions?: ActionPorts; readonly boards?: BoardPorts; readonly scenarios?: ScenarioPorts; readonly time?: TimePort;
  /** Tiles of the community cockpit; rejects with file, place and reason. */
  readonly communityTiles?: () => Promise<readonly CommunityTile[]>;
  readonly ruleBook?: RuleBook; readonly notebook?: Notebook; readonly chime?: Chime;
}

let provided: ProvidedPorts | null = null;

export function providePorts(next: ProvidedPorts): void { provided = next; }

export function usePorts(): ProvidedPorts {
  if (!provided) throw new Error('providePorts() has not been called');
  return provided;
}
