import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case';
import type { CaseDetail, PreplanRun } from '../../src/domain/caseDetail';
import type { ScenarioInfo, ScenarioState } from '../../src/domain/catalogues';
import type { CommandOutcome } from '../../src/domain/command';
import type { WireHello, WireSnapshot } from '../../src/feeds/wire';
import { settle, smallCity, START, startRig, type Rig } from './fixtures';
import { SCENARIOS } from '../scenarios';
import { createMemoryJournal } from './journal';
import { pictureType } from './mediaStore';

const PHOTO = `data:image/png;base64,${btoa(String.fromCharCode(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3))}`;
const place = { lon: smallCity.things.lon[0] ?? 0, lat: smallCity.things.lat[0] ?? 0 };
const report = (id: string, photos: readonly string[] = []): Record<string, unknown> =>
  ({ type: 'case.report', id, source: 'citizen', ruleId: null, classCode: '0101', text: '门口垃圾未清', ...place, objectId: null, photos, reporterId: null });
const created = (outcome: CommandOutcome): string => (outcome.ok ? outcome.createdId ?? '' : outcome.detail);

/** One city for the acts that do not disturb each other. */
let shared: Rig | null = null;
const city = (): Rig => (shared ??= startRig());

describe('acts', () => {
  it('a report stands on every screen at once, with its photo, and belongs to who sent it', async () => {
    const rig = city();
    const leader = rig.listen(rig.signIn('leader').token);
    const citizen = rig.signIn('citizen');
    const { status, data } = rig.post<CommandOutcome>('commands', report('r1', [PHOTO]), citizen.token);
    expect([status, data.ok]).toEqual([200, true]);
    const caseId = created(data);
    await settle();
    expect(leader.events().some(({ name, data: told }) => name === 'case' && (told['case'] as Case).id === caseId)).toBe(true);
    const detail = rig.get<CaseDetail>(`cases/${caseId}`, { token: citizen.token });
    const url = detail.media[0]?.url ?? '';
    const picture = rig.ask('GET', url);
    expect(picture.status).toBe(200);
    expect(picture.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(pictureType(picture.body as Uint8Array)).toBe('image/png');
    const stranger = rig.signIn('citizen');
    expect(rig.ask('GET', `cases/${caseId}`, { token: stranger.token }).status).toBe(403);
    expect(rig.get<WireSnapshot>('snapshot', { token: citizen.token }).cases.map((item) => item.id)).toEqual([caseId]);
    expect(rig.get<WireSnapshot>('snapshot', { token: stranger.token }).cases).toEqual([]);
  });

  it('a photo that is none is refused with a sentence, and nothing is reported', () => {
    const rig = city();
    const { token } = rig.signIn('citizen');
    const { status, data } = rig.post<CommandOutcome>('commands', report('r1', ['data:image/png;base64,PGh0bWw+']), token);
    expect(status).toBe(400);
    expect(data).toMatchObject({ ok: false, refusal: 'invalid', detail: 'photos: picture 1 is no JPEG, PNG or WebP picture' });
    expect(rig.get<WireSnapshot>('snapshot', { token }).cases).toEqual([]);
  });

  it('the same command id is carried out once', () => {
    const rig = city();
    const { token } = rig.signIn('citizen');
    const first = rig.post<CommandOutcome>('commands', report('twice'), token).data;
    expect(created(rig.post<CommandOutcome>('commands', report('twice'), token).data)).toBe(created(first));
    expect(rig.get<WireSnapshot>('snapshot', { token }).cases).toHaveLength(1);
  });

  it('a detection of an automatic class is dispatched on the stream within a quarter of a second', async () => {
    const rig = city();
    const leader = rig.listen(rig.signIn('leader').token);
    const detection = { id: 'd1', aiClass: 'unlicensed-vendor', cameraId: 'camera-1', at: START, confidence: 0.96, ...place, objectId: null, note: '', clear: false };
    for (const token of ['', rig.signIn('citizen').token, rig.signIn('collector').token]) for (const path of ['detections', 'cap']) {
      const refused = rig.post<CommandOutcome>(path, detection, token);
      expect([refused.status, refused.data.ok || refused.data.detail]).toEqual([403, expect.stringMatching(/\w+ \w+ .*\.$/)]);
    }
    expect(rig.post('detections', detection, rig.signIn('dispatcher').token).status).toBe(200);
    rig.at(START + 250);
    await settle();
    const told = leader.events().filter(({ name }) => name === 'case').map(({ data }) => data['case'] as Case);
    expect(told.some((item) => item.source === 'video' && item.dispatchedAt !== null && item.dispatchedAt - START <= 1000)).toBe(true);
  });

  it('what people did stands again, at its time, when the city starts anew; a reset forgets it', () => {
    const journal = createMemoryJournal();
    const rig = startRig({ journal });
    const citizen = rig.signIn('citizen');
    rig.at(START + 90_000);
    const caseId = created(rig.post<CommandOutcome>('commands', report('r1', [PHOTO]), citizen.token).data);
    rig.post('commands', report('r2', ['nonsense']), citizen.token);
    expect(journal.entries).toHaveLength(1);
    expect(JSON.stringify(journal.entries)).not.toContain(citizen.token);

    const again = startRig({ journal, start: START + 300_000 });
    const mine = (of: Rig): readonly Case[] => of.get<WireSnapshot>('snapshot', { token: citizen.token }).cases;
    expect(mine(again).map((item) => [item.id, item.reportedAt])).toEqual([[caseId, START + 90_000]]);
    expect(again.ask('GET', again.get<CaseDetail>(`cases/${caseId}`, { token: citizen.token }).media[0]?.url ?? '').status).toBe(200);

    expect(again.post('demo/reset', {}).status).toBe(200);
    expect(mine(again)).toEqual([]);
    expect([journal.entries, journal.pictures]).toEqual([[], []]);
  });
});

describe('after a reload', () => {
  it('tasks and their steps, a preplan’s ticks, warnings’ human states and the timeline stand as they stood', () => {
    const journal = createMemoryJournal();
    const rig = startRig({ journal });
    const leader = rig.signIn('leader');
    const tank = rig.backend.simulation.fleet.ids.find((id) => id.startsWith('SC-')) ?? '';
    const worker = rig.backend.simulation.fleet.ids.find((id) => id.startsWith('worker-')) ?? '';
    const handler = rig.signIn('handler', { workerId: worker });
    const act = (token: string, body: Record<string, unknown>): string => {
      const { data } = rig.post<CommandOutcome>('commands', body, token);
      expect(data, String(body['type'])).toMatchObject({ ok: true });
      return created(data);
    };
    rig.at(START + 60_000);
    const runId = act(leader.token, { type: 'preplan.start', id: 'a1', preplanId: 'PP-SEPTIC', objectId: tank });
    const taskId = act(leader.token, { type: 'task.assign', id: 'a2', workerIds: [worker], text: '现场查看', ...place, caseId: null });
    rig.at(START + 120_000);
    const open = rig.get<{ runs: PreplanRun[] }>('preplans', { token: leader.token, query: { objectId: tank } }).runs[0]?.steps.find((step) => step.doneAt === null && !step.automatic);
    act(leader.token, { type: 'preplan.tick', id: 'a3', runId, stepId: open?.id });
    act(handler.token, { type: 'task.accept', id: 'a4', taskId });
    const warning = rig.get<WireSnapshot>('snapshot', { token: leader.token }).warnings.find((item) => item.state === 'active_unack');
    act(leader.token, { type: 'warning.acknowledge', id: 'a5', warningId: warning?.id ?? '' });
    act(leader.token, { type: 'warning.outOfService', id: 'a6', objectId: tank, reason: '检修', until: START + 3_600_000 });
    const seen = (of: Rig): unknown => {
      const { token } = of.signIn('leader');
      const snapshot = of.get<WireSnapshot>('snapshot', { token });
      return {
        task: snapshot.tasks?.find((item) => item.id === taskId), warning: snapshot.warnings.find((item) => item.id === warning?.id),
        runs: of.get<{ runs: object[] }>('preplans', { token, query: { objectId: tank } }).runs, lines: of.get<{ entries: { seq: number; textEn: string }[] }>('timeline', { token, query: { objectId: tank } }).entries.map((line) => ({ ...line, seq: 0 })),
      };
    };
    rig.at(START + 180_000);
    const before = seen(rig);
    expect(before).toMatchObject({ task: { status: 'accepted', acceptedAt: START + 120_000 }, warning: { state: 'active_ack' } });
    expect(JSON.stringify(before)).toContain(`"doneAt":${START + 120_000},"doneBy":{"role":"leader"`);
    expect(seen(startRig({ journal, start: START + 180_000 }))).toEqual(before);
  });
});

describe('demo control', () => {
  const rig = { post: <T>(path: string, body: unknown) => city().post<T>(path, body), get: <T>(path: string) => city().get<T>(path), at: (time: number) => city().at(time) };
  const [scenario] = SCENARIOS.filter((item) => item.branches.length > 1);
  it('lists what there is', () => expect(rig.get<{ rows: ScenarioInfo[] }>('demo/scenarios').rows).toEqual(SCENARIOS));

  it('starts a scenario with its ending and speed, says so, and returns to the calm city', () => {
    const before = rig.get<WireHello>('hello').epoch;
    const branch = scenario?.branches[1]?.id ?? '';
    expect(rig.post('demo/scenario', { id: scenario?.id, branch, speed: 60 }).status).toBe(200);
    const hello = rig.get<WireHello>('hello');
    expect(hello.epoch).not.toBe(before);
    expect(hello.rate).toBe(60);
    const state = rig.get<ScenarioState>('demo/state');
    expect(state).toMatchObject({ id: scenario?.id, branch, speed: 60, ended: false });
    expect(rig.post('demo/speed', { speed: 10 }).data).toEqual({ speed: 10 });
    rig.at(START + 6250);
    expect(rig.get<ScenarioState>('demo/state').now - state.now).toBe(60_000);
    expect(rig.get<WireHello>('hello').serverTime).toBe(rig.get<ScenarioState>('demo/state').now);
    expect(rig.post('demo/scenario', { id: 'calm' }).status).toBe(200);
    expect(rig.get<WireHello>('hello')).toMatchObject({ rate: 1, serverTime: START + 6250 });
  });

  it('is the same run each time', () => {
    const run = (): unknown => {
      const other = startRig({ scenario: { id: scenario?.id ?? '', branch: scenario?.branches[0]?.id ?? null, speed: 60 } });
      other.at(START + 60_000);
      const { objects, readings, warnings, cases, seq } = other.get<WireSnapshot>('snapshot', { token: other.signIn('leader').token });
      return { objects, readings, warnings, cases, seq };
    };
    expect(run()).toEqual(run());
  });

  it.each([
    ['demo/scenario', { id: 'nothing' }, /^id: /], ['demo/scenario', { id: '__proto__' }, /^id: /], ['demo/scenario', { id: 'calm', branch: 'x' }, /^branch: /],
    ['demo/scenario', { id: 'septicGas', branch: 'x' }, /^branch: septicGas has /], ['demo/scenario', { id: 'septicGas', speed: 0 }, /^speed must be/],
    ['demo/speed', { speed: 1e9 }, /^speed must be/], ['demo/speed', 'x', /JSON/], ['demo/feed', { state: 'x' }, /^state must be/],
  ])('%s refuses %j with field and reason', (path, body, words) => {
    const { status, data } = rig.post<{ detail: string }>(path, body);
    expect(status).toBe(400);
    expect(data.detail).toMatch(words);
  });
});
