/** Opens the base city and the overlays of the address in the city worker; the first failure says which pack and why. */
import type { CityClient } from '../workers/workerClient';
import type { CatalogueColumns } from '../workers/protocol';
import type { PackManifest } from '../../tiles/format';

export interface OpenedPack { readonly name: string; readonly manifest: PackManifest; readonly catalogue: CatalogueColumns; readonly indexOffset: number }

/** A bare name is a folder under `packs/`; anything with a slash is the address of a pack folder. Always ends with a slash. */
export function packAddress(city: string, pageUrl: string): string {
  const path = /[/:]/.test(city) ? city : `packs/${encodeURIComponent(city)}/`;
  const url = new URL(path.endsWith('/') ? path : `${path}/`, pageUrl);
  return url.href;
}

export async function openPacks(client: CityClient, cities: readonly string[], pageUrl: string): Promise<readonly OpenedPack[]> {
  const opened: OpenedPack[] = [];
  for (const [position, name] of cities.entries()) {
    const result = await client.request('open', { baseUrl: packAddress(name, pageUrl), cityName: name, overlay: position > 0 });
    opened.push({ name, ...result });
  }
  return opened;
}
