// @vitest-environment happy-dom
/** Who sits here, what that role may do and sees first, and how a command goes out and comes back. */
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { CASE_STATUSES } from '../../domain/case';
import { DUTY_ROLES, waitsFor } from '../../domain/duty';
import { toCaseId } from '../../domain/ids';
import { missingFields, NO_VALUES, SHELVE_DURATIONS, toWish } from './actionForms';
import { NOTICE_MS, useActions } from './actions';
import { useCaseView } from './caseView';
import { createFakeCity, FAKE_NOW, fakeCase, fakeSession } from './createFakeCity';
import { createManualTimers, type ManualTimers } from './createManualTimers';
import { queueOf, useFirstView } from './firstView';
import { useLists } from './lists';
import { providePorts } from './providePorts';
import { useSession } from './session';
import { provideTimers } from './Timers';
import { useView } from './view';
import { nextTick } from 'vue';
import { useSelection } from './selection';
import { syncUrl, URL_SETTLE_MS } from './url/syncUrl';
import { urlCase } from './url/urlCase';
import { urlRole } from './url/urlRole';

let city: ReturnType<typeof createFakeCity>;
let timers: ManualTimers;
beforeEach(() => {
  setActivePinia(createPinia());
  city = createFakeCity([{ id: 'ST-1', kind: 'septicTank' }]);
  timers = createManualTimers(FAKE_NOW);
  provideTimers(timers);
  providePorts(city);
});
const acknowledge = { type: 'warning.acknowledge', subject: { warningId: 'w1' }, zh: '甲', en: 'A' } as const;

describe('a session', () => {
  it('signs in as the wanted role where the back end lets it', async () => {
    await useSession().begin('dispatcher');
    expect([useSession().role, useSession().phase, useSession().canSwitch]).toEqual(['dispatcher', 'signedIn', true]);
  });
  it('is whoever the back end\'s own sign-on says, where there is one', async () => {
    city.actions.signIn = () => Promise.reject(new Error('404'));
    city.actions.session = () => Promise.resolve(fakeSession('checker'));
    await useSession().begin('leader');
    expect([useSession().role, useSession().canSwitch]).toEqual(['checker', false]);
  });
  it('without a back end is a visitor that may do nothing', async () => {
    providePorts({ ports: city.ports, store: city.store });
    await useSession().begin('leader');
    expect([useSession().role, useSession().phase, useSession().may('warning.acknowledge')]).toEqual(['visitor', 'none', false]);
    expect(useActions().whyNot('warning.acknowledge')).toBe('noBackEnd');
  });
  it('stays who it was when the back end refuses the new role', async () => {
    await useSession().begin('leader');
    city.actions.signIn = () => Promise.reject(new Error('403'));
    expect(await useSession().signIn('acceptor')).toBe(false);
    expect([useSession().role, useSession().refused, useSession().visit]).toEqual(['leader', true, 0]);
  });
});

describe('the first view of a role', () => {
  it.each([
    ['collector', { type: 'grid', gridId: 'GC-1' }, { type: 'cases', waits: 'collector', gridId: 'GC-1' }],
    ['acceptor', { type: 'district' }, { type: 'cases', waits: 'acceptor' }],
    ['dispatcher', { type: 'street', streetId: 'ST-01' }, { type: 'cases', waits: 'dispatcher', streetId: 'ST-01' }],
    ['handler', { type: 'unit', unitId: 'sanitation' }, { type: 'cases', waits: 'handler', unitId: 'sanitation' }],
    ['checker', { type: 'district' }, { type: 'cases', waits: 'checker' }],
    ['leader', { type: 'district' }, null], ['visitor', { type: 'district' }, null],
  ] as const)('of a %s is its own queue', (role, scope, expected) => { expect(queueOf(role, scope)).toEqual(expected); });
  it('lists exactly the cases that wait for it within its scope', async () => {
    city.held.cases = [
      fakeCase('1', null, 'handling', null, { status: 'pending_handle', leadUnitId: 'sanitation' }), fakeCase('2', null, 'handling', null, { status: 'handling', leadUnitId: 'parks' }),
      fakeCase('3', null, 'check', null, { status: 'pending_check', leadUnitId: 'sanitation' }), fakeCase('4', null, 'handling', null, { status: 'pending_handle', leadUnitId: 'parks', supporting: [{ unitId: 'sanitation', zh: '', en: '', acknowledgedAt: null, dueAt: null }] }),
    ];
    city.held.session = { scope: { type: 'unit', unitId: 'sanitation' } };
    await useSession().begin('handler');
    useFirstView().show();
    expect(useLists().rows.map((row) => row.key)).toEqual(['1', '4']);
    useLists().close();
  });
  it('of a planner is the layers, of a leader the warnings nobody has seen, of a visitor the whole city', async () => {
    await useSession().begin('planner');
    useCaseView().open(toCaseId('1'));
    useFirstView().show();
    expect([useFirstView().tab, useLists().filter, useCaseView().openId]).toEqual(['layers', null, '1']);
    await useSession().signIn('leader');
    useFirstView().show();
    expect([useFirstView().tab, useLists().filter]).toEqual(['overview', { type: 'warnings', unacknowledged: true }]);
    useView().home = { lon: 106.5, lat: 29.5, range: 3000, heading: 0, pitch: -30 };
    await useSession().signIn('visitor');
    useFirstView().show();
    expect([useLists().filter, useView().target?.range]).toEqual([null, 3000]);
  });
  it('leaves no open state of a case without somebody whose turn it is', () => {
    const alone = CASE_STATUSES.filter((status) => !DUTY_ROLES.some((role) => role !== 'collector' && waitsFor(fakeCase('1', null, 'handling', null, { status }), role)));
    expect(alone).toEqual(['not_accepted', 'closed', 'forced_close', 'cancelled']);
  });
});

