/** A recorded file is shown: everything about its past comes from it, what it does not hold is said to be missing, and no request leaves. */
import { describe, expect, it } from 'vitest';
import { toObjectId } from '../domain/ids';
import { matchesCase } from '../domain/matchCaseQuery';
import { SEGMENT_MS } from '../history/recording';
import { writeRecordingFile } from '../history/recordingFile';
import { createCatalogue } from '../state/city/createCatalogue';
import { createCityStore } from '../state/city/createCityStore';
import { NotRecorded } from '../state/ports/actions';
import type { TimePort } from '../state/ports/timePort';
import { createPastCity, fileDictionary, IDS, makeScript, segmentFrom, SPAN, START } from '../workers/feed/fixtures/pastCity';
import { createMemoryShelf } from '../workers/feed/segmentShelf';
import type { CityClient } from '../workers/workerClient';
import { createApi } from './apiFetch';
import { createActionPorts } from './createActionPorts';
import { createBoardPorts } from './createBoardPorts';
import { createPorts } from './createPorts';
import { createRecordedPorts } from './createRecordedPorts';

const script = makeScript();
/** The first and the third quarter of an hour; nothing is known of the second. */
const FILE_TO = START + 3 * SEGMENT_MS;
const file = (): ArrayBuffer => {
  const bytes = writeRecordingFile(fileDictionary, [0, 2].map((k) => ({ from: START + k * SEGMENT_MS, to: START + (k + 1) * SEGMENT_MS, bytes: segmentFrom(script, START + k * SEGMENT_MS, START + SPAN) })));
  return bytes.buffer.slice(0, bytes.length) as ArrayBuffer;
};
/** Asked of the city worker, which knows the pack and nothing of time. */
const WORKERS: ReadonlySet<string> = new Set(['hasFeed', 'search', 'objectById', 'facts', 'lowRoads', 'structure']);
const catalogue = createCatalogue([{
  first: 0, count: IDS.length, buildings: { first: 0, count: 0 },
  columns: { index: Uint32Array.from(IDS, (_, k) => k), ids: IDS, kind: IDS.map(() => 'septicTank'), namesZh: IDS, namesEn: IDS, lon: new Float64Array(4), lat: new Float64Array(4), elevation: new Float32Array(4), hosts: IDS.map(() => null), symbol: new Uint8Array(4).fill(1) },
}]);

async function openCity() {
  const city = createPastCity({ shelf: createMemoryShelf() });
  const store = createCityStore({ catalogue, now: city.clock.now });
  for (const batch of await city.open()) store.apply(batch);
  const asked: string[] = [];
  const api = createApi('https://city/api/', (input) => { asked.push(String(input)); return Promise.resolve(Response.json({ entries: [], tasks: [], rows: [] })); });
  let call = 0;
  const past: TimePort['past'] = async (name, args) => {
    const id = ++call;
    city.host.receive({ type: 'past', id, name, args } as never);
    await city.settle();
    const answer = city.answers.find((one) => one.type === 'pastAnswer' && one.id === id);
    if (answer?.type !== 'pastAnswer') throw new Error('no answer');
    if (!answer.ok) throw new Error(answer.reason);
    return answer.result as never;
  };
  const ruleBook = { evaluation: () => Promise.resolve({ industryOf: new Map([['r', 'municipal' as const]]), weights: { closing: 1 }, filingMinutes: 60 }) };
  const live = { ports: createPorts({} as CityClient, api, true), boards: createBoardPorts(api, 'http://city/api/'), actions: createActionPorts({ api, store, newId: () => 'i' }) };
  const ports = createRecordedPorts({ ...live, store, time: { past }, ruleBook });
  return {
    ...ports, store, asked, past,
    async stand(at: number) {
      city.host.receive({ type: 'recordingFile', bytes: file(), at });
      await city.settle();
      city.host.tick();
      for (const batch of city.take()) store.apply(batch);
      expect([store.connection.source, store.instant]).toEqual(['file', at]);
      asked.length = 0;
    },
    async close() {
      city.host.receive({ type: 'recordingFile', bytes: null });
      await city.settle();
      city.host.tick();
      for (const batch of city.take()) store.apply(batch);
    },
  };
}

