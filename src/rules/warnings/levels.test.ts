/** Every way in which a reading becomes a level, on the city's own thresholds. */
import { describe, expect, it } from 'vitest';
import file from '../../../public/rules/yuzhong/thresholds.json';
import { toRank } from '../../domain/reading';
import { RANK_BY_LEVEL } from '../../domain/state';
import { createWarningBench, type WarningBench } from '../fixtures/warningBench';
import { yuzhongRules } from '../fixtures/yuzhongRules';
import type { ThresholdFile } from '../ruleSet';
import { validateRuleSet } from '../validateRuleSet';

const THRESHOLDS = file as unknown as ThresholdFile;
const warningBench = createWarningBench(THRESHOLDS);

const one = (property: string, more: Partial<Parameters<typeof warningBench>[0][number]> = {}): WarningBench => warningBench([{ id: 'o', streams: [property], ...more }]);
const levelOf = (bench: WarningBench, cause: string): string | undefined => { const found = bench.of('o', cause); return found && found.clearedAt === null ? found.level : undefined; };

describe('plain limits', () => {
  it.each(THRESHOLDS.properties.filter(({ of, direction, levels }) => of === undefined && (direction === 'rising' || direction === 'falling') && Object.values(levels).some((limit) => limit !== null)).map((row) => [row.key, row] as const))(
    '%s: every limit raises its level exactly at its value, once held', (key, row) => {
      for (const level of ['IV', 'III', 'II', 'I'] as const) {
        const limit = row.levels[level];
        if (limit === null) continue;
        const bench = one(key);
        const step = (row.direction === 'falling' ? 1 : -1) * 10 ** -(row.decimals + 2);
        let minute = bench.hold('o', key, limit + step, 0, 6);
        expect(RANK_BY_LEVEL[(levelOf(bench, key) ?? 'none') as 'I'] ?? 0).toBe(toRank(limit + step, row.levels, row.direction));
        minute = bench.hold('o', key, limit, minute, Math.max(row.clear.hold, row.holdMinutes ?? 0) - 1 || 1);
        if (row.clear.hold > 1) expect(levelOf(bench, key)).not.toBe(level);
        bench.hold('o', key, limit, minute, 2);
        expect(RANK_BY_LEVEL[levelOf(bench, key) as 'I']).toBe(toRank(limit, row.levels, row.direction));
      }
    });
  it('a single spike raises nothing; so many samples in a row do, to the level they all reached', () => {
    const bench = one('septicGasCh4');
    [9, 11, 9, 60, 9].forEach((value, k) => { bench.read('o', 'septicGasCh4', value, k); });
    expect(bench.rules.list()).toEqual([]);
    bench.read('o', 'septicGasCh4', 12, 10);
    bench.read('o', 'septicGasCh4', 60, 11);
    expect(bench.only().level).toBe('IV');
    bench.read('o', 'septicGasCh4', 60, 12);
    expect(bench.only().level).toBe('I');
  });
  it('hysteresis: a level holds down to its clearing point and ends after as many samples beyond it', () => {
    const bench = one('h2s');
    let minute = bench.hold('o', 'h2s', 10, 0, 2);
    minute = bench.hold('o', 'h2s', 8, minute, 5);
    expect(levelOf(bench, 'h2s')).toBe('III');
    minute = bench.hold('o', 'h2s', 7.9, minute, 1);
    expect(levelOf(bench, 'h2s')).toBe('III');
    minute = bench.hold('o', 'h2s', 7.9, minute, 1);
    expect(levelOf(bench, 'h2s')).toBe('IV');
    bench.hold('o', 'h2s', 3.9, minute, 2);
    expect(bench.only().state).toBe('cleared_unack');
  });
  it('soil moisture falls through its classes exactly at the boundaries', () => {
    const bench = one('soilMoisture');
    const seen: (string | undefined)[] = [];
    let minute = 0;
    for (const value of [60.1, 60, 50.1, 50, 40.1, 40, 30.1, 30]) { minute = bench.hold('o', 'soilMoisture', value, minute, 2); seen.push(levelOf(bench, 'soilMoisture')); }
    expect(seen).toEqual([undefined, 'IV', 'IV', 'III', 'III', 'II', 'II', 'I']);
  });
  it('the sign of a tilt does not matter', () => {
    const bench = one('pierTilt');
    bench.hold('o', 'pierTilt', -0.06, 0, 2);
    expect(bench.only()).toMatchObject({ level: 'III', value: -0.06 });
  });
  it('an edited number is an edited sentence', () => {
    const edited = { ...THRESHOLDS, properties: THRESHOLDS.properties.map((row) => (row.key === 'streetLampLeakage' ? { ...row, rules: [{ ...row.rules?.[0], id: 'leakage', level: 'I', high: 250, zh: '漏电流超过 {high} mA（{level} 级，读数 {value}）', en: 'above {high} mA ({level}, reads {value})' } as const] } : row)) };
    const bench = createWarningBench(edited)([{ id: 'o', streams: ['streetLampLeakage'] }]);
    bench.hold('o', 'streetLampLeakage', 260, 0);
    expect(bench.only().headlineZh).toContain('漏电流超过 250 mA（Ⅰ 级，读数 260 mA）');
    expect(bench.only().headlineEn).toContain('above 250 mA (I, reads 260 mA)');
  });
  it('no sentence of the rule files is left with a hole', () => {
    const check = validateRuleSet({ ...yuzhongRules(), thresholds: { ...THRESHOLDS, properties: THRESHOLDS.properties.map((row) => (row.rules ? { ...row, rules: row.rules.map((rule) => ({ ...rule, zh: `${rule.zh} {nonsense}` })) } : row)) } });
    expect(check.ok ? [] : check.problems.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('{nonsense}'));
    expect(validateRuleSet(yuzhongRules()).ok).toBe(true);
  });
  it('a device says its state in words', () => {
    const bench = one('rainfall');
    bench.rules.deviceState(0, 'ledSign', 3, bench.at(0));
    bench.rules.deviceState(0, 'fan', 1, bench.at(1));
    bench.rules.deviceState(0, 'unheardOf', 7, bench.at(2));
    expect(bench.desk.lines.map(({ textZh, textEn }) => [textZh, textEn])).toEqual([['LED 屏：限流，请勿进入', 'LED sign: no entry'], ['风机：运行', 'fan: running'], ['unheardOf：状态 7', 'unheardOf: state 7']]);
  });
  it('a person trapped in a lift is level I, and over when the lift says so', () => {
    const bench = one('liftState');
    bench.read('o', 'liftState', 1, 0);
    expect(bench.only()).toMatchObject({ level: 'I', headlineZh: '电梯状态：有人被困，Ⅰ 级', headlineEn: 'Lift state: person trapped, level I' });
    bench.read('o', 'liftState', 0, 3);
    expect(bench.only()).toMatchObject({ state: 'cleared_unack', headlineEn: 'Lift state: back to normal' });
  });
  it('outside a range on either side: outfall pH', () => {
    for (const [value, level] of [[9, undefined], [9.1, 'III'], [5.9, 'III'], [10, 'III'], [10.2, 'I'], [4.9, 'I']] as const) {
      const bench = one('outfallPh');
      bench.hold('o', 'outfallPh', value, 0, 2);
      expect(levelOf(bench, 'outfallPh')).toBe(level);
    }
  });
});

