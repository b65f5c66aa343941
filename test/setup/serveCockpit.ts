/** Serves the built cockpit once for all browser tests, with the headers of a deployment. */
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' { export interface ProvidedContext { address: string } }

export default async function serveCockpit(project: TestProject): Promise<() => Promise<void>> {
  const server = await preview({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    logLevel: 'error',
    preview: { port: 0, host: '127.0.0.1' },
  });
  const bound = server.httpServer.address();
  if (bound === null || typeof bound === 'string') throw new Error('the preview server has no port');
  project.provide('address', `http://127.0.0.1:${bound.port}/`);
  return () => server.close();
}
