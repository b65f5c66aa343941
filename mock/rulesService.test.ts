/** `npm run rules` in front of a feed: a demo server is the city, the service judges it and serves sessions of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandOutcome } from '../src/domain/command';
import type { FeedEvent } from '../src/domain/feedEvent';
import type { WireHello, WireSnapshot } from '../src/feeds/wire';
import { createServerSentEventsFeed } from '../src/feeds/serverSentEvents';
import { createRulesService, type RulesService } from '../src/rules/service/createRulesService';
import { readRulesFolder, type PackFiles } from '../src/rules/service/readFiles';
import { createRulesServer } from '../src/rules/service/serve';
import { openStateLog } from '../src/rules/service/stateLog';
import type { RuleSet } from '../src/rules/ruleSet';
import { syntheticCity } from './backend/syntheticCity';
import { startDemoServer, type DemoServer } from './node';

const START = Date.parse('2026-11-20T10:00:00+08:00');
const RULES = fileURLToPath(new URL('../public/rules/yuzhong/', import.meta.url));
const TOKENS = [{ token: 'leader-1', role: 'leader', nameMasked: '李*' }, { token: 'handler-1', role: 'handler', scope: { type: 'unit', unitId: 'bus-operator' } }] as const;
const folder = mkdtempSync(join(tmpdir(), 'rules-'));
let now = START;
let upstream: DemoServer;
let rules: RuleSet;
let pack: PackFiles;
const said: string[] = [];
const running: Server[] = [];

interface Running { readonly service: RulesService; ask<T>(path: string, token?: string, body?: unknown): Promise<{ status: number; data: T }>; fetch(path: string): Promise<Response>; end(): Promise<void> }
async function start(): Promise<Running> {
  const service = createRulesService({ newKey: () => `key-${said.length}-${running.length}`, pack, rules, objects: null, now: () => now, state: openStateLog(join(folder, 'state'), (line) => said.push(line)), say: (line) => said.push(line) });
  const feed = createServerSentEventsFeed({
    apiBase: upstream.apiBase, random: () => 0.5, fetch, emit: (event: FeedEvent) => { service.receive(event); },
    clock: { now: () => now, setTimeout: () => 0, clearTimeout: () => undefined },
  });
  const server = createRulesServer({ service, rules: () => rules, tokens: TOKENS, upstream: upstream.apiBase, fetch });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  running.push(server);
  feed.start();
  await expect.poll(() => said.some((line) => line === 'upstream live'), { timeout: 30_000 }).toBe(true);
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  return {
    service,
    fetch: (path) => fetch(`${base}${path}`),
    async ask<T>(path: string, token = '', body?: unknown) {
      const answer = await fetch(`${base}${path}`, { headers: token === '' ? {} : { authorization: `Bearer ${token}` }, ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }) });
      return { status: answer.status, data: await answer.json() as T };
    },
    async end() { feed.dispose(); server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve); }); said.length = 0; },
  };
}
/** A reading of our own on the feed, as the upstream would send it. */
function read(service: RulesService, dictionary: WireHello['dict'], object: string, property: string, value: number): void {
  const at = dictionary.objects.indexOf(object);
  const stream = dictionary.datastreams.object.findIndex((owner, k) => owner === at && dictionary.properties[dictionary.datastreams.property[k] ?? 0]?.key === property);
  const empty = { object: new Uint32Array(), rank: new Uint8Array(), status: new Uint8Array(), sinceMs: new Float64Array() };
  service.receive({ type: 'delta', from: 0, to: 0, objects: empty, moves: { object: new Uint32Array(), lon: new Float64Array(), lat: new Float64Array(), heading: new Float32Array() }, readings: { datastream: Uint32Array.of(stream), value: Float32Array.of(value), observedAt: Float64Array.of(now), quality: Uint8Array.of(0) } });
  service.step();
}

