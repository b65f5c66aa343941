/** The part of the city worker's client that the scene uses; `createWorkerClient` satisfies it, a test passes its own. */
import type { CityRequestName, CityRequests } from '../workers/protocol';

export interface CityClient {
  request<Name extends CityRequestName>(name: Name, args: CityRequests[Name]['args'], signal?: AbortSignal): Promise<CityRequests[Name]['result']>;
}

/** One opened pack as the composition root hands it over. */
export interface OpenedPack { readonly manifest: CityRequests['open']['result']['manifest']; readonly indexOffset: number }
