/** The pages in the hand before a back end with a sign-on of its own: `POST session` answers 404 there, and `GET session` says who this is. */
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { toObjectId } from '../../../domain/ids';
import type { Role, Session } from '../../../domain/role';
import type { Task } from '../../../domain/task';
import { fakeSession, FAKE_NOW } from '../createFakeCity';
import { createManualTimers } from '../createManualTimers';
import { provideTimers } from '../Timers';
import { useFieldWork } from './fieldWork';
import { provideMobilePorts, type MobilePorts } from './mobilePorts';
import { residentSession } from './reporter';

const task: Task = { id: 't1', caseId: null, objectId: null, workerId: toObjectId('WK-7'), workerMasked: '王*强', titleZh: '查看', titleEn: 'Look', lon: 0, lat: 0, status: 'assigned', assignedAt: 1, acceptedAt: null, arrivedAt: null, finishedAt: null, dueAt: null, route: [], routeMetres: 1, straight: true };
/** `who` = null: nobody answers at all. */
function openCity(who: Session | null, memory: Record<string, string> = {}) {
  const asked: (string | null)[] = [];
  const actions: MobilePorts['actions'] = {
    session: () => (who ? Promise.resolve(who) : Promise.reject(new Error('down'))),
    signIn: () => Promise.reject(new Error('session answered 404')),
    tasks: (workerId) => { asked.push(workerId); return who ? Promise.resolve(workerId === 'WK-7' ? [task] : []) : Promise.reject(new Error('down')); },
    command: () => Promise.resolve({ ok: true, createdId: null, at: FAKE_NOW }), timeline: () => Promise.resolve([]), caseDetail: () => Promise.resolve(null), cases: () => Promise.resolve({ count: 0, at: FAKE_NOW, cases: [] }),
  };
  provideMobilePorts({
    actions, notebook: { read: (name) => memory[name] ?? null, write: (name, text) => { if (text === null) delete memory[name]; else memory[name] = text; } },
    ruleBook: { filing: () => Promise.resolve([]), units: () => Promise.resolve([]), communities: () => Promise.resolve([]), flood: () => Promise.resolve(null), acknowledgeMinutes: () => Promise.resolve(null), evaluation: () => Promise.resolve(null), preplans: () => Promise.resolve([]), counters: () => Promise.resolve([]) }, lightMap: () => Promise.resolve(null), locate: () => Promise.reject(new Error('denied')), visible: () => true,
  });
  return { asked, actions };
}
beforeEach(() => { provideTimers(createManualTimers(FAKE_NOW)); setActivePinia(createPinia()); });

describe('a field worker who is signed in already', () => {
  it('sees the own tasks without choosing anybody', async () => {
    const { asked } = openCity(fakeSession('handler', { workerId: toObjectId('WK-7') }));
    const work = useFieldWork();
    await work.begin();
    expect([work.workerId, work.tasks.map((item) => item.id), work.mayChoose, work.unreachable]).toEqual(['WK-7', ['t1'], false, false]);
    expect(asked).toEqual(['WK-7']);
  });
  it('is not taken for the worker that this browser remembers', async () => {
    openCity(fakeSession('handler', { workerId: toObjectId('WK-7') }), { worker: 'WK-1' });
    const work = useFieldWork();
    await work.begin();
    expect([work.workerId, work.refusal]).toEqual(['WK-7', null]);
  });
  it('is told so when the account is no worker\'s, and that nobody answers when nobody does', async () => {
    openCity(fakeSession('leader'));
    const work = useFieldWork();
    await work.begin();
    expect([work.workerId, work.mayChoose, work.unreachable, work.asked]).toEqual([null, false, false, true]);
    setActivePinia(createPinia());
    openCity(null);
    const alone = useFieldWork();
    await alone.begin();
    expect(alone.unreachable).toBe(true);
  });
});

describe('a resident', () => {
  const signIn = (role: Role | null) => (role === null ? Promise.reject(new Error('session answered 404')) : Promise.resolve(fakeSession(role)));
  it('reports as whoever the sign-on says, with a stale token forgotten', async () => {
    const { actions } = openCity(fakeSession('visitor'));
    expect((await residentSession(actions, () => undefined)).role).toBe('visitor');
    let forgotten = false;
    const late = { session: () => (forgotten ? Promise.resolve(fakeSession('acceptor')) : Promise.reject(new Error('session answered 401'))), signIn: () => signIn(null) };
    expect((await residentSession(late, () => { forgotten = true; })).role).toBe('acceptor');
  });
  it('keeps the session of last time, and gets a new one where the back end offers that', async () => {
    const kept = fakeSession('citizen', { scope: { type: 'own', reporterId: 'r1' } });
    expect(await residentSession({ session: () => Promise.resolve(kept), signIn: () => signIn('citizen') }, () => undefined)).toBe(kept);
    expect((await residentSession({ session: () => Promise.resolve(fakeSession('visitor')), signIn: () => signIn('citizen') }, () => undefined)).role).toBe('citizen');
  });
  it('is told when nobody answers', async () => {
    const { actions } = openCity(null);
    await expect(residentSession(actions, () => undefined)).rejects.toThrow('down');
  });
});
