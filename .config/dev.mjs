/** `npm run dev`: the cockpit with hot reload; the same set-up as `npm start`, without the content policy (hot reload needs inline code). */
import { join } from 'node:path';
import { prepare, root, say } from './steps.mjs';

await prepare();
const { createServer } = await import('vite');
const server = await createServer({ configFile: join(root, 'vite.config.ts') });
await server.listen();
say('');
server.printUrls();
