/**
 * `npm run record -- --backend http://host:8787/ [--minutes 60] [--out city.ccr] [--token <bearer>]`
 * Records a back end's feed into a file that the cockpit opens without a back end (drop it on the page, or `?recording=<address>`).
 * Every mistake of the caller is answered with one sentence.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { recordFeed } from './recordFeed';

const USAGE = 'Usage: npm run record -- --backend http://host:8787/ [--minutes 60] [--out city.ccr] [--token <bearer>]';
const MOST_MINUTES = 24 * 60;

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
function readOptions() {
  try {
    return parseArgs({ options: { backend: { type: 'string' }, minutes: { type: 'string', default: '60' }, out: { type: 'string', default: 'city.ccr' }, token: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    return stop(`${(error as Error).message.split('. ')[0] ?? 'The options cannot be read'}.\n${USAGE}`);
  }
}
function addressOf(text: string | undefined): string {
  if (!text) return stop(`Name the back end with --backend.\n${USAGE}`);
  try {
    const url = new URL(text);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return stop('--backend must begin with http:// or https://.');
    const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
    return new URL(path.endsWith('/api/') ? path : `${path}api/`, url).href;
  } catch {
    return stop(`--backend is no address: "${text}".`);
  }
}

const values = readOptions();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const apiBase = addressOf(values.backend);
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= MOST_MINUTES)) stop(`--minutes must be a number up to ${MOST_MINUTES}, not "${values.minutes}".`);
console.log(`Recording ${apiBase} for ${minutes} min into ${values.out}. Ctrl+C gives it up.`);
const handles = new Map<number, NodeJS.Timeout>();
let next = 0;
try {
  const { bytes, from, to } = await recordFeed({
    apiBase, minutes, random: Math.random, fetch, ...(values.token ? { token: values.token } : {}),
    clock: {
      now: () => Date.now(),
      setTimeout(callback, ms) { handles.set(++next, setTimeout(callback, ms)); return next; },
      clearTimeout(handle) { clearTimeout(handles.get(handle)); handles.delete(handle); },
    },
    onPhase: (phase, reason) => console.log(`  ${new Date().toISOString()} ${phase}${reason ? `: ${reason}` : ''}`),
  });
  await writeFile(values.out, bytes);
  console.log(`${values.out}: ${new Date(from).toISOString()} to ${new Date(to).toISOString()}, ${(bytes.length / 1e6).toFixed(1)} MB.`);
  process.exit(0);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  stop(code === 'ENOENT' || code === 'EACCES' ? `${values.out} cannot be written.` : message);
}
