/** Whatever comes in whatever order: the promises that hold for every trail. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import file from '../../../public/rules/yuzhong/thresholds.json';
import { RANK_BY_LEVEL } from '../../domain/state';
import { isActive, isHeldBack, type Warning } from '../../domain/warning';
import { createWarningBench, MINUTE, NOON, OPERATOR } from '../fixtures/warningBench';
import type { ThresholdFile } from '../ruleSet';

const warningBench = createWarningBench(file as unknown as ThresholdFile);
const OBJECTS = [
  { id: 'a', kind: 'manhole', streams: ['h2s', 'manholeWaterLevel', 'septicGasCh4'] }, { id: 'b', kind: 'manhole', lon: 106.5505, streams: ['manholeWaterLevel', 'deviceBattery'] },
  { id: 'p', kind: 'waterLevelGauge', lon: 106.5502, streams: ['roadPonding', 'noise'] },
];
const VALUES: Readonly<Record<string, readonly number[]>> = {
  h2s: [0, 6, 11, 25, 120, -1], manholeWaterLevel: [-3, -0.9, -0.4, 0.1], septicGasCh4: [2, 12, 22, 27, 60, 400], deviceBattery: [80, 15], roadPonding: [0, 6, 11, 16, 30], noise: [45, 62, 77],
};
const streamList = OBJECTS.flatMap(({ id, streams }) => streams.map((property) => ({ id, property })));
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ type: fc.constant('read' as const), stream: fc.nat(streamList.length - 1), pick: fc.nat(9), quality: fc.constantFrom(0, 0, 0, 0, 1, 2) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('status' as const), object: fc.nat(2), status: fc.constantFrom(0, 0, 1, 2, 3) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('fan' as const), state: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('wish' as const), which: fc.nat(9), wish: fc.constantFrom('acknowledge', 'shelve', 'shelveOnce', 'unshelve', 'reset', 'out', 'in') }) },
);

it('one live record per object and cause; ranks say what is shown; nothing active gets lost; time never runs back', () => {
  fc.assert(fc.property(fc.array(fc.tuple(step, fc.integer({ min: 0, max: 20 })), { minLength: 1, maxLength: 150 }), (steps) => {
    const bench = warningBench(OBJECTS);
    const last = new Map<string, Warning>();
    bench.rules.onChange((warning, before) => {
      // a change is told with the record that was told before it
      expect(before).toBe(last.get(warning.id) ?? null);
      last.set(warning.id, warning);
    });
    let at = NOON;
    for (const [action, minutes] of steps) {
      at += minutes * MINUTE;
      bench.desk.advance(at);
      const listed = bench.rules.list();
      if (action.type === 'read') {
        const { id, property } = streamList[action.stream] as (typeof streamList)[number];
        const values = VALUES[property] ?? [0];
        bench.rules.observe(bench.city.stream(id, property), values[action.pick % values.length] ?? 0, at, action.quality);
        // bad values change nothing at all
        if (action.quality === 2) expect(bench.rules.list()).toEqual(listed);
      } else if (action.type === 'status') {
        bench.rules.setStatus(action.object, action.status, at);
        // neither silence nor maintenance ends a warning of the city
        for (const warning of listed) if (isActive(warning) && warning.cause !== 'deviceSilence') expect(isActive(bench.rules.get(warning.id) as Warning)).toBe(true);
      } else if (action.type === 'fan') bench.rules.deviceState(0, 'fan', action.state, at);
      else {
        const warningId = listed[action.which % Math.max(1, listed.length)]?.id ?? 'none';
        const objectId = OBJECTS[action.which % OBJECTS.length]?.id ?? '';
        const wishes = {
          acknowledge: { type: 'warning.acknowledge', warningId }, shelve: { type: 'warning.shelve', warningId, reason: 'x', until: at + 30 * MINUTE }, shelveOnce: { type: 'warning.shelve', warningId, reason: 'x', until: null },
          unshelve: { type: 'warning.unshelve', warningId }, reset: { type: 'warning.reset', warningId, reason: 'x' }, out: { type: 'warning.outOfService', objectId, reason: 'x', until: at + 45 * MINUTE }, in: { type: 'warning.inService', objectId },
        } as const;
        const outcome = bench.rules.command(wishes[action.wish as keyof typeof wishes], OPERATOR, at);
        // a refusal says why and changes nothing
        if (!outcome.ok) { expect(outcome.detail.length).toBeGreaterThan(5); expect(bench.rules.list()).toEqual(listed); }
      }
      const live = bench.rules.list();
      expect(new Set(live.map(({ objectId, cause }) => `${objectId} ${cause}`)).size).toBe(live.length);
      expect(live.every(({ state }) => state !== 'cleared_ack')).toBe(true);
      expect([...last.values()].filter(({ state }) => state !== 'cleared_ack').map(({ id }) => id).sort()).toEqual(live.map(({ id }) => id).sort());
      for (const { id } of OBJECTS) {
        const own = live.filter((warning) => warning.objectId === id && isActive(warning) && !['sensorFault', 'deviceSilence', 'deviceBattery'].includes(warning.cause));
        const shown = own.filter((warning) => !isHeldBack(warning));
        expect(bench.rankOf(id)).toEqual({ rank: Math.max(0, ...shown.map(({ level }) => RANK_BY_LEVEL[level])), heldBack: own.length > 0 && shown.length === 0 });
      }
    }
    for (let k = 1; k < bench.desk.lines.length; k++) expect(bench.desk.lines[k]?.at).toBeGreaterThanOrEqual(bench.desk.lines[k - 1]?.at ?? 0);
    expect(bench.desk.lines.every(({ textZh, textEn }) => textZh !== '' && textEn !== '' && !/undefined|NaN|null/.test(textZh + textEn))).toBe(true);
  }), { numRuns: 150 });
});
it('the same inputs give the same trail', () => {
  const run = (): string => {
    const bench = warningBench(OBJECTS);
    for (let k = 0; k < 400; k++) {
      const { id, property } = streamList[(k * 7) % streamList.length] as (typeof streamList)[number];
      const values = VALUES[property] ?? [0];
      bench.read(id, property, values[Math.floor(k / 20) % values.length] ?? 0, k);
    }
    return JSON.stringify([bench.desk.lines, bench.desk.events]);
  };
  expect(run()).toBe(run());
});
