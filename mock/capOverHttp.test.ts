/** Alerts of neighbouring systems over HTTP: in by POST, on the stream at once, changed and ended by their references; ours go out as an exercise. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromCap } from '../src/rules/cap/fromCap';
import type { Warning } from '../src/domain/warning';
import { syntheticCity } from './backend/syntheticCity';
import { startDemoServer, type DemoServer } from './node';

const START = Date.parse('2026-11-20T10:00:00+08:00');
let now = START;
let server: DemoServer;
let leader = '';
const stop = new AbortController();
let said = '';

interface Message { readonly identifier: string; readonly type?: 'Alert' | 'Update' | 'Cancel'; readonly references?: string; readonly headline?: string; readonly severity?: string; readonly expires?: number; readonly radius?: number; readonly status?: string }
const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
const cap = ({ identifier, type = 'Alert', references = '', headline = 'Chemical cloud', severity = 'Severe', expires = START + 7_200_000, radius = 0.5, status = 'Actual' }: Message): string => `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier><sender>fire.example</sender><sent>${iso(now)}</sent><status>${status}</status><msgType>${type}</msgType><scope>Public</scope>
${references === '' ? '' : `<references>${references}</references>`}<info><category>CBRNE</category><event>Gas</event><urgency>Immediate</urgency><severity>${severity}</severity><certainty>Observed</certainty><expires>${iso(expires)}</expires>
<headline>${headline}</headline><area><areaDesc>West</areaDesc><circle>29.556,106.55 ${radius}</circle></area></info></alert>`;
const refer = (identifier: string): string => `fire.example,${identifier},${iso(START)}`;
const ask = (path: string, token = '', body?: string): Promise<Response> =>
  fetch(`${server.apiBase}${path}`, { headers: token === '' ? {} : { authorization: `Bearer ${token}` }, ...(body === undefined ? {} : { method: 'POST', body }) });
const tell = async (message: Message): Promise<{ status: number; id: string; detail: string }> => {
  const answer = await ask('cap', leader, cap(message));
  const { createdId = '', detail = '' } = await answer.json() as { createdId?: string; detail?: string };
  return { status: answer.status, id: createdId, detail };
};
const warnings = async (): Promise<Warning[]> => ((await (await ask('snapshot', leader)).json()) as { warnings: Warning[] }).warnings.filter((item) => item.id.startsWith('cap:'));
const alarms = (id: string): Warning[] => said.split('\n\n').flatMap((block) => {
  const found = /^event: alarm\ndata: (.*)$/s.exec(block.trim());
  const item = found ? (JSON.parse(found[1] ?? '') as { warning: Warning | null }).warning : null;
  return item?.id === id ? [item] : [];
});
const arrived = (id: string, count: number): Promise<Warning[]> => expect.poll(() => alarms(id).length, { timeout: 4000 }).toBeGreaterThanOrEqual(count).then(() => alarms(id));

beforeAll(async () => {
  server = await startDemoServer({ city: syntheticCity(400), clock: { now: () => now, setInterval: () => 0, clearInterval: () => undefined } });
  leader = ((await (await ask('session', '', JSON.stringify({ role: 'leader' }))).json()) as { token: string }).token;
  const stream = await fetch(`${server.apiBase}stream`, { headers: { authorization: `Bearer ${leader}` }, signal: stop.signal });
  void (async () => {
    const decoder = new TextDecoder();
    try { for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) said += decoder.decode(chunk, { stream: true }); } catch { /* the test has ended */ }
  })();
}, 60_000);
afterAll(async () => { stop.abort(); await server.close(); });

