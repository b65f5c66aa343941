/** `?recording=<address>`: a recorded file of this origin, opened instead of the live feed. */
import type { TimePort } from '../state/ports/timePort';

/** Nothing larger is fetched: four days of the embedded city, bytes. */
const MAX_BYTES = 512 * 1024 * 1024;

/** False when the file could not be had; the address of another origin is refused like a missing one. */
export async function openRecording(address: string, baseUrl: string, time: TimePort): Promise<boolean> {
  try {
    const url = new URL(address, baseUrl);
    if (url.origin !== new URL(baseUrl).origin) return false;
    const response = await fetch(url);
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > MAX_BYTES) return false;
    time.openFile(await response.arrayBuffer());
    return true;
  } catch {
    return false;
  }
}
