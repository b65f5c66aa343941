/**
 * `npm run rules -- --upstream http://host/api/ --rules public/rules/yuzhong --pack public/packs/yuzhong --port 8790`
 * With `--state <folder>` warnings' states, cases, tasks, preplans, photos and the trail survive a restart. Rule files may be edited while it runs: a set that holds is taken up, one that does not is named and the old one stays.
 */
import { randomUUID } from 'node:crypto';
import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createServerSentEventsFeed } from '../../feeds/serverSentEvents';
import { withPeople } from '../city/peopleFile';
import { createRulesService } from './createRulesService';
import { readPackFolder, readPeopleFile, readRulesFolder } from './readFiles';
import { createRulesServer, type TokenLine } from './serve';
import { openStateLog, type StateLog } from './stateLog';

const USAGE = `Usage: npm run rules -- --upstream <http://host/api/> [--rules <folder>] [--pack <folder>] [--people <file.json>] [--port 8790] [--host 127.0.0.1] [--tokens <file.json>] [--upstream-token <token>] [--state <folder>]`;
const STEP_MS = 250;
const say = (line: string): void => { process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`); };
function fail(line: string): never { process.stderr.write(`${line}\n`); process.exit(1); }

const { values } = parseArgs({
  options: { upstream: { type: 'string' }, rules: { type: 'string', default: 'public/rules/yuzhong' }, pack: { type: 'string', default: 'public/packs/yuzhong' }, port: { type: 'string', default: '8790' },
    people: { type: 'string' }, host: { type: 'string', default: '127.0.0.1' }, tokens: { type: 'string' }, state: { type: 'string' }, 'upstream-token': { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help || values.upstream === undefined) fail(USAGE);
const upstream = values.upstream.endsWith('/') ? values.upstream : `${values.upstream}/`;
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`--port ${values.port} is no port.`);

const first = await readRulesFolder(values.rules);
if (!first.ok) fail(first.problems.map(({ file, place, reason }) => `${values.rules}/${file}${place === '' ? '' : `, ${place}`}: ${reason}`).join('\n'));
const pack = await readPackFolder(values.pack).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
const people = values.people === undefined ? null : await readPeopleFile(values.people).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
const tokens = values.tokens === undefined ? [] : JSON.parse(await readFile(values.tokens, 'utf8')) as TokenLine[];
let rules = first.rules;
let state: StateLog | undefined;
try { if (values.state !== undefined) state = openStateLog(values.state, say); } catch (error) { fail(`--state ${values.state} cannot be used: ${(error as Error).message}`); }
const service = createRulesService({ pack, rules, objects: withPeople(first.objects, people), now: () => Date.now(), newKey: () => randomUUID().replaceAll('-', ''), say, ...(state && { state }) });

let reading: NodeJS.Timeout | null = null;
watch(values.rules, () => {
  if (reading) clearTimeout(reading);
  reading = setTimeout(() => {
    void readRulesFolder(values.rules).then((next) => {
      if (!next.ok) { for (const { file, place, reason } of next.problems.slice(0, 5)) say(`rules not taken up: ${file}${place === '' ? '' : `, ${place}`}: ${reason}`); return; }
      if (JSON.stringify(next.rules) === JSON.stringify(rules)) return;
      rules = next.rules;
      service.adopt(rules);
      say('rules taken up; filing rules for new cases change with the next start');
    });
  }, 300);
});

const feed = createServerSentEventsFeed({
  apiBase: upstream, ...(values['upstream-token'] === undefined ? {} : { token: values['upstream-token'] }), random: Math.random, fetch, emit: (event) => { service.receive(event); },
  clock: { now: () => Date.now(), setTimeout: (callback, ms) => Number(setTimeout(callback, ms)[Symbol.toPrimitive]()), clearTimeout: (handle) => { clearTimeout(handle); } },
});
const server = createRulesServer({ service, rules: () => rules, tokens, upstream, fetch });
server.on('error', (error) => fail(error.message));
server.listen(port, values.host, () => {
  const address = server.address();
  say(`rules: http://${values.host}:${typeof address === 'object' && address ? address.port : port}/api/ reading ${upstream}`);
  feed.start();
  setInterval(() => { service.step(); }, STEP_MS);
});