test('an alert stands on the nearest object at once, with its area, and its text is text', async () => {
  const { status, id } = await tell({ identifier: 'a1', headline: '&lt;img src=x onerror=alert(1)&gt; cloud' });
  expect([status, id]).toEqual([200, 'cap:fire.example:a1']);
  const [alarm] = await arrived(id, 1);
  expect(alarm).toMatchObject({ level: 'II', state: 'active_unack', headlineEn: '<img src=x onerror=alert(1)> cloud', cause: 'cap' });
  const { city, engine } = server.backend.simulation;
  const at = city.indexOf.get(alarm?.objectId ?? '') ?? -1;
  const metres = (object: number): number => Math.hypot(((city.lon[object] ?? 0) - 106.55) * 96_900, ((city.lat[object] ?? 0) - 29.556) * 111_320);
  expect(metres(at)).toBeLessThan(Math.min(...city.ids.map((_, object) => (city.kinds[object] === 'worker' || city.kinds[object] === 'vehicle' ? Infinity : metres(object)))) + 1);
  expect(engine.figures().filter((figure) => figure.id.startsWith(id))).toMatchObject([{ shape: 'ring', radiusMetres: 500 }]);
});
test('an update changes it, also one that refers to the update before; a cancel ends it', async () => {
  const { id } = await tell({ identifier: 'b1' });
  expect(await tell({ identifier: 'b2', type: 'Update', references: refer('b1'), severity: 'Extreme', radius: 1 })).toMatchObject({ status: 200, id });
  expect(await tell({ identifier: 'b3', type: 'Update', references: refer('b2'), severity: 'Moderate', headline: 'Cloud thins' })).toMatchObject({ status: 200, id });
  expect((await warnings()).filter((item) => item.id === id)).toMatchObject([{ level: 'III', prevLevel: 'I', headlineEn: 'Cloud thins' }]);
  expect(server.backend.simulation.engine.figures().filter((figure) => figure.id.startsWith(`${id}-`)).map((figure) => figure.radiusMetres)).toEqual([500]);
  await tell({ identifier: 'b4', type: 'Cancel', references: refer('b3') });
  await expect.poll(() => alarms(id).at(-1)?.clearedAt ?? null, { timeout: 4000 }).toBe(now);
  const levels = alarms(id).map((item) => item.level);
  expect(levels.filter((level, k) => level !== levels[k - 1])).toEqual(['II', 'I', 'III']);
  expect(server.backend.simulation.engine.figures().filter((figure) => figure.id.startsWith(`${id}-`))).toEqual([]);
});
test('it ends by itself when it expires', async () => {
  const { id } = await tell({ identifier: 'c1', expires: now + 60_000 });
  now += 59_000;
  expect((await warnings()).find((item) => item.id === id)?.clearedAt).toBeNull();
  now += 2000;
  expect((await warnings()).find((item) => item.id === id)).toMatchObject({ clearedAt: START + 60_000, state: 'cleared_unack' });
});
test.each([['no XML', 'hello'], ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><alert/>'], ['an update of nothing', cap({ identifier: 'd1', type: 'Update' })]])('%s is refused with a sentence', async (_, body) => {
  const answer = await ask('cap', leader, body);
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as { detail: string }).detail).toMatch(/\w+ \w+/);
});
test('what goes out says that this city is an exercise, and can be read back', async () => {
  await tell({ identifier: 'e1' });
  const list = await ask('cap', leader);
  expect(list.headers.get('content-type')).toMatch(/^application\/atom\+xml/);
  const hrefs = [...(await list.text()).matchAll(/href="(cap\/[^"]+)"/g)].map(([, href]) => href ?? '');
  expect(hrefs).toContain(`cap/${encodeURIComponent('cap:fire.example:e1')}`);
  for (const href of hrefs) expect(fromCap(await (await ask(href, leader)).text())).toMatchObject({ status: 'Exercise', sender: 'cockpit.city' });
  expect((await ask('cap/nothing', leader)).status).toBe(404);
});
test('an exercise stands there, says so in its own words, and opens no case; a test is refused', async () => {
  const { id } = await tell({ identifier: 'x1', status: 'Exercise', severity: 'Extreme' });
  const found = (await warnings()).find((item) => item.id === id);
  expect(found).toMatchObject({ level: 'I', headlineZh: expect.stringMatching(/^【演练】/), headlineEn: expect.stringMatching(/^Exercise: /), caseId: null });
  const answer = await ask('commands', leader, JSON.stringify({ id: 'x-file', type: 'warning.fileCase', warningId: id }));
  expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([409, 'The alert is an exercise: it opens no case.']);
  expect(await tell({ identifier: 'x2', status: 'Test', severity: 'Extreme' })).toMatchObject({ status: 400, detail: expect.stringMatching(/tests/) });
});
test('goes out with its area while it stands, and its end stays in the list', async () => {
  const { id } = await tell({ identifier: 'y1', radius: 0.8 });
  const href = `cap/${encodeURIComponent(id)}`;
  const whole = fromCap(await (await ask(href, leader)).text());
  expect(whole.infos[0]?.areas[0]?.circles).toMatchObject([{ radiusMetres: 800 }]);
  expect((await ask('commands', leader, JSON.stringify({ id: 'y-ack', type: 'warning.acknowledge', warningId: id }))).status).toBe(200);
  now += 60_000;
  await tell({ identifier: 'y2', type: 'Cancel', references: refer('y1') });
  expect(await (await ask('cap', leader)).text()).toContain(`href="${href}"`);
  expect(fromCap(await (await ask(href, leader)).text())).toMatchObject({ message: 'Update', infos: [{ responseTypes: ['AllClear'] }, {}] });
  now += 86_400_000 + 1000;
  expect(await (await ask('cap', leader)).text()).not.toContain(`href="${href}"`);
});
