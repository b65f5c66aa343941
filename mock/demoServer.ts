/**
 * `npm run demo:server -- [--port 8787] [--host 127.0.0.1] [--pack public/packs/yuzhong] [--rules public/rules/yuzhong] [--seed 500103]
 * [--scenario id[.branch]] [--speed 1]`
 * Serves the demo back end to anyone who speaks the wire contract. Every mistake of the caller is answered with one sentence.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SPEEDS } from './backend/addresses/controlAddresses';
import { SCENARIOS } from './scenarios';
import { readScenarioWish } from './backend/scenarioWish';
import { DEMO_SEED } from './demoSeed';
import { startDemoServer, type DemoServer } from './node';

const DEFAULT_PACK = 'public/packs/yuzhong';
/** Value of `--pack` for a small made-up city that needs no pack. */
const NO_PACK = 'none';
const NAMES = ['calm', ...SCENARIOS.flatMap(({ id, branches }) => [id, ...branches.map((branch) => `${id}.${branch.id}`)])];
const USAGE = `Usage: npm run demo:server -- [--port 8787] [--host 127.0.0.1] [--pack <folder> | --pack ${NO_PACK}] [--rules <folder>] [--seed ${DEMO_SEED}] [--scenario <id>[.<branch>]] [--speed 1]
Scenarios: ${NAMES.join(', ')}`;

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '8787' }, host: { type: 'string', default: '127.0.0.1' }, pack: { type: 'string', default: DEFAULT_PACK },
        rules: { type: 'string' }, seed: { type: 'string', default: String(DEMO_SEED) }, scenario: { type: 'string', default: 'calm' }, speed: { type: 'string', default: '1' }, help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    return stop(`${(error as Error).message.split('. ')[0] ?? 'The options cannot be read'}.\n${USAGE}`);
  }
}

function whole(name: string, text: string, most: number): number {
  return /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : stop(`--${name} must be a whole number from 0 to ${most}, not "${text}".`);
}

function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${values.port} is already in use; choose another one with --port.`;
  if (code === 'EACCES') return `Port ${values.port} may not be opened by this user; choose one above 1023 with --port.`;
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return `${values.host} is no address of this computer; choose another one with --host.`;
  return `The demo back end cannot start: ${message}.`;
}

const values = readOptions();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const speed = Number(values.speed);
if (!(speed >= SPEEDS[0] && speed <= SPEEDS[1])) stop(`--speed must be a number from ${SPEEDS[0]} to ${SPEEDS[1]}, not "${values.speed}".`);
const scenario = readScenarioWish(values.scenario, speed);
if (!scenario) stop(`The scenario "${values.scenario}" is unknown; there are ${NAMES.join(', ')}.`);
if (values.rules !== undefined && !existsSync(`${values.rules}/thresholds.json`)) stop(`${values.rules} holds no rules: its thresholds.json is missing.`);
const packFolder = values.pack === NO_PACK ? undefined : values.pack;
if (packFolder !== undefined && !existsSync(`${packFolder}/city.json`)) {
  stop(packFolder === DEFAULT_PACK
    ? `The embedded city is not made yet (${DEFAULT_PACK} is missing). Run "npm start" once, which makes it, or use --pack ${NO_PACK} for a small made-up city.`
    : `${packFolder} holds no city pack: its city.json is missing. Build one with "npm run tiles -- build … --out ${packFolder}".`);
}
const seed = whole('seed', values.seed, 0xffff_ffff);
const port = whole('port', values.port, 65_535);

const server: DemoServer = await startDemoServer({ port, host: values.host, seed, scenario, ...(packFolder === undefined ? {} : { packFolder }), ...(values.rules === undefined ? {} : { rulesFolder: values.rules }) })
  .catch((error: unknown) => stop(explain(error)));
const { fleet } = server.backend.simulation;
const count = (figure: number): string => figure.toLocaleString('en-US');
console.log(`Demo back end: ${server.apiBase}`);
console.log(`  city      ${packFolder ?? 'a small made-up city'}: ${count(fleet.ids.length)} objects, ${count(fleet.streamObject.length)} datastreams`);
console.log(`  scenario  ${values.scenario}, seed ${seed}, speed ${values.speed}`);
console.log(`  cockpit   npm start -- --backend ${server.url}`);
console.log('  Ctrl+C stops it.');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close().then(() => process.exit(0)));
