/** `npm run bench`: measures the built cockpit in a real Chromium; `--cities yuzhong,tokyo-central5` picks, `--runs N` repeats. */
import { findChromium } from './chromium.mjs';
import { buildCockpit, prepare, runLocal, say } from './steps.mjs';

await prepare();
await buildCockpit();
const chromium = await findChromium();
if (!chromium) { say('No Chromium: nothing can be measured.'); process.exit(1); }
const { code } = await runLocal('tsx', ['test/bench/bench.ts', ...process.argv.slice(2)], { env: { CHROMIUM: chromium } });
process.exit(code);
