/** Starts the demo back end when no real one is configured, then the feed worker, and hands its batches to the store. */
import type { Environment } from '../config/environment';
import type { CityStore } from '../state/city/CityStore';
import type { FeedBatch } from '../workers/protocol';
import type { Address } from '../state/stores/url/readAddress';
import { createFeedClient } from '../workers/feedClient';
import { packAddress } from './openPacks';

export interface BackEndOptions {
  readonly environment: Environment;
  readonly apiBase: string;
  readonly baseUrl: string;
  readonly packName: string;
  readonly address: Address;
  readonly store: CityStore & { apply(batch: FeedBatch): void };
  /** Facts of the address that this back end does not know. */
  onIgnored(facts: readonly string[]): void;
  onBackend(): void;
  onBatch(batch: FeedBatch): void;
  onFailed(detail: string): void;
}

async function setDemoSpeed(apiBase: string, speed: number): Promise<void> {
  const response = await fetch(`${apiBase}demo/speed`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ speed }) });
  if (!response.ok) throw new Error(`the demo back end refused speed ${speed}`);
}

export async function startBackEnd(options: BackEndOptions): Promise<void> {
  const { environment, address } = options;
  if (environment.backend === 'demo') {
    try {
      const [{ startDemoBackend }, { isScenarioId }, { DEMO_SEED }] = await Promise.all([import('../../mock/browser'), import('../../mock/backend/scenarios/scenario'), import('../../mock/demoSeed')]);
      if (address.scenario !== null && !isScenarioId(address.scenario)) options.onIgnored(['scenario']);
      const scenario = isScenarioId(address.scenario) ? { scenario: address.scenario } : {};
      await startDemoBackend({ baseUrl: options.baseUrl, packUrl: packAddress(options.packName, options.baseUrl), seed: address.seed ?? DEMO_SEED, ...scenario });
      if (address.speed !== null) await setDemoSpeed(options.apiBase, address.speed);
    } catch (error) {
      options.onFailed(error instanceof Error ? error.message : String(error));
      return;
    }
  }
  options.onBackend();
  createFeedClient({
    apiBase: options.apiBase,
    onBatch(batch) {
      options.store.apply(batch);
      options.onBatch(batch);
    },
    onError: (reason) => options.onFailed(reason),
  });
}