describe('while a recorded file is shown', () => {
  it('no question about the past leaves for the back end, whatever is asked', async () => {
    const at = START + 2.5 * SEGMENT_MS;
    const city = await openCity();
    await city.stand(at);
    const args: Readonly<Record<string, readonly unknown[]>> = {
      timeline: [{ objectId: 'SC-1' }, at], caseDetail: ['c0', at], cases: [{ open: true }], tasks: [null], evaluation: ['street', START, at, at], caseHistory: [START, at, 60_000], vitalHistory: [['aqi'], START, at, 60_000],
      resources: [{ offset: 0, limit: 10 }], detail: ['SC-1'], history: ['SC-1', 'p60', START, at], track: ['car-1', START, at], preplanRuns: ['SC-1'], aiClasses: [at], detections: [{}], subsystems: [at],
    };
    // signing in is no question about the past, and a command is refused before it leaves
    const questions = [...Object.entries(city.boards), ...Object.entries(city.actions).filter(([name]) => !['command', 'session', 'signIn'].includes(name)), ...Object.entries(city.ports).filter(([name]) => !WORKERS.has(name))];
    expect(questions.length).toBeGreaterThan(15);
    const missing: string[] = [];
    for (const [name, ask] of questions) {
      try { await (ask as (...all: readonly unknown[]) => Promise<unknown>)(...args[name] ?? []); } catch (error) { expect(error, name).toBeInstanceOf(NotRecorded); missing.push(name); }
    }
    expect(await city.actions.command({ type: 'warning.acknowledge', warningId: 'w0' })).toMatchObject({ ok: false, refusal: 'lookingBack' });
    expect(city.asked).toEqual([]);
    expect(missing.sort()).toEqual(['aiClasses', 'automation', 'cameras', 'detail', 'detections', 'holidays', 'materials', 'preplanRuns', 'preplans', 'resourceGroups', 'resources', 'subsystems', 'tasks', 'totals']);
    await city.close();
    await city.actions.timeline({ objectId: 'SC-1' }, START);
    expect(city.asked).toHaveLength(1);
  });

  it('a trend is what was recorded, and what lies between two pieces is a gap', async () => {
    const city = await openCity();
    await city.stand(FILE_TO - 1000);
    // datastreams 0 and 1 are of SC-1: p60 and p0
    const told = script.flatMap((change) => (change.reading?.[0] === 0 ? [{ at: change.at, value: change.reading[1] }] : []));
    const { times, values } = await city.ports.history(toObjectId('SC-1'), 'p60', START, FILE_TO);
    const inFile = told.filter(({ at }) => at <= START + SEGMENT_MS || at > START + 2 * SEGMENT_MS);
    const known = times.flatMap((time, k) => (values[k] === null ? [] : [[time, Math.round((values[k] ?? 0) * 10) / 10]]));
    // the last reading of the piece that is missing stands at the beginning of the next one
    expect(known.filter(([time]) => inFile.some(({ at }) => at === time))).toEqual(inFile.filter(({ at }) => at <= FILE_TO).map(({ at, value }) => [at, value]));
    expect(known.filter(([time]) => (time ?? 0) > START + SEGMENT_MS && (time ?? 0) < START + 2 * SEGMENT_MS).length).toBeLessThanOrEqual(1);
    const gap = values.indexOf(null);
    expect([gap > 0, times[gap]]).toEqual([true, START + SEGMENT_MS]);
    expect((await city.ports.history(toObjectId('SC-1'), 'p60', START, START + 60_000)).times.every((time) => time <= START + 60_000)).toBe(true);
    await expect(city.ports.history(toObjectId('SC-1'), 'nothing', START, FILE_TO)).rejects.toBeInstanceOf(NotRecorded);
  });

  it('the way of a moving object is the recorded one, and silent where nothing was recorded', async () => {
    const city = await openCity();
    await city.stand(FILE_TO - 1000);
    const { times, lon, lat } = await city.ports.track(toObjectId('car-1'), START, FILE_TO);
    const told = new Map(script.flatMap((change) => (change.move === undefined ? [] : [[change.at, 106 + change.move / 1000] as const])));
    const known = times.filter((_, k) => lon[k] !== null);
    expect(known.length).toBeGreaterThan(3);
    for (const [k, time] of times.entries()) if (lon[k] !== null && told.has(time)) expect(lon[k]).toBeCloseTo(told.get(time) ?? 0, 5);
    expect([lon.includes(null), lat.includes(null)]).toEqual([true, true]);
    await expect(city.ports.track(toObjectId('SC-1'), START, FILE_TO)).rejects.toBeInstanceOf(NotRecorded);
  });

  it('cases, evaluation and the page of a case speak of the instant', async () => {
    const at = START + 0.8 * SEGMENT_MS;
    const city = await openCity();
    await city.stand(at);
    const standing = new Map(script.flatMap((change) => (change.case && change.at <= at ? [[change.case.id, change.case] as const] : [])));
    const page = await city.actions.cases({ open: true, at });
    expect(page.cases.map((item) => `${item.id} ${item.code}`).sort()).toEqual([...standing.values()].filter((item) => matchesCase(item, { open: true }, at, () => null)).map((item) => `${item.id} ${item.code}`).sort());
    const evaluation = await city.boards.evaluation('street', 0, at, at);
    expect(evaluation.total.counts.report).toBe([...standing.values()].filter((item) => item.reportedAt >= evaluation.from && item.reportedAt < at).length);
    // it says how far back it speaks, and has nothing to compare with
    expect([evaluation.from > 0, evaluation.before]).toEqual([true, null]);
    const [item] = page.cases;
    const detail = await city.actions.caseDetail(item?.id ?? '', at);
    expect(detail).toMatchObject({ case: { id: item?.id, code: item?.code }, asRecorded: true, people: [], next: [] });
    expect(detail?.flow.every((hop) => hop.at <= at)).toBe(true);
    expect(await city.actions.caseDetail('c-unknown', at)).toBeNull();
  });

  it('a timeline tells each change once, in order, nothing later than the instant, and claims nobody', async () => {
    const at = START + 0.9 * SEGMENT_MS;
    const city = await openCity();
    await city.stand(at);
    const lines = await city.actions.timeline({ objectId: 'SC-1' }, at);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.map((line) => line.at)).toEqual(lines.map((line) => line.at).toSorted((a, b) => a - b));
    expect(lines.every((line) => line.at <= at && line.asRecorded === true && line.actor.nameMasked === '')).toBe(true);
    expect(new Set(lines.map((line) => `${line.at} ${line.action} ${line.warningId} ${line.caseId}`)).size).toBe(lines.length);
    const raised = new Set(lines.filter((line) => line.action === 'warning.raised').map((line) => line.warningId));
    expect(raised).toEqual(new Set(script.flatMap((change) => (change.warning?.objectId === 'SC-1' && change.at <= at ? [change.warning.id] : []))));
  });

  it('vital signs come minute by minute, with gaps where nothing was recorded', async () => {
    const city = await openCity();
    await city.stand(FILE_TO - 1000);
    const { times, values } = await city.boards.vitalHistory(['aqi', 'unheard'], START, FILE_TO, SEGMENT_MS / 3);
    expect(times).toHaveLength(10);
    expect(values['aqi']?.[0]).toBe(40);
    expect(values['aqi']?.[4]).toBeNull();
    expect(values['unheard']?.every((value) => value === null)).toBe(true);
  });
});

describe('what can be looked back to as a file', () => {
  it('opens again at the same instants', async () => {
    const city = createPastCity({ shelf: createMemoryShelf() });
    await city.open();
    city.host.receive({ type: 'past', id: 1, name: 'file', args: {} });
    await city.settle();
    const answer = city.answers.find((one) => one.type === 'pastAnswer');
    const bytes = answer?.type === 'pastAnswer' && answer.ok ? answer.result as ArrayBuffer : new ArrayBuffer(0);
    const store = createCityStore({ catalogue, now: city.clock.now });
    const at = START + 1.3 * SEGMENT_MS;
    const states = (): unknown => IDS.map((id, index) => [store.state(index).rank, store.readings(toObjectId(id)).map(({ value, observedAt }) => [value, observedAt])]);
    for (const batch of await city.seek(at)) store.apply(batch);
    const before = states();
    city.host.receive({ type: 'recordingFile', bytes, at });
    await city.settle();
    city.host.tick();
    for (const batch of city.take()) store.apply(batch);
    expect([store.connection.source, store.instant]).toEqual(['file', at]);
    expect(states()).toEqual(before);
  });
});
