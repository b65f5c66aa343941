/**
 * What the stage needs and no panel may see, handed over by `main.ts` before the page mounts. Plain variables: neither engine
 * nor worker ever becomes reactive.
 */
import type { CityStore } from '../state/city/CityStore';
import type { CityClient, OpenedPack } from './cityClient';
import type { Stage } from './stage';

export interface StageMount {
  readonly client: CityClient;
  readonly store: CityStore;
  readonly packs: readonly OpenedPack[];
  /** Told once, when the stage stands. */
  onReady(stage: Stage): void;
  /** Drawing could not start or stopped. */
  onFailed(error: Error): void;
}

let provided: StageMount | null = null;

export function provideStageMount(next: StageMount): void { provided = next; }

export function useStageMount(): StageMount {
  if (!provided) throw new Error('provideStageMount() has not been called');
  return provided;
}
