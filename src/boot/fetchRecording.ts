/** `?recording=<address>`: a recorded file of this origin, opened instead of the live feed. */

/** Nothing larger is fetched: four days of the embedded city, bytes. */
const MAX_BYTES = 512 * 1024 * 1024;

/** Null when the file could not be had; the address of another origin is refused like a missing one. */
export async function fetchRecording(address: string, baseUrl: string): Promise<ArrayBuffer | null> {
  try {
    const url = new URL(address, baseUrl);
    if (url.origin !== new URL(baseUrl).origin) return null;
    const response = await fetch(url);
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > MAX_BYTES) return null;
    return await response.arrayBuffer();
  } catch {
    return null;
  }
}
