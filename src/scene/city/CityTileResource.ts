/**
 * Feeds a `Cesium3DTileset` from the city worker instead of HTTP. Every derived URL is cloned as this class, every request settles,
 * and an answer `undefined` means "queue full, ask again later" (`Cesium3DTile.requestContent`).
 */
import { Resource } from '@cesium/engine';
import type { CityClient } from '../cityClient';

/** Tiles asked for at once; more would only queue inside the worker. */
const maximumInFlight = 24;

export interface TileSupply {
  readonly client: CityClient;
  readonly indexOffset: number;
  readonly onArrival: () => void;
  readonly inFlight: Set<{ readonly request: { readonly cancelled?: boolean }; readonly abort: AbortController }>;
}

/** Never resolved: the subclass answers before any network is touched. */
const rootOf = (indexOffset: number): string => `https://city.invalid/${indexOffset}/`;

export class CityTileResource extends Resource {
  readonly supply: TileSupply;

  constructor(supply: TileSupply, url: string = `${rootOf(supply.indexOffset)}tileset.json`) {
    super({ url });
    this.supply = supply;
  }

  override clone(result?: Resource): Resource {
    return super.clone(result ?? new CityTileResource(this.supply, this.url));
  }

  override fetchJson(): Promise<Record<string, unknown>> {
    const { client, indexOffset } = this.supply;
    return client.request('tileset', { indexOffset }).then((answer) => answer.json);
  }

  override fetchArrayBuffer(): Promise<ArrayBuffer> | undefined {
    const { client, indexOffset, inFlight, onArrival } = this.supply;
    for (const job of inFlight) if (job.request.cancelled) job.abort.abort();
    if (inFlight.size >= maximumInFlight) return undefined;
    const job = { request: this.request as { cancelled?: boolean }, abort: new AbortController() };
    inFlight.add(job);
    const tile = decodeURI(this.url).slice(rootOf(indexOffset).length).replace(/\?.*$/, '');
    return client.request('tile', { tile }, job.abort.signal).then(
      ({ glb }) => glb ?? cancelled(job.request),
      (error: unknown) => { if (job.abort.signal.aborted) return cancelled(job.request); throw error; },
    ).finally(() => { inFlight.delete(job); onArrival(); });
  }
}

/** A cancelled request leads the tile back to its earlier state; the bytes are not read. */
function cancelled(request: { cancelled?: boolean }): ArrayBuffer {
  request.cancelled = true;
  return new ArrayBuffer(0);
}
