/** `npm test`: sets everything up and runs every check; ends with `N passed, N failed`. `--only a,b` runs some lanes, `--list` names them. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { findServers } from './servers.mjs';
import { buildCockpit, prepare, root, run, runLocal, say } from './steps.mjs';

const onlyAt = process.argv.indexOf('--only');
const only = onlyAt > 0 ? process.argv[onlyAt + 1].split(',') : null;
const results = [];
const STATIC = ['types', 'lint', 'arrows', 'text'];

/** A check that either holds or does not. */
const check = (command, args) => async () => {
  const { code, text } = await runLocal(command, args, { quiet: true });
  if (code !== 0) say(text.slice(-12_000));
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
};

const vitest = (project, env = {}) => async () => {
  const report = join(root, `node_modules/.cache/cockpit/report-${project}.json`);
  rmSync(report, { force: true });
  mkdirSync(join(root, 'node_modules/.cache/cockpit'), { recursive: true });
  const { code } = await runLocal('vitest', ['run', '--config', '.config/vitest.config.ts', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { env });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = Math.max(numFailedTests, numFailedTestSuites > 0 && numFailedTests === 0 ? 1 : 0, code !== 0 && numFailedTests === 0 ? 1 : 0);
  return { passed: numPassedTests, failed, skipped: numPendingTests + (numTodoTests ?? 0) };
};

const textRules = async () => {
  const { code, text } = await run(process.execPath, ['.config/checkText.mjs'], { quiet: true });
  if (code !== 0) say(text);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
};

const browser = async () => {
  const chromium = await findChromium();
  if (!chromium) {
    say('  NO CHROMIUM could be found or installed: the journeys and pictures did NOT run.');
    return { passed: 0, failed: process.env.CI ? 1 : 0, skipped: 1 };
  }
  await buildCockpit();
  return vitest('browser', { CHROMIUM: chromium })();
};

const slow = async () => vitest('slow', await findServers())();

const lanes = {
  'types: node': check('vue-tsc', ['--noEmit', '-p', '.config/tsconfig.node.json']),
  'types: app': check('vue-tsc', ['--noEmit', '-p', '.config/tsconfig.app.json']),
  'types: core': check('vue-tsc', ['--noEmit', '-p', '.config/tsconfig.core.json']),
  'types: workers': check('vue-tsc', ['--noEmit', '-p', '.config/tsconfig.workers.json']),
  lint: check('oxlint', ['-c', '.config/oxlint.json', '--quiet', 'src', 'tiles', 'mock', 'test']),
  arrows: check('depcruise', ['--config', '.config/dependency-cruiser.cjs', 'src', 'tiles', 'mock']),
  text: textRules,
  unit: vitest('unit'),
  slow,
  browser,
};

if (process.argv.includes('--list')) { say(Object.keys(lanes).join('\n')); process.exit(0); }
await prepare();
async function runLane([name, lane]) {
  const begin = Date.now();
  say(`\n== ${name}`);
  const result = await lane();
  const seconds = (Date.now() - begin) / 1000;
  results.push({ name, ...result, seconds });
  say(`== ${name}: ${result.passed} passed, ${result.failed} failed${result.skipped ? `, ${result.skipped} skipped` : ''} (${seconds.toFixed(1)} s)`);
}
const wanted = Object.entries(lanes).filter(([name]) => !only || only.some((part) => name.startsWith(part)));
const isStatic = ([name]) => STATIC.some((part) => name.startsWith(part));
// checks that use one core each run two at a time; the lanes with tests use every core themselves
const waiting = wanted.filter(isStatic);
await Promise.all([0, 1].map(async () => { for (let next = waiting.shift(); next; next = waiting.shift()) await runLane(next); }));
for (const lane of wanted.filter((entry) => !isStatic(entry))) await runLane(lane);
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
say('');
for (const result of results) say(`  ${result.failed ? 'FAILED' : 'ok    '} ${result.name.padEnd(16)} ${result.seconds.toFixed(1).padStart(7)} s`);
say('');
const skipped = sum('skipped');
say(`${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(sum('failed') === 0 ? 0 : 1);
