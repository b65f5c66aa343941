import { describe, expect, it } from 'vitest';
import { createApi } from './apiFetch';
import { createBoardPorts } from './createBoardPorts';

function answering(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const api = createApi('http://city/api/', (input) => {
    const address = String(input);
    asked.push(address);
    const path = address.replace('http://city/api/', '').split('?')[0] ?? '';
    return Promise.resolve(Object.hasOwn(answers, path) ? Response.json(answers[path]) : new Response('{}', { status: 404 }));
  });
  return { boards: createBoardPorts(api, 'http://city/api/'), asked };
}
const row = { id: 'ST-01', zh: '甲', en: 'A', counts: { report: 3, register: 2 }, rates: { filing: 2 / 3 } };

describe('the boards ask the back end', () => {
  it('for an evaluation, and fill what it leaves out with nothing rather than with a guess', async () => {
    const { boards, asked } = answering({ evaluation: { by: 'street', from: 1, to: 2, at: 2, demo: true, rows: [row, { id: 5 }], total: row } });
    const evaluation = await boards.evaluation('street', 1_790_000_000_000, 1_790_000_100_000, null);
    expect(asked).toEqual(['http://city/api/evaluation?by=street&from=1790000000000&to=1790000100000']);
    expect(evaluation.rows).toHaveLength(1);
    expect(evaluation.rows[0]?.counts).toMatchObject({ report: 3, register: 2, archive: 0 });
    expect(evaluation.rows[0]?.rates).toMatchObject({ filing: 2 / 3, closing: null });
    expect(evaluation.before).toBeNull();
  });
  it('for totals: one row for each period asked, and no base where a row is none', async () => {
    const totals = { id: 'a', from: 1, to: 2, at: 3, zh: '', en: '', origin: 'demo', sourceZh: '演示', sourceEn: 'demo', counts: { report: 5, archive: -1, nonsense: 3 }, rates: { onTimeClosing: 0.9 } };
    const { boards, asked } = answering({ totals: { rows: [totals, null, { ...totals, origin: 'guess' }] } });
    const spans = [{ from: 1_790_000_000_000, to: 1_790_000_100_000 }, { from: 1, to: 2 }, { from: 2, to: 3 }];
    expect(await boards.totals(spans, null)).toEqual([{ ...totals, counts: { report: 5 } }, null, null]);
    expect(new URL(asked[0] ?? '').searchParams.get('spans')).toBe('1790000000000-1790000100000,1-2,2-3');
    await expect(boards.totals(spans.slice(1), null)).rejects.toThrow('totals');
  });
  it('for pages of resources with the filter as fields', async () => {
    const { boards, asked } = answering({ resources: { count: 337_000, online: 330_000, rows: [{ id: 'R1', nameZh: '枪机', online: true, lastSeenAt: 5 }, 'nonsense'] } });
    const page = await boards.resources({ text: '枪机', online: true, sort: 'name', offset: 200, limit: 100 });
    expect(page).toMatchObject({ count: 337_000, rows: [{ id: 'R1', objectId: null, online: true }] });
    expect(new URL(asked[0] ?? '').searchParams.toString()).toBe(new URLSearchParams({ text: '枪机', online: 'true', sort: 'name', offset: '200', limit: '100' }).toString());
  });
  it('for columns, and drops one that does not fit its times', async () => {
    const { boards } = answering({ 'vitals/history': { times: [1, 2], values: { aqi: [40, null], rain: [1] } } });
    expect((await boards.vitalHistory(['aqi', 'rain'], 1, 2, 1)).values).toEqual({ aqi: [40, null] });
  });
  it('for a history of cases with the gaps that it has', async () => {
    const { boards } = answering({ 'cases/history': { times: [1, 2], reported: [null, 2], closed: [null, 0], overdue: [null, 1] } });
    expect(await boards.caseHistory(1, 3, 1)).toEqual({ times: [1, 2], reported: [null, 2], closed: [null, 0], overdue: [null, 1] });
  });
  it('and fails in words when an address is not served or answers something else', async () => {
    const { boards } = answering({ 'cases/history': { times: [1], reported: [1, 2], closed: [0], overdue: [0] } });
    await expect(boards.subsystems(null)).rejects.toThrow('subsystems');
    await expect(boards.caseHistory(0, 1, 1)).rejects.toThrow('cases/history');
  });
});
