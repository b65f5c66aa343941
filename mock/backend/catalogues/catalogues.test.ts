import { describe, expect, it } from 'vitest';
import { makeCase } from '../../../src/domain/fixtures/records';
import { toCaseId } from '../../../src/domain/ids';
import { buildFleet } from '../fleet';
import { DAY, HOUR } from '../localTime';
import { syntheticCity } from '../syntheticCity';
import resourceKinds from '../../data/resourceKinds.json';
import { createResources } from './resources';
import { SUBSYSTEMS, subsystemsAt } from './subsystems';
import { caseHistory, pastByStamps } from '../../../src/domain/caseHistory';
import { readSpan } from './trends';

const START = Date.parse('2026-11-20T10:00:00+08:00');
const fleet = buildFleet(syntheticCity(2000), 7);
const source = { fleet, status: new Uint8Array(fleet.ids.length), now: START };

describe('sensing resources', () => {
  const resources = createResources(fleet, 7);
  it('are 337,000 of 40 kinds, the city\'s own objects first and openable', () => {
    const page = resources.page(source, { offset: 0, limit: 50 });
    expect(page.count).toBe(337_000);
    expect(resourceKinds.kinds).toHaveLength(40);
    expect(page.rows.every((row) => row.objectId === row.id && fleet.indexOf.has(row.id))).toBe(true);
    expect(resources.page(source, { offset: 336_990, limit: 50 }).rows).toHaveLength(10);
    expect(resources.page(source, { offset: 336_990, limit: 50 }).rows.every((row) => row.objectId === null)).toBe(true);
    expect(createResources(fleet, 7).page(source, { offset: 200_000, limit: 3 })).toEqual(resources.page(source, { offset: 200_000, limit: 3 }));
  });

  it('agree between groups, filters and pages', () => {
    const groups = resources.groups(source);
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(337_000);
    expect(new Set(groups.map((group) => group.kind)).size).toBe(40);
    for (const group of groups.filter((_, k) => k % 17 === 0)) {
      const list = resources.page(source, { kind: group.kind, owner: group.ownerZh, offset: 0, limit: 5 });
      expect([list.count, list.online]).toEqual([group.count, group.online]);
      expect(list.rows.every((row) => row.kind === group.kind && row.ownerZh === group.ownerZh)).toBe(true);
      expect(resources.page(source, { kind: group.kind, owner: group.ownerEn, online: false, offset: 0, limit: 1 }).count).toBe(group.count - group.online);
    }
  });

  it('are found by text and sorted both ways', () => {
    expect(resources.page(source, { text: 'sr-200000', offset: 0, limit: 5 }).rows.map((row) => row.id)).toEqual(['SR-200000']);
    const up = resources.page(source, { kind: 'gasAlarm', sort: 'name', offset: 0, limit: 200 }).rows.map((row) => row.nameZh);
    expect(up).toEqual([...up].sort());
    const newest = resources.page(source, { kind: 'signalController', sort: 'lastSeen', descending: true, offset: 0, limit: 100 }).rows.map((row) => row.lastSeenAt ?? 0);
    expect(newest).toEqual([...newest].sort((a, b) => b - a));
    expect(newest.every((at) => at <= START)).toBe(true);
  });

  it('show a real object as offline when it is', () => {
    const status = new Uint8Array(fleet.ids.length);
    status[0] = 1;
    const row = createResources(fleet, 7).page({ ...source, status }, { offset: 0, limit: 1 }).rows[0];
    expect(row?.online).toBe(false);
  });
});

