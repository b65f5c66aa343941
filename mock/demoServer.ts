/**
 * `npm run demo:server -- [--port 8787] [--pack public/packs/yuzhong] [--static dist] [--seed 7] [--scenario calm]`
 * Serves the demo back end to anyone who speaks the wire contract.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isScenarioId, SCENARIO_IDS } from './backend/scenarios/scenario';
import { startDemoServer } from './node';

const DEFAULT_PACK = 'public/packs/yuzhong';
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8787' }, host: { type: 'string', default: '127.0.0.1' }, pack: { type: 'string' }, static: { type: 'string' }, seed: { type: 'string', default: '7' }, scenario: { type: 'string', default: 'calm' } },
});
const pack = values.pack ?? (existsSync(`${DEFAULT_PACK}/things.json`) ? DEFAULT_PACK : undefined);
if (!isScenarioId(values.scenario)) throw new Error(`--scenario must be one of ${SCENARIO_IDS.join(', ')}`);

const server = await startDemoServer({
  port: Number(values.port), host: values.host, seed: Number(values.seed), scenario: values.scenario,
  ...(pack ? { packFolder: pack } : {}), ...(values.static ? { staticFolder: values.static, config: { apiBase: 'api/', demo: false } } : {}),
});
const { fleet } = server.backend.simulation;
console.log(`Demo back end at ${server.apiBase} (${pack ?? 'synthetic city'}: ${fleet.ids.length} objects, ${fleet.streamObject.length} datastreams, scenario ${values.scenario})`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close().then(() => process.exit(0)));
