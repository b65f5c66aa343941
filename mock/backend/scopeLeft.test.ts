/** What leaves a session's scope is taken back on its stream, once it had been sent; what it never had is only counted. */
import { expect, test } from 'vitest';
import type { WireSnapshot } from '../../src/feeds/wire';
import { settle, START, startRig } from './fixtures';

test('a case that goes to another unit leaves the first one’s screens, and never appears on a third one’s', async () => {
  const rig = startRig();
  const [leader, acceptor, dispatcher] = [rig.signIn('leader'), rig.signIn('acceptor'), rig.signIn('dispatcher')];
  const first = rig.signIn('handler', { unitId: 'bridge-tunnel' }), third = rig.signIn('handler', { unitId: 'bus-operator' });
  rig.get<WireSnapshot>('snapshot', { token: first.token });
  const [atFirst, atThird, atLeader] = [rig.listen(first.token), rig.listen(third.token), rig.listen(leader.token)];
  let serial = 0;
  const send = (session: { token: string }, wish: Record<string, unknown>) => rig.post<{ ok: boolean; detail?: string; createdId?: string | null }>('commands', { id: `command ${++serial}`, ...wish }, session.token).data;
  const made = send(leader, { type: 'case.report', source: 'leader', ruleId: null, classCode: null, text: 'x', lon: 106.55, lat: 29.556, objectId: null, photos: [], reporterId: null });
  const caseId = made.createdId ?? '';
  const ruleId = rig.backend.simulation.rules.filing.rules[0]?.id ?? '';
  let minute = 1;
  const go = (session: { token: string }, wish: Record<string, unknown>) => { rig.at(START + minute++ * 1000); return send(session, { caseId, ...wish }); };
  for (const [session, wish] of [[acceptor, { type: 'case.confirm' }], [acceptor, { type: 'case.file', ruleId }], [dispatcher, { type: 'case.dispatch', leadUnitId: 'bridge-tunnel', supportingUnitIds: [] }], [first, { type: 'case.return', reason: '不属本单位' }], [dispatcher, { type: 'case.dispatch', leadUnitId: 'sanitation', supportingUnitIds: [] }]] as const) go(session, wish);
  await settle();
  const of = (listener: typeof atFirst) => listener.events().filter(({ name, data }) => name === 'case' && ((data['case'] as { id: string } | null)?.id === caseId || data['gone'] === caseId)).map(({ data }) => data);
  expect(of(atLeader).every((data) => data['case'] !== null)).toBe(true);
  expect(of(atFirst).some((data) => data['case'] !== null)).toBe(true);
  expect(of(atFirst).at(-1)).toMatchObject({ case: null, gone: caseId });
  expect(of(atThird)).toEqual([]);
  // numbers stay whole for everybody
  const seqs = atThird.events().filter(({ name }) => name === 'case' || name === 'task' || name === 'figure').map(({ data }) => data['seq'] as number);
  expect(seqs.every((seq, k) => k === 0 || seq === (seqs[k - 1] ?? 0) + 1)).toBe(true);
});

test('edited thresholds: the dictionary says the new limits', () => {
  const rules = startRig().backend.simulation.rules;
  const edited = { ...rules, thresholds: { ...rules.thresholds, properties: rules.thresholds.properties.map((row) => (row.key === 'septicGasCh4' ? { ...row, levels: { IV: 1, III: 2, II: null, I: 3 }, rules: [] } : row)) } };
  const rig = startRig({ rules: edited });
  const { dict } = rig.get<{ dict: { properties: { key: string; levels: object; states?: object[] }[] } }>('hello');
  expect(dict.properties.find((row) => row.key === 'septicGasCh4')?.levels).toEqual({ IV: 1, III: 2, II: null, I: 3 });
  expect(dict.properties.find((row) => row.key === 'ledSignState')?.states).toContainEqual({ value: 3, zh: '限流，请勿进入', en: 'no entry' });
  const levels = (one: typeof rig) => one.backend.simulation.engine.warnings().filter((warning) => warning.cause === 'septicGasCh4' && warning.limit !== null).map((warning) => warning.limit);
  for (const limit of levels(rig)) expect([1, 2, 3]).toContain(limit);
  expect(levels(rig).length).toBeGreaterThan(levels(startRig()).length);
});
