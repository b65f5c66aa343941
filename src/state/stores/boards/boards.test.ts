import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { VITAL_DEFINITIONS } from '../../city/vitalDefinitions';
import { createFakeCity, FAKE_NOW } from '../createFakeCity';
import { createManualTimers } from '../createManualTimers';
import { providePorts } from '../providePorts';
import { provideTimers } from '../Timers';
import { urlBoard } from '../url/urlBoard';
import { BOARDS, dimensionsOf, VITAL_GROUPS } from './boardAddress';
import { useBoards } from './boards';
import { DAY_MS, midnightOf, monthSpan, outcomeSpans, spanYearBefore, toBounds, yearBefore } from './cityDay';
import { toHourTrend } from './hourTrend';

beforeEach(() => {
  setActivePinia(createPinia());
  providePorts(createFakeCity([]));
  provideTimers(createManualTimers(FAKE_NOW));
});

describe('the open board', () => {
  it('survives the address with all its choices', () => {
    const boards = useBoards();
    for (const id of BOARDS) {
      boards.open(id);
      expect(urlBoard.parse(urlBoard.write(boards.board) ?? '')).toEqual(boards.board);
      for (const [name, words] of Object.entries(dimensionsOf(id))) for (const word of words) {
        boards.choose(name, word);
        expect(boards.choice(name)).toBe(word);
        expect(urlBoard.parse(urlBoard.write(boards.board) ?? '')).toEqual(boards.board);
      }
    }
    boards.open('evaluation', { by: 'unit', period: '7d' });
    expect(urlBoard.write(boards.board)).toBe('evaluation.unit.7d');
  });
  it('is not opened by what a stranger typed', () => {
    for (const text of ['', 'nothing', 'cases.unit', 'evaluation.unit.street', 'evaluation.unit.unit', 'industry.mining', 'constructor', 'vitals.', '__proto__']) expect(urlBoard.parse(text), text).toBeNull();
  });
  it('closes when it is pressed again', () => {
    const boards = useBoards();
    boards.toggle('cases');
    boards.toggle('vitals');
    expect(boards.board?.id).toBe('vitals');
    boards.toggle('vitals');
    expect(boards.isOpen).toBe(false);
  });
});

describe('periods', () => {
  it('begin at the midnight of the city', () => {
    expect(midnightOf(FAKE_NOW)).toBe(Date.UTC(2026, 2, 7, 16));
    expect(toBounds('today', FAKE_NOW)).toEqual({ from: Date.UTC(2026, 2, 7, 16), to: FAKE_NOW });
    expect(toBounds('7d', FAKE_NOW).from).toBe(Date.UTC(2026, 2, 7, 16) - 6 * DAY_MS);
    expect(toBounds('all', FAKE_NOW).from).toBe(0);
  });
});

describe('the vital signs', () => {
  it('are at least 28 in five groups, each with both names, a unit and a band or the word that it has none', () => {
    expect(VITAL_DEFINITIONS.length).toBeGreaterThanOrEqual(28);
    expect(new Set(VITAL_DEFINITIONS.map(({ group }) => group))).toEqual(new Set(VITAL_GROUPS));
    expect(new Set(VITAL_DEFINITIONS.map(({ id }) => id)).size).toBe(VITAL_DEFINITIONS.length);
    for (const { nameZh, nameEn, unit, band: [low, high] } of VITAL_DEFINITIONS) {
      expect(nameZh && nameEn && unit).toBeTruthy();
      if (low !== null && high !== null) expect(low).toBeLessThanOrEqual(high);
    }
  });
});

describe('the trend of new warnings', () => {
  const HOUR = 3_600_000;
  const now = Math.floor(FAKE_NOW / HOUR) * HOUR + 600_000;
  const mark = (at: number, level: 'I' | 'IV') => ({ at, kind: 'warning' as const, level, objectId: null, textZh: '', textEn: '' });
  it('counts by the hour, and an hour before the recording is a gap and no zero', () => {
    const trend = toHourTrend([mark(now - 60_000, 'I'), mark(now - 50_000, 'IV'), mark(now - HOUR, 'I'), mark(now + 1, 'I')], now - 3 * HOUR, now);
    expect(trend.total.slice(-3)).toEqual([0, 1, 2]);
    expect(trend.byLevel.I.at(-1)).toBe(1);
    expect(trend.total[0]).toBeNull();
    expect(trend.times).toHaveLength(24);
  });
  it('shows an hour of which marks were lost as a gap, but counts on in the running one', () => {
    const lost = toHourTrend([mark(now - 3_000_000, 'I'), mark(now - 60_000, 'I')], now - 90 * 60_000, now);
    expect(lost.total.slice(-3).slice(0, 1)).toEqual([null]);
    expect(toHourTrend([mark(now - 1000, 'I')], now - 2000, now).total.slice(-2)).toEqual([null, 1]);
  });
});

describe('periods that are over', () => {
  const day = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
  it('are whole days and months of the city, each with the one before it', () => {
    const now = Date.parse('2026-03-08T14:05:00+08:00');
    expect(outcomeSpans('week', now)).toEqual({ now: { from: day('2026-03-01'), to: day('2026-03-08') }, before: { from: day('2026-02-22'), to: day('2026-03-01') } });
    expect(outcomeSpans('month', now)).toEqual({ now: { from: day('2026-02-01'), to: day('2026-03-01') }, before: { from: day('2026-01-01'), to: day('2026-02-01') } });
    expect(outcomeSpans('year', now)).toEqual({ now: { from: day('2026-01-01'), to: day('2026-03-01') }, before: { from: day('2025-11-01'), to: day('2026-01-01') } });
    expect(outcomeSpans('year', day('2026-01-15')).now).toEqual({ from: day('2025-01-01'), to: day('2026-01-01') });
    expect(monthSpan(day('2026-01-01'), 1)).toEqual({ from: day('2025-12-01'), to: day('2026-01-01') });
  });
  it('have the same days a year before, leap years included', () => {
    expect(spanYearBefore({ from: day('2026-02-01'), to: day('2026-03-01') })).toEqual({ from: day('2025-02-01'), to: day('2025-03-01') });
    expect(yearBefore(day('2024-02-29'))).toBe(day('2023-03-01'));
    expect(yearBefore(day('2026-05-01') + 3_600_000)).toBe(day('2025-05-01') + 3_600_000);
  });
});