describe('subsystems', () => {
  it('are 45, and one less when one is taken away', () => {
    expect(subsystemsAt(7, START)).toHaveLength(45);
    expect(subsystemsAt(7, START, SUBSYSTEMS.slice(1))).toHaveLength(44);
    expect(new Set(SUBSYSTEMS.map((row) => row.zh)).size).toBe(45);
  });
  it('are the same at the same instant, and none speaks from the future', () => {
    for (let at = START; at < START + 2 * DAY; at += 7 * HOUR + 1234) {
      const rows = subsystemsAt(7, at);
      expect(rows).toEqual(subsystemsAt(7, at));
      for (const row of rows) {
        expect(row.lastMessageAt).toBeLessThanOrEqual(at);
        if (row.state === 'offline') expect([row.messagesPerMinute, row.latencyMs]).toEqual([0, null]);
        if (row.state === 'online') expect(at - (row.lastMessageAt ?? 0)).toBeLessThan(16_000);
      }
      expect(rows.filter((row) => row.state === 'online').length).toBeGreaterThan(34);
    }
  });
});

describe('case history', () => {
  it('counts each report and closing once, and overdue ones while they are', () => {
    const open = { status: 'handling', open: true } as const;
    const first = makeCase({ id: toCaseId('a'), ...open, reportedAt: START, deadlineAt: START + 1.5 * HOUR });
    const handled = { ...first, finishedAt: START + 3.5 * HOUR };
    const pasts = [
      [{ at: START, item: first }, { at: START + 3.5 * HOUR, item: handled }, { at: START + 3.6 * HOUR, item: makeCase({ ...handled, status: 'closed', open: false, closedAt: START + 3.6 * HOUR }) }],
      [{ at: START + 0.5 * HOUR, item: makeCase({ id: toCaseId('b'), ...open, reportedAt: START + 0.5 * HOUR, deadlineAt: START + 9 * HOUR }) }],
      [{ at: START, item: makeCase({ id: toCaseId('c'), ...open, reportedAt: START - 5 * HOUR, deadlineAt: START - HOUR }) }],
    ];
    const answer = caseHistory(pasts, { from: START, to: START + 5 * HOUR, step: HOUR }, START + 5 * HOUR);
    expect(answer.times).toHaveLength(5);
    expect(answer.reported).toEqual([2, 0, 0, 0, 0]);
    expect(answer.closed).toEqual([0, 0, 0, 1, 0]);
    expect(answer.overdue).toEqual([1, 2, 2, 1, 1]);
  });
  it('has gaps where not every case is known, and ends with its own end', () => {
    const cases = [makeCase({ id: toCaseId('a'), reportedAt: START + 4.2 * HOUR, deadlineAt: START + 4.4 * HOUR }), makeCase({ id: toCaseId('b'), reportedAt: START + 4.7 * HOUR, deadlineAt: START + 4.8 * HOUR })];
    const answer = caseHistory(cases.map(pastByStamps), { from: START, to: START + 4.5 * HOUR, step: HOUR }, START + 5 * HOUR, START + 1.5 * HOUR);
    expect(answer.reported).toEqual([null, null, 0, 0, 1]);
    expect(answer.closed).toEqual([null, null, 0, 0, 0]);
    expect(answer.overdue).toEqual([null, null, 0, 0, 1]);
  });
  it('tells an hour as it stood then, whatever was extended since, and nothing that may not be read', () => {
    const late = makeCase({ id: toCaseId('a'), status: 'handling', reportedAt: START - 5 * HOUR, deadlineAt: START + 0.5 * HOUR });
    const past = [{ at: START, item: late }, { at: START + 2.5 * HOUR, item: { ...late, deadlineAt: START + 9 * HOUR } }];
    const span = { from: START, to: START + 4 * HOUR, step: HOUR };
    expect(caseHistory([past], span, START + 4 * HOUR).overdue).toEqual([1, 1, 0, 0]);
    expect(caseHistory([past.map(({ at }) => ({ at, item: null }))], span, START + 4 * HOUR).overdue).toEqual([0, 0, 0, 0]);
  });
  it('refuses spans with field and reason', () => {
    expect(readSpan({ from: '5', to: '1' }, START, DAY)).toMatch(/from and to/);
    expect(readSpan({ step: '1' }, START, DAY)).toMatch(/step/);
    expect(readSpan({ from: '0', step: '10000' }, START, DAY)).toMatch(/at most/);
    expect(readSpan({}, START, DAY)).toEqual({ from: START - DAY, to: START, step: HOUR });
  });
});