describe('place and time of day', () => {
  const noise = (attributes: Record<string, string>, value: number, startMinutes: number): string | undefined => {
    const bench = one('noise', { attributes });
    for (let k = 0; k <= 4; k++) bench.read('o', 'noise', value, startMinutes + k);
    return levelOf(bench, 'noise');
  };
  const NIGHT = 11 * 60; // 23:00
  it('noise follows GB 3096 by class, by day and by night', () => {
    expect(noise({}, 59.9, 0)).toBeUndefined();
    expect(noise({}, 60, 0)).toBe('IV');
    expect(noise({}, 55, NIGHT)).toBe('III');
    expect(noise({ noiseClass: '4a' }, 69, 0)).toBeUndefined();
    expect(noise({ noiseClass: '4a' }, 55, NIGHT)).toBe('IV');
    expect(noise({ noiseClass: '4b' }, 59, NIGHT)).toBeUndefined();
    expect(noise({ noiseClass: '1' }, 70, 0)).toBe('I');
  });
  it('night begins at 22:00 and ends at 06:00 local time', () => {
    expect(noise({}, 55, 10 * 60 - 10)).toBeUndefined();
    expect(noise({}, 55, 10 * 60)).toBe('III');
    expect(noise({}, 55, 17 * 60 + 50)).toBe('III');
    expect(noise({}, 55, 18 * 60)).toBeUndefined();
  });
  it('loud for three minutes counts, two do not', () => {
    const bench = one('noise');
    for (let k = 0; k < 3; k++) bench.read('o', 'noise', 66, k);
    bench.read('o', 'noise', 50, 2.9);
    bench.desk.advance(bench.at(10));
    expect(bench.rules.list()).toEqual([]);
    for (let k = 20; k < 23; k++) bench.read('o', 'noise', 66, k);
    bench.desk.advance(bench.at(23));
    expect(bench.only()).toMatchObject({ level: 'III', onsetAt: bench.at(23) });
  });
  it('river levels follow the gauge', () => {
    const bench = warningBench([{ id: 'WL-ciqikou', streams: ['riverWaterLevel'] }, { id: 'WL-cuntan', streams: ['riverWaterLevel'] }]);
    bench.hold('WL-ciqikou', 'riverWaterLevel', 180.6, 0, 2);
    bench.hold('WL-cuntan', 'riverWaterLevel', 180.6, 10, 2);
    expect(bench.only()).toMatchObject({ objectId: 'WL-cuntan', level: 'III', limit: 180.5 });
  });
});

