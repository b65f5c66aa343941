import { array, assert as forAll, boolean, constantFrom, integer, property, record } from 'fast-check';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { CASE_SOURCES, CASE_STATUSES, STEP_OF_STATUS, TERMINAL_STATUSES, type Case } from '../../../domain/case';
import { ALARM_STATES, type Warning } from '../../../domain/warning';
import { WARNING_BUCKETS } from '../../../domain/warningBucket';
import { createFakeCity, FAKE_NOW, fakeCase, fakeWarning } from '../createFakeCity';
import { createFakeOverview } from '../createFakeOverview';
import { createManualTimers } from '../createManualTimers';
import { useLists } from '../lists';
import { providePorts } from '../providePorts';
import { provideTimers } from '../Timers';
import { urlList } from '../url/urlList';
import { midnightOf } from './cityDay';
import { useNames } from './names';
import { countByDetection, summariseCases } from './summariseCases';
import { summariseWarnings, type Counted } from './summariseWarnings';
import { toWarningGroups } from './warningGroups';

let city: ReturnType<typeof createFakeCity>;
beforeEach(() => {
  setActivePinia(createPinia());
  city = createFakeCity([{ id: 'A', kind: 'septicTank' }, { id: 'B', kind: 'manhole' }]);
  providePorts(city);
  provideTimers(createManualTimers(FAKE_NOW));
});
const HOUR = 3_600_000;

const warnings = array(record({
  level: constantFrom('I', 'II', 'III', 'IV'), state: constantFrom(...ALARM_STATES), cause: constantFrom('noise', 'septicGasCh4', 'rain'), streetId: constantFrom('ST-1', 'ST-2', ''),
  shelved: boolean(), suppressed: boolean(), out: boolean(), age: integer({ min: 0, max: 10 * HOUR }), acknowledged: boolean(),
}), { maxLength: 60 }).map((rows): Warning[] => rows.map((row, at) => fakeWarning(`w${at}`, at % 2 ? 'A' : 'B', row.level as Warning['level'], {
  state: row.state, cause: row.cause, streetId: row.streetId, shelvedUntil: row.shelved ? FAKE_NOW + HOUR : null, suppressedBy: row.suppressed ? 'w0' : '', outOfService: row.out, onsetAt: FAKE_NOW - row.age, acknowledgedAt: row.acknowledged ? FAKE_NOW - row.age / 2 : null,
})));
const cases = array(record({
  status: constantFrom(...CASE_STATUSES), source: constantFrom(...CASE_SOURCES), streetId: constantFrom('ST-1', 'ST-2', ''), unitId: constantFrom('u1', 'u2'), category: constantFrom('component', 'event'), classCode: constantFrom('0102', '0302'), aiClass: constantFrom('exposed-refuse', 'zombie-vehicle', null),
  reportedAgo: integer({ min: 0, max: 40 * HOUR }), due: integer({ min: -5 * HOUR, max: 5 * HOUR }), noDeadline: boolean(), suspended: boolean(), closedAgo: integer({ min: 0, max: 20 * HOUR }),
}), { maxLength: 60 }).map((rows): Case[] => rows.map((row, at) => {
  const open = !TERMINAL_STATUSES.has(row.status);
  return fakeCase(String(at), null, STEP_OF_STATUS[row.status], row.noDeadline ? null : FAKE_NOW + row.due, {
    status: row.status, source: row.source, streetId: row.streetId, leadUnitId: row.unitId, category: row.category as Case['category'], classCode: row.classCode, aiClass: row.aiClass, open, reportedAt: FAKE_NOW - row.reportedAgo, closedAt: open ? null : FAKE_NOW - row.closedAgo, suspendedSince: row.suspended ? FAKE_NOW - HOUR : null,
  });
}));

/** Opens what a number counts, through the address as a link does, and counts the rows. */
function listed({ filter }: Pick<Counted, 'filter'>): number {
  const text = urlList.write(filter);
  const again = text === null ? null : urlList.parse(text);
  expect(again).toEqual(filter);
  if (again) useLists().open(again);
  const { length } = useLists().rows;
  useLists().close();
  return length;
}

