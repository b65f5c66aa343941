import { describe, expect, it } from 'vitest';
import { makeCase } from '../domain/fixtures/records';
import { createApi, toAddress } from './apiFetch';
import { createActionPorts } from './createActionPorts';

const me = { token: 't1', role: 'leader', nameMasked: '王**', unitZh: '区城管局', unitEn: 'Bureau', scope: { type: 'district' }, may: ['case.supervise'], workerId: null };
interface Asked { readonly url: string; readonly method: string; readonly body: unknown; readonly authorization: string | null }

function backEnd(answers: Record<string, (asked: Asked) => { status?: number; body: unknown }>) {
  const asked: Asked[] = [];
  const ask: typeof fetch = (input, init) => {
    const url = String(input);
    const one: Asked = { url, method: init?.method ?? 'GET', body: typeof init?.body === 'string' ? JSON.parse(init.body) as unknown : null, authorization: new Headers(init?.headers).get('authorization') };
    asked.push(one);
    const path = `${one.method} ${url.replace('https://city/api/', '').split('?')[0]}`;
    const answer = answers[path]?.(one);
    if (!answer) return Promise.reject(new Error('no line'));
    return Promise.resolve(new Response(JSON.stringify(answer.body), { status: answer.status ?? 200 }));
  };
  const held = { instant: null as number | null };
  const tokens: string[] = [];
  let id = 0;
  const views: string[] = [];
  return { asked, held, tokens, views, ports: createActionPorts({ api: createApi('https://city/api/', ask), store: held, newId: () => `id-${++id}`, onToken: (token, view) => { tokens.push(token); views.push(view); } }) };
}

describe('commands', () => {
  it('carry an id of their own and the token of the session', async () => {
    const city = backEnd({ 'POST session': () => ({ body: me }), 'POST commands': () => ({ body: { ok: true, createdId: 'c9', at: 5 } }) });
    await city.ports.signIn('leader', { streetId: 'ST-01' });
    expect(city.tokens).toEqual(['t1']);
    expect(city.views).toEqual([JSON.stringify(['leader', { type: 'district' }, null])]);
    expect(await city.ports.command({ type: 'warning.fileCase', warningId: 'w1' })).toEqual({ ok: true, createdId: 'c9', at: 5 });
    await city.ports.command({ type: 'warning.acknowledge', warningId: 'w1' });
    expect(city.asked.map(({ url, body, authorization }) => [url, body, authorization])).toEqual([
      ['https://city/api/session', { role: 'leader', streetId: 'ST-01' }, null],
      ['https://city/api/commands', { type: 'warning.fileCase', warningId: 'w1', id: 'id-1' }, 'Bearer t1'],
      ['https://city/api/commands', { type: 'warning.acknowledge', warningId: 'w1', id: 'id-2' }, 'Bearer t1'],
    ]);
  });
  it.each([
    [403, { ok: false, refusal: 'scope', detail: 'other street' }, { ok: false, refusal: 'scope', detail: 'other street' }],
    [409, { ok: false, refusal: 'state', detail: '' }, { ok: false, refusal: 'state', detail: '' }],
    [403, 'a proxy page', { ok: false, refusal: 'role', detail: 'HTTP 403' }],
    [502, 'bad gateway', { ok: false, refusal: 'unreachable', detail: 'HTTP 502' }],
  ])('refused with %i are answers with a reason', async (status, body, expected) => {
    const city = backEnd({ 'POST commands': () => ({ status, body }) });
    expect(await city.ports.command({ type: 'case.receive', caseId: 'c1' })).toEqual(expected);
  });
  it('never throw when nobody is there', async () => {
    expect(await backEnd({}).ports.command({ type: 'case.receive', caseId: 'c1' })).toMatchObject({ ok: false, refusal: 'unreachable' });
  });
  it('are not sent while the cockpit looks back', async () => {
    const city = backEnd({ 'POST commands': () => ({ body: { ok: true, createdId: null, at: 1 } }) });
    city.held.instant = 1_790_000_000_000;
    expect(await city.ports.command({ type: 'case.receive', caseId: 'c1' })).toEqual({ ok: false, refusal: 'lookingBack', detail: '' });
    expect(city.asked).toEqual([]);
  });
});

describe('answers', () => {
  const entry = { seq: 1, at: 1_790_000_000_000, action: 'warning.raised', actor: { role: 'system', nameMasked: '', unitZh: '系统', unitEn: 'System' }, objectId: 'o1', warningId: 'w1', caseId: null, level: 'II', value: 3, unit: 'm', reason: '', textZh: '甲', textEn: 'A', latencyMs: 420 };
  it('of a timeline leave out what is no entry and keep the rest', async () => {
    const city = backEnd({ 'GET timeline': () => ({ body: { entries: [{ nonsense: true }, entry] } }) });
    expect(await city.ports.timeline({ objectId: 'o1' }, 1_790_000_000_000.4)).toEqual([entry]);
    expect(city.asked[0]!.url).toBe('https://city/api/timeline?objectId=o1&until=1790000000000');
  });
  it('of a case name pictures of this back end only', async () => {
    const by = entry.actor;
    const picture = (id: string, url: string): unknown => ({ id, moment: 'before', url, at: 1, by, lon: null, lat: null, generated: true });
    const city = backEnd({ 'GET cases/c1': () => ({ body: { case: makeCase(), flow: [], media: [picture('p1', 'media/p1'), picture('p2', 'https://elsewhere/x.png'), picture('p3', 'media/../../x')], next: ['case.receive'] } }) });
    const detail = await city.ports.caseDetail('c1', null);
    expect(detail?.case.code).toBe(makeCase().code);
    expect(detail?.media.map((item) => item.url)).toEqual(['https://city/api/media/p1']);
    expect(detail?.next).toEqual(['case.receive']);
    expect(detail?.tasks).toEqual([]);
  });
  it('that are missing are null, and of another shape an error', async () => {
    const city = backEnd({ 'GET cases/c2': () => ({ status: 404, body: {} }), 'GET cases/c3': () => ({ body: { case: 7 } }) });
    expect(await city.ports.caseDetail('c2', null)).toBeNull();
    await expect(city.ports.caseDetail('c3', null)).rejects.toThrow('unknown shape');
  });
  it('leave out fields that say nothing', () => { expect(toAddress('cases', { open: true, at: null, step: undefined, limit: 5 })).toBe('cases?open=true&limit=5'); });
});