describe('time and quantity', () => {
  it('rain counts over 12, 6 and 3 hours; the worst window wins', () => {
    // readings are sums over three hours
    const levels: (string | undefined)[] = [];
    for (const rows of [[13, 13, 13, 13], [0, 0, 26, 26], [0, 0, 0, 50], [0, 0, 0, 100], [12, 12, 12, 12]]) {
      const bench = one('rainfall');
      rows.forEach((value, k) => { bench.read('o', 'rainfall', value, k * 180); });
      levels.push(levelOf(bench, 'rainfall'));
    }
    expect(levels).toEqual(['IV', 'III', 'II', 'I', undefined]);
  });
  it('rain of each reading is summed where the rule set says no other', () => {
    const properties = THRESHOLDS.properties.map((row) => {
      if (row.key !== 'rainfall') return row;
      const { sumHours, ...plain } = row;
      expect(sumHours).toBe(3);
      return plain;
    });
    const bench = warningBench([{ id: 'o', streams: ['rainfall'] }], { properties });
    for (let k = 0; k < 6; k++) bench.read('o', 'rainfall', 9, k * 60);
    expect(levelOf(bench, 'rainfall')).toBe('III');
  });
  it('a crack that opens by 5 mm within an hour is level I at once, the same over a day is not', () => {
    const fast = one('rockCrackWidth');
    [10, 10, 12, 15, 15.1].forEach((value, k) => { fast.read('o', 'rockCrackWidth', value, k * 12); });
    expect(levelOf(fast, 'rockCrackWidth')).toBe('I');
    const slow = one('rockCrackWidth');
    [10, 11, 12, 13, 14, 15, 16].forEach((value, k) => { slow.read('o', 'rockCrackWidth', value, k * 61); });
    expect(slow.rules.list()).toEqual([]);
  });
});

