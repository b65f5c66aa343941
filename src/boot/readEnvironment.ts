/** Reads `config.json` beside the page; a page without one is the demo. */
import { defaultEnvironment, toEnvironment, type Environment } from '../config/environment';

export async function readEnvironment(baseUrl: string): Promise<Environment> {
  try {
    const response = await fetch(new URL('config.json', baseUrl));
    return response.ok ? toEnvironment(await response.json()) : defaultEnvironment;
  } catch {
    return defaultEnvironment;
  }
}
