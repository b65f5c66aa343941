/**
 * Where the engine finds its workers and assets: `cesium/` beside the page, on our own origin. Imported before anything of the engine runs.
 */
import { buildModuleUrl } from '@cesium/engine';

(buildModuleUrl as unknown as { setBaseUrl(url: string): void }).setBaseUrl(new URL('cesium/', document.baseURI).href);