describe('surroundings', () => {
  it('a moving slope is worse with rain nearby, and the rain alone can raise it', () => {
    const bench = warningBench([{ id: 'o', kind: 'slope', streams: ['slopeDisplacement'] }, { id: 'rg', kind: 'rainGauge', lon: 106.56, streams: ['rainfall'] }, { id: 'far', kind: 'rainGauge', lon: 106.8, streams: ['rainfall'] }]);
    let minute = bench.hold('o', 'slopeDisplacement', 4, 0, 3);
    expect(levelOf(bench, 'slopeDisplacement')).toBe('IV');
    bench.read('far', 'rainfall', 80, minute++);
    minute = bench.hold('o', 'slopeDisplacement', 4, minute, 3);
    expect(levelOf(bench, 'slopeDisplacement')).toBe('IV');
    bench.read('rg', 'rainfall', 55, minute++);
    bench.hold('o', 'slopeDisplacement', 4, minute, 3);
    expect(bench.of('o', 'slopeDisplacement')).toMatchObject({ level: 'III', rule: 'rain-III@2026.11' });
  });
  const site = [
    { id: 'o', kind: 'airMonitor', streams: ['pm10'] }, ...['a', 'b', 'c'].map((id, k) => ({ id, kind: 'airMonitor', lon: 106.56 + k * 0.005, streams: ['pm10'] })),
    { id: 'truck', kind: 'vehicle', zh: '渣土车 12', lon: 106.7 }, { id: 'sweeper', kind: 'vehicle', zh: '清扫车', lon: 106.55 },
  ];
  const dust = (bench: WarningBench): number => {
    ['a', 'b', 'c'].forEach((id, k) => { bench.read(id, 'pm10', [60, 70, 400][k] as number, 0); });
    return bench.hold('o', 'pm10', 225, 1, 6);
  };
  it('dust 150 above the median around it for three minutes is air only, without a truck', () => {
    const bench = warningBench(site);
    bench.rules.place(bench.city.object('sweeper'), 106.55, 29.55, bench.at(0.5));
    dust(bench);
    expect(bench.rules.list().filter(({ objectId }) => objectId === 'o').map(({ cause, level }) => [cause, level])).toEqual([['pm10', 'IV']]);
  });
  it('with a dump truck that passed within 200 m and five minutes it is a cause of its own', () => {
    const bench = warningBench(site);
    bench.rules.place(bench.city.object('truck'), 106.5505, 29.55, bench.at(0.5));
    bench.rules.place(bench.city.object('truck'), 106.7, 29.55, bench.at(2));
    dust(bench);
    expect(bench.of('o', 'truckDust')).toMatchObject({ level: 'III', rule: 'truck-dust@2026.11' });
    expect(bench.of('o', 'pm10')?.level).toBe('IV');
    const late = warningBench(site);
    late.rules.place(late.city.object('truck'), 106.5505, 29.55, late.at(-5));
    late.rules.place(late.city.object('truck'), 106.7, 29.55, late.at(-4));
    dust(late);
    expect(late.of('o', 'truckDust')).toBeUndefined();
  });
  it('nobody else measures: no background, no rule', () => {
    const bench = warningBench([{ id: 'o', kind: 'airMonitor', streams: ['pm10'] }]);
    bench.hold('o', 'pm10', 149, 0, 6);
    expect(bench.rules.list()).toEqual([]);
  });
  it('a crowd counts by density or by capacity, whichever comes first', () => {
    const attributes = { capacity: 1000, areaM2: 500 };
    for (const [value, level] of [[1.1, undefined], [1.2, 'III'], [1.6, 'II'], [2.0, 'I']] as const) {
      const bench = one('crowdDensity', { kind: 'crowdCounter', attributes });
      bench.hold('o', 'crowdDensity', value, 0, 3);
      expect(levelOf(bench, 'crowdDensity')).toBe(level);
    }
    const open = one('crowdDensity', { kind: 'crowdCounter' });
    open.hold('o', 'crowdDensity', 2.0, 0, 3);
    expect(levelOf(open, 'crowdDensity')).toBe('IV');
  });
  it('a bridge may carry less than the law allows', () => {
    const bench = one('vehicleWeight', { kind: 'bridge', attributes: { weightLimitT: 20 } });
    bench.read('o', 'vehicleWeight', 30, 0);
    expect(bench.only()).toMatchObject({ level: 'II', rule: 'posted-II@2026.11' });
  });
});
