/** `npm start`: everything a fresh machine needs, then the cockpit on a printed address. `--backend URL` uses a real back end for /api, `--feeds FILE` the sources of a feeds.json. */
import { buildCockpit, prepare, root, say } from './steps.mjs';
import { join, resolve } from 'node:path';

const option = (name, fallback) => { const at = process.argv.indexOf(`--${name}`); return at > 0 ? process.argv[at + 1] : fallback; };
const backend = option('backend', process.env.COCKPIT_BACKEND ?? '');
if (backend) process.env.COCKPIT_BACKEND = backend;
const feeds = option('feeds', process.env.COCKPIT_FEEDS ?? '');
if (feeds) process.env.COCKPIT_FEEDS = resolve(feeds);

say('City cockpit');
await prepare();
await buildCockpit();
const { preview } = await import('vite');
const server = await preview({
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'error',
  preview: { port: Number(option('port', process.env.PORT ?? '4173')), host: option('host', 'localhost') },
});
const address = server.resolvedUrls?.local[0] ?? `http://localhost:${server.config.preview.port}/`;
say('');
say(`  Desk   ${address}`);
say(`  Wall   ${address}?mode=wall`);
say(`  Kiosk  ${address}?mode=kiosk`);
say(feeds ? `  Live data from the sources of ${feeds}` : backend ? `  Live data from ${backend}` : '  Demo data, simulated in the browser: no account, no key, no network.');
say('  Ctrl+C stops it.');