describe('a command', () => {
  it('says what the back end said, and a refusal stays until it is read', async () => {
    await useSession().begin('leader');
    await useActions().start(acknowledge);
    expect(city.sent).toEqual([{ type: 'warning.acknowledge', warningId: 'w1' }]);
    expect(useActions().notice).toMatchObject({ refusal: null });
    timers.advance(NOTICE_MS);
    expect(useActions().notice).toBeNull();
    city.held.outcome = { ok: false, refusal: 'scope', detail: 'other street' };
    await useActions().start(acknowledge);
    timers.advance(NOTICE_MS * 10);
    expect(useActions().notice).toMatchObject({ refusal: 'scope', detail: 'other street' });
  });
  it('is not sent twice while the first is on its way', async () => {
    await useSession().begin('leader');
    const actions = useActions();
    let answer: (() => void) | null = null;
    let asked = 0;
    city.actions.command = () => { asked += 1; return new Promise((resolve) => { answer = () => { resolve({ ok: true, createdId: null, at: 1 }); }; }); };
    const first = actions.start(acknowledge);
    expect(actions.whyNot('warning.acknowledge', acknowledge.subject)).toBe('busy');
    await actions.start(acknowledge);
    expect(asked).toBe(1);
    answer!();
    await first;
    expect(actions.whyNot('warning.acknowledge', acknowledge.subject)).toBeNull();
  });
  it('is neither sent nor offered while the cockpit looks back', async () => {
    await useSession().begin('leader');
    const actions = useActions();
    city.held.instant = FAKE_NOW - 1000;
    city.tell({ instantChanged: true });
    expect(actions.whyNot('warning.acknowledge')).toBe('lookingBack');
    await actions.start(acknowledge);
    expect(city.sent).toEqual([]);
    expect(actions.notice?.refusal).toBe('lookingBack');
  });
});

describe('forms', () => {
  it('shelve for a time from now, or until it clears, and never without a reason', () => {
    const now = FAKE_NOW;
    expect(SHELVE_DURATIONS).toEqual([900_000, 3_600_000, 28_800_000, null]);
    expect(missingFields('warning.shelve', { ...NO_VALUES, reason: '  ' })).toEqual(['reason']);
    expect(toWish('warning.shelve', { warningId: 'w1' }, { ...NO_VALUES, reason: ' 检修 ', duration: 900_000 }, now)).toEqual({ type: 'warning.shelve', warningId: 'w1', reason: '检修', until: now + 900_000 });
    expect(toWish('warning.shelve', { warningId: 'w1' }, { ...NO_VALUES, reason: '检修', duration: null }, now)).toMatchObject({ until: null });
  });
  it('cut a reason to what the back end takes', () => { expect((toWish('case.return', { caseId: 'c1' }, { ...NO_VALUES, reason: '长'.repeat(500) }, 0) as { reason: string }).reason.length).toBe(200); });
  it('make no command without its subject', () => {
    for (const type of ['warning.acknowledge', 'case.receive', 'task.accept', 'preplan.tick', 'warning.inService', 'case.acknowledgeSupport'] as const) expect(toWish(type, {}, NO_VALUES, 0)).toBeNull();
  });
});

describe('the address', () => {
  it('opens its case beside its object, follows what is opened and who signs in, and forgets both again', async () => {
    const held = { query: '?sel=ST-1&case=c-17' };
    syncUrl({ bar: { read: () => held.query, replace: (query) => { held.query = query; }, push: (query) => { held.query = query; }, onReturn: () => () => undefined }, direction: 'both' });
    expect([useCaseView().openId, useSelection().openId]).toEqual(['c-17', 'ST-1']);
    await useSession().begin('leader');
    await useSession().signIn('checker');
    useCaseView().open(toCaseId('c-18'));
    await nextTick();
    timers.advance(URL_SETTLE_MS);
    expect(new URLSearchParams(held.query).get('case')).toBe('c-18');
    expect(new URLSearchParams(held.query).get('role')).toBe('checker');
    await useSession().signIn('leader');
    useCaseView().close();
    await nextTick();
    timers.advance(URL_SETTLE_MS);
    expect(held.query).not.toMatch(/case=|role=/u);
  });
  it('carries the open case and the role, and nothing that is not understood', () => {
    expect([urlCase.parse('c-17'), urlCase.parse('<script>'), urlCase.write(toCaseId('c-17'))]).toEqual(['c-17', null, 'c-17']);
    expect([urlRole.parse('dispatcher'), urlRole.parse('citizen'), urlRole.parse('system'), urlRole.parse('root')]).toEqual([{ role: 'dispatcher', place: null }, { role: 'citizen', place: null }, null, null]);
    expect([urlRole.parse('handler.sanitation'), urlRole.parse('collector.GC-500103001002'), urlRole.parse('handler.'), urlRole.parse('handler.<b>'), urlRole.parse('visitor.ST-01')]).toEqual([{ role: 'handler', place: 'sanitation' }, { role: 'collector', place: 'GC-500103001002' }, null, null, null]);
    expect(urlRole.write({ role: 'handler', place: 'sanitation' })).toBe('handler.sanitation');
  });
});