beforeAll(async () => {
  const city = syntheticCity(400);
  const read = await readRulesFolder(RULES);
  if (!read.ok) throw new Error('the rules do not hold');
  ({ rules } = read);
  upstream = await startDemoServer({ city, clock: { now: () => now, setInterval: () => 0, clearInterval: () => undefined } });
  const { fleet } = upstream.backend.simulation;
  pack = { areas: null, network: null, objects: new Map(fleet.ids.map((id, k) => [id, { kind: fleet.kinds[k] ?? '', zh: fleet.namesZh[k] ?? id, en: fleet.namesEn[k] ?? id, lon: fleet.lon[k] ?? 0, lat: fleet.lat[k] ?? 0, host: null }])) };
}, 60_000);
afterAll(async () => {
  for (const server of running) { server.closeAllConnections(); server.close(); }
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a reading over a limit is a warning downstream; a leader acknowledges and files it, a visitor may not; warning, case and photo survive a restart', async () => {
  const first = await start();
  const { data: { dict, demo } } = await first.ask<WireHello>('hello');
  const tank = upstream.backend.simulation.fleet.ids.find((_, k) => upstream.backend.simulation.fleet.kinds[k] === 'septicTank') ?? '';
  expect([demo, dict.objects.includes(tank)]).toEqual([true, true]);
  for (let minute = 0; minute < 5; minute++) { now += 60_000; read(first.service, dict, tank, 'h2s', 15); }
  const found = async (one: Running) => (await one.ask<WireSnapshot>('snapshot', 'leader-1')).data.warnings.find((item) => item.objectId === tank && item.cause === 'h2s');
  const warning = await found(first);
  expect(warning).toMatchObject({ level: 'III', value: 15, state: 'active_unack' });
  const warningId = warning?.id ?? '';
  const acknowledge = { type: 'warning.acknowledge', id: '1', warningId };
  expect(await first.ask<CommandOutcome>('commands', '', acknowledge)).toMatchObject({ status: 403, data: { ok: false, refusal: 'role' } });
  expect((await first.ask('commands', 'nobody', acknowledge)).status).toBe(401);
  expect(await first.ask('commands', 'leader-1', acknowledge)).toMatchObject({ status: 200, data: { ok: true } });
  expect(await found(first)).toMatchObject({ state: 'active_ack', acknowledgedBy: '李*' });
  const filed = await first.ask<{ createdId: string }>('commands', 'leader-1', { type: 'warning.fileCase', id: '2', warningId });
  const caseId = filed.data.createdId;
  const before = (await first.ask<{ case: { status: string; code: string }; flow: object[] }>(`cases/${caseId}`, 'leader-1')).data;
  expect(before.flow.length).toBeGreaterThan(0);
  // a handler of another unit never reads it
  expect((await first.ask(`cases/${caseId}`, 'handler-1')).status).toBe(403);
  const report = (id: string, photos: readonly string[]) => ({ type: 'case.report', id, source: 'leader', ruleId: null, classCode: null, text: 'x', lon: 106.55, lat: 29.556, objectId: null, photos, reporterId: null });
  const seen = (await first.ask<{ createdId: string }>('commands', 'leader-1', report('3', ['data:image/png;base64,iVBORw0KGgo=']))).data.createdId;
  const pictureOf = async (one: Running): Promise<number> => {
    const [media] = (await one.ask<{ media: { url: string }[] }>(`cases/${seen}`, 'leader-1')).data.media;
    return (await one.fetch(media?.url ?? '')).status;
  };
  expect(await pictureOf(first)).toBe(200);
  await first.end();

  const second = await start();
  expect(await pictureOf(second)).toBe(200);
  const { data } = await second.ask<{ case: { status: string; code: string }; flow: object[] }>(`cases/${caseId}`, 'leader-1');
  expect(data).toMatchObject({ case: before.case, flow: before.flow });
  const made = await second.ask<{ createdId: string }>('commands', 'leader-1', { ...report('4', []), lon: 106.54 });
  expect(made.data.createdId).not.toBe(caseId);
  // the warning stands as it was acknowledged, and the line of who did it with it
  expect(await found(second)).toMatchObject({ id: warningId, state: 'active_ack', acknowledgedBy: '李*', caseId });
  const { data: { entries } } = await second.ask<{ entries: { action: string; actor: { nameMasked: string } }[] }>(`timeline?warningId=${encodeURIComponent(warningId)}`, 'leader-1');
  expect(entries.find((entry) => entry.action === 'warning.acknowledged')?.actor.nameMasked).toBe('李*');
  for (let minute = 0; minute < 5; minute++) { now += 60_000; read(second.service, dict, tank, 'h2s', 25); }
  expect(await found(second)).toMatchObject({ id: warningId, level: 'II', limit: 20, state: 'active_unack' });
  const softer = { ...rules, thresholds: { ...rules.thresholds, properties: rules.thresholds.properties.map((row) => (row.key === 'h2s' ? { ...row, levels: { IV: 200, III: 300, II: 400, I: 500 } } : row)) } };
  second.service.adopt(softer);
  expect((await found(second))?.clearedAt ?? 1).not.toBeNull();
  await second.end();
}, 60_000);

test('a rule file that does not hold is named with its place', async () => {
  const broken = join(folder, 'broken');
  await cp(RULES, broken, { recursive: true });
  const thresholds = structuredClone(rules.thresholds) as unknown as { properties: { levels: { IV: unknown } }[] };
  const row = thresholds.properties[0];
  if (row) row.levels.IV = 'ten';
  await writeFile(join(broken, 'thresholds.json'), JSON.stringify(thresholds));
  const outcome = await readRulesFolder(broken);
  expect(outcome).toMatchObject({ ok: false, problems: [{ file: 'thresholds.json', place: expect.stringContaining('properties') as string }] });
});
