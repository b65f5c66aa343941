/**
 * `npm run feed -- check feeds.json [--seconds 15] [--base http://localhost:4173/]`: connects every source of a configuration, lists what it
 * sees and says in plain words what does not fit. Ends with 0 when every source is live and everything fits, else with 1.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { WebSocket as NodeSocket } from 'ws';
import { adviceOf, type SourceHealth } from '../../domain/sourceHealth';
import doctorWords from '../../i18n/en/doctor.json';
import { checkFeedConfig } from '../config/feedConfig';
import { createSourceWatch } from '../doctor/createSourceWatch';
import { addressOf, browserClients, openFeed } from '../openFeed';
import { natsOverNode } from './natsOverNode';
import type { SocketMaker } from '../webSocket';

const USAGE = 'Usage: npm run feed -- check <feeds.json> [--seconds 15] [--base http://localhost:4173/]';
function stop(sentence: string): never { console.error(sentence); process.exit(1); }

function readOptions() {
  try { return parseArgs({ allowPositionals: true, options: { seconds: { type: 'string', default: '15' }, base: { type: 'string', default: 'http://localhost:4173/' } } }); } catch (error) { return stop(`${(error as Error).message}\n${USAGE}`); }
}
const { positionals: [command, file], values } = readOptions();
if (command !== 'check' || file === undefined) stop(USAGE);
const seconds = Number(values.seconds);
if (!(seconds >= 1 && seconds <= 600)) stop(`--seconds must be a number from 1 to 600, not "${values.seconds}".`);

let data: unknown;
try { data = JSON.parse(await readFile(file, 'utf8')); } catch (error) { stop(`${file}: ${(error as Error).message}`); }
const outcome = checkFeedConfig(data, file);
if (!outcome.ok) stop(outcome.problems.map(({ file: name, place, reason }) => `${name}, ${place || 'the whole'}: ${reason}`).join('\n'));
const { config } = outcome;

const reasons: Readonly<Record<string, string>> = doctorWords.doctor.reason;
const watch = createSourceWatch(config.sources.map((source) => ({ id: source.id, adapter: source.adapter, address: addressOf(source) })), Date.now);
const feed = openFeed(config, {
  apiBase: values.base, fetch, random: Math.random, emit: () => undefined,
  clock: { now: () => Date.now(), setTimeout: (callback, ms) => Number(setTimeout(callback, ms)), clearTimeout: (handle) => clearTimeout(handle) },
}, (address) => new URL(address, values.base).href, watch.see, { ...browserClients, nats: () => natsOverNode(), socket: (address) => new NodeSocket(address) as unknown as ReturnType<SocketMaker> });
feed.start();
console.log(`${file}: ${config.sources.length} source${config.sources.length === 1 ? '' : 's'}, ${config.properties.length} properties; listening for ${seconds} s …`);
await new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

const count = (figure: number): string => figure.toLocaleString('en-US');
function tell(health: SourceHealth): boolean {
  const advice = adviceOf(health);
  const bad = Object.entries(health.refused).filter(([reason]) => reason !== 'duplicate' && reason !== 'outOfOrder');
  console.log(`\n${health.id} (${health.adapter}, ${health.address})`);
  console.log(`  ${health.phase}${health.reason ? `: ${health.reason}` : ''}; ${count(health.streams)} datastreams announced, ${count(health.observed)} observed, ${count(health.fresh)} young enough; ${health.perSecond.toFixed(1)} items/s${health.lagMs === null ? '' : `, ${(health.lagMs / 1000).toFixed(1)} s old when they come`}`);
  for (const [reason, times] of Object.entries(health.refused)) console.log(`  refused ${count(times)} × ${reasons[reason] ?? reason}`);
  console.log(`  ${doctorWords.doctor.advice[advice]}`);
  return health.phase === 'live' && bad.length === 0;
}
const fits = watch.health().map(tell).every(Boolean);
feed.dispose();
process.exit(fits ? 0 : 1);
