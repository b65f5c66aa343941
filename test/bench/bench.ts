/**
 * Prints and writes (test/out/bench.json, or --out) what the cockpit costs, for the embedded city and for 146,026 real buildings.
 * Runs are interleaved city by city; medians are reported. Reference points of other viewers stand in docs/bench.md.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import { measureAnswers } from './measureAnswers';
import { measureCity, measureDesk, type CityFigures } from './measureCity';
import { measureDispatch } from './measureDispatch';

const root = fileURLToPath(new URL('../..', import.meta.url));
const option = (name: string, fallback: string): string => { const at = process.argv.indexOf(`--${name}`); return at > 0 ? process.argv[at + 1] ?? fallback : fallback; };
const runs = Number(option('runs', '3'));
const cities = option('cities', 'yuzhong,tokyo-central5').split(',');
const out = option('out', join(root, 'test/out/bench.json'));
const data = process.env['CITY_DATA'] ?? join(root, '../shared/data');

function ensureTokyo(): boolean {
  if (existsSync(join(root, 'public/packs/tokyo-central5/city.json'))) return true;
  const source = join(data, 'tokyo/tokyo-central5.geojson.gz');
  if (!existsSync(source)) return false;
  return spawnSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), 'tiles/cli.ts', 'build', source, '--out', join(root, 'public/packs/tokyo-central5'), '--name', 'tokyo-central5'], { cwd: root, stdio: 'inherit' }).status === 0;
}

const median = (values: readonly number[]): number => { const sorted = [...values].sort((a, b) => a - b); return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN; };

const server = await preview({ configFile: join(root, 'vite.config.ts'), logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
const bound = server.httpServer.address();
if (bound === null || typeof bound === 'string') throw new Error('the preview server has no port');
const address = `http://127.0.0.1:${bound.port}/`;
const all: Record<string, CityFigures[]> = {};
for (let run = 0; run < runs; run += 1) {
  for (const city of cities) {
    if (city === 'tokyo-central5' && !ensureTokyo()) { if (run === 0) process.stdout.write('SKIPPED tokyo-central5: its source is not at CITY_DATA\n'); continue; }
    const figures = await measureCity(address, city, { width: 640, height: 360 });
    (all[city] ??= []).push(figures);
    process.stdout.write(`${city} run ${run + 1}: ${JSON.stringify(figures)}\n`);
  }
}
const desk = cities.includes('yuzhong') ? await measureDesk(address, 'yuzhong', ['BR-dongshuimen', 'SC-014', 'CAM-00100', 'b1000']) : null;
const answers = cities.includes('yuzhong') ? await measureAnswers(address, 'yuzhong') : null;
await server.close();
/** A bench without a browser, in a process of its own: what it prints is one JSON value. */
function measuredAlone(file: string): unknown {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), `test/bench/${file}`, '--json'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  try { return JSON.parse(stdout) as unknown; } catch { return { failed: `${file} ended with ${status}` }; }
}
const rules = measuredAlone('rulesBench.ts');
const replay = measuredAlone('seekBench.ts');
const dispatch = cities.includes('yuzhong') ? await measureDispatch(root, join(root, 'public/packs/yuzhong')) : null;
const keys = ['firstCompleteViewSeconds', 'heapMB', 'scriptMsPerFrame', 'taskMsPerFrame', 'drawCallsPerFrame', 'uploadedMB', 'idleDraws', 'tiles'] as const;
/** What a person waits for: median and worst against what was promised, ms. */
const ANSWERS = [['screen seek', 'screenSeekMs', 300], ['screen seek, kept segment', 'screenSeekAgainMs', 300], ['LIVE returns', 'liveReturnsMs', 1000]] as const;
const answerRows = answers === null ? [] : ANSWERS.map(([row, key, goalMs]) => ({ row, medianMs: Math.round(median(answers[key])), worstMs: Math.round(Math.max(...answers[key])), goalMs, n: answers[key].length }));
const rows = Object.entries(all).map(([city, list]) => ({ city, ...Object.fromEntries(keys.map((key) => [key, Number(median(list.map((figures) => figures[key])).toFixed(2))])) }));
console.table(rows);
console.table(answerRows);
process.stdout.write(`desk: ${JSON.stringify(desk)}\ndetection to dispatched: ${JSON.stringify(dispatch)}\nrules: ${JSON.stringify(rules)}\nreplay: ${JSON.stringify(replay)}\n`);
let commit = 'uncommitted';
try { commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(); } catch { /* outside a checkout the figure has no commit */ }
const report = { date: new Date().toISOString(), commit, machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGB: Math.round(totalmem() / 1e9), load: loadavg(), gpu: 'none (SwiftShader)' }, viewport: [640, 360], runs, medians: rows, desk, answers: answerRows, dispatch, rules, replay, raw: all };
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(`written: ${out}\n`);