describe('every number of the warning board', () => {
  it('is the length of the list it opens, also through the address', () => {
    forAll(property(warnings, (held) => {
      city.held.warnings = held;
      const summary = summariseWarnings(city.store.warnings(), FAKE_NOW, null);
      const counted = [summary.announced, summary.unacknowledged, summary.listed, summary.heldBack, ...summary.byCause, ...summary.byStreet, ...summary.levels.flatMap((row) => [row.announced, ...Object.values(row.buckets)])];
      for (const number of counted) expect(listed(number)).toBe(number.count);
    }), { numRuns: 60 });
  });
  it('adds up: places to the listed ones, causes and streets to the announced ones, held back ones apart', () => {
    forAll(property(warnings, (held) => {
      const summary = summariseWarnings(held, FAKE_NOW, null);
      const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
      expect(sum(summary.levels.flatMap((row) => WARNING_BUCKETS.map((bucket) => row.buckets[bucket].count)))).toBe(summary.listed.count);
      expect(sum(summary.byCause.map((row) => row.count))).toBe(summary.announced.count);
      expect(sum(summary.byStreet.map((row) => row.count)) + summary.withoutStreet).toBe(summary.announced.count);
      city.held.warnings = held;
      const overview = createFakeOverview(city.store);
      expect(sum(Object.values(overview.warnings).map((level) => level.active))).toBe(summary.announced.count);
    }));
  });
  it('stands in groups that lose nothing, and each opens its own', () => {
    forAll(property(warnings, (held) => {
      city.held.warnings = held;
      for (const most of [7, Infinity]) {
        const groups = toWarningGroups(held, most);
        expect(groups.length).toBeLessThanOrEqual(most);
        expect(groups.reduce((sum, row) => sum + row.group.count, 0)).toBe(summariseWarnings(held, FAKE_NOW, null).announced.count);
        for (const row of groups) if (row.filter) expect(listed({ filter: row.filter })).toBe(row.group.count);
        if (most === Infinity) expect(groups.every((row) => row.filter !== null)).toBe(true);
      }
    }), { numRuns: 60 });
  });
  it('measures the time to acknowledge against the level, and says nothing when nobody has', () => {
    const summary = summariseWarnings([
      fakeWarning('a', 'A', 'I', { state: 'active_ack', onsetAt: FAKE_NOW - HOUR, acknowledgedAt: FAKE_NOW - HOUR + 60_000 }),
      fakeWarning('b', 'A', 'I', { state: 'active_ack', onsetAt: FAKE_NOW - HOUR, acknowledgedAt: FAKE_NOW - HOUR + 9 * 60_000 }),
      fakeWarning('c', 'A', 'I', { onsetAt: FAKE_NOW - 6 * 60_000 }), fakeWarning('d', 'A', 'II', { onsetAt: FAKE_NOW - 6 * 60_000 }),
    ], FAKE_NOW, { I: 5, II: 15, III: 60, IV: 240 });
    expect(summary.levels[0]?.reaction).toMatchObject({ meanMs: 5 * 60_000, acknowledged: { count: 2 }, inTime: { count: 1 }, waitingLate: { count: 1 }, targetMs: 5 * 60_000 });
    expect(summary.levels[1]?.reaction).toMatchObject({ meanMs: null, acknowledged: { count: 0 }, waitingLate: { count: 0 } });
  });
});

describe('every number of the case board', () => {
  it('is the length of the list it opens, also through the address', () => {
    forAll(property(cases, (held) => {
      city.held.cases = held;
      const summary = summariseCases(city.store.cases(), FAKE_NOW, midnightOf(FAKE_NOW));
      const counted: Pick<Counted, 'count' | 'filter'>[] = [summary.open, summary.overdue, summary.closedToday, summary.reportedToday, ...summary.steps.flatMap((row) => [row.open, row.overdue]), ...summary.stages, ...summary.sources, ...summary.classes, ...summary.streets, ...summary.units, ...countByDetection(held).values()];
      for (const number of counted) expect(listed(number)).toBe(number.count);
      expect(summary.overdueCases).toHaveLength(summary.overdue.count);
    }), { numRuns: 60 });
  });
  it('adds up: steps and stages to the open ones, sources to what was reported today', () => {
    forAll(property(cases, (held) => {
      const summary = summariseCases(held, FAKE_NOW, midnightOf(FAKE_NOW));
      const sum = (counts: readonly { readonly count: number }[]): number => counts.reduce((total, { count }) => total + count, 0);
      expect(sum(summary.steps.map((row) => row.open))).toBe(summary.open.count);
      expect(sum(summary.stages)).toBe(summary.open.count);
      expect(sum(summary.sources)).toBe(summary.reportedToday.count);
      expect(summary.videoShare === null).toBe(summary.reportedToday.count === 0);
    }));
  });
  it('keeps a manhole cover and exposed refuse apart, though both have the code 0102', () => {
    const cover = { category: 'component', classCode: '0102', classNameZh: '污水井盖', classNameEn: 'Sewer cover' } as const;
    const refuse = { category: 'event', classCode: '0102', classNameZh: '暴露垃圾', classNameEn: 'Exposed refuse' } as const;
    city.held.cases = [fakeCase('1', 'B', 'handling', null, cover), fakeCase('2', null, 'handling', null, refuse), fakeCase('3', null, 'check', null, refuse)];
    const { classes } = summariseCases(city.held.cases, FAKE_NOW, midnightOf(FAKE_NOW));
    expect(classes.map((row) => [row.zh, row.count, listed(row)])).toEqual([['暴露垃圾', 2, 2], ['污水井盖', 1, 1]]);
    const names = useNames();
    expect([names.caseClass('0102', 'component').en, names.caseClass('0102', 'event').en, names.caseClass('0102').en, names.caseClass('0999', 'event').en]).toEqual(['Sewer cover', 'Exposed refuse', 'Sewer cover / Exposed refuse', '0999']);
  });
  it('takes the median of the time open cases have stood in their step', () => {
    const summary = summariseCases([1, 3, 10].map((hours) => fakeCase(String(hours), null, 'handling', null, { status: 'handling', dispatchedAt: FAKE_NOW - 30 * HOUR, stepSince: FAKE_NOW - hours * HOUR })), FAKE_NOW, midnightOf(FAKE_NOW));
    expect(summary.steps.find((row) => row.step === 'handling')?.medianMs).toBe(3 * HOUR);
    expect(summary.steps.find((row) => row.step === 'check')?.medianMs).toBeNull();
  });
});
