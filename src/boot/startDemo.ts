/** The demo back end, where the environment names no real one. Pages without a feed start it too. */
import type { Environment } from '../config/environment';
import type { Address } from '../state/stores/url/readAddress';
import { packAddress } from './openPacks';

/** Rules of the demo city, beside the page. */
const RULES_FOLDER = 'rules/yuzhong/';

export interface DemoOptions {
  readonly environment: Environment;
  readonly baseUrl: string;
  readonly packName: string;
  readonly address: Address;
  /** Facts of the address that this back end does not know. */
  onIgnored(facts: readonly string[]): void;
  onFailed(detail: string): void;
}

/** False when it could not start; true also where a real back end stands. */
export async function startDemo(options: DemoOptions): Promise<boolean> {
  const { environment, address } = options;
  if (environment.backend === 'demo') {
    try {
      const [{ startDemoBackend }, { DEMO_SEED }] = await Promise.all([import('../../mock/browser'), import('../../mock/demoSeed')]);
      const { understood } = await startDemoBackend({
        baseUrl: options.baseUrl, packUrl: packAddress(options.packName, options.baseUrl), rulesUrl: RULES_FOLDER, seed: address.seed ?? DEMO_SEED, scenario: address.scenario, speed: address.speed, instant: address.instant,
      });
      if (!understood) options.onIgnored(['scenario']);
    } catch (error) {
      options.onFailed(error instanceof Error ? error.message : String(error));
      return false;
    }
  }
  return true;
}
