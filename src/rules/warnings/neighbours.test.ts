/** What changes around a sensor judges its last reading anew, but makes no new reading of it. */
import { describe, expect, it } from 'vitest';
import file from '../../../public/rules/yuzhong/thresholds.json';
import { createWarningBench } from '../fixtures/warningBench';
import type { ThresholdFile } from '../ruleSet';

const warningBench = createWarningBench(file as unknown as ThresholdFile);
const slope = (properties?: ThresholdFile['properties']) => warningBench([{ id: 'SL-1', kind: 'slope', streams: ['slopeDisplacement'] }, { id: 'RG-1', kind: 'rainGauge', lon: 106.551, streams: ['rainfall'] }], properties ? { properties } : {});
/** Rain that comes and goes, over the 50 mm that a slope is judged by. */
const toggle = (bench: ReturnType<typeof slope>, from: number, times = 8): void => { for (let k = 0; k < times; k++) bench.read('RG-1', 'rainfall', k % 2 === 0 ? 60 : 5, from + k); };
const onSlope = (bench: ReturnType<typeof slope>) => bench.rules.list().filter((warning) => warning.objectId === 'SL-1');

describe('rain beside a slope', () => {
  it('that comes and goes turns one sample into no more than one', () => {
    const bench = slope();
    bench.read('SL-1', 'slopeDisplacement', 3, 0);
    toggle(bench, 1);
    expect(onSlope(bench)).toEqual([]);
    bench.hold('SL-1', 'slopeDisplacement', 3, 20, 3);
    toggle(bench, 30);
    expect(onSlope(bench).map((warning) => warning.level)).toEqual(['IV']);
  });
  it('says nothing about a sensor that has been silent for two days', () => {
    // a sensor that asks for one sample only, so that the first rain would do
    const bench = slope((file as unknown as ThresholdFile).properties.map((row) => (row.key === 'slopeDisplacement' ? { ...row, clear: { ...row.clear, hold: 1 } } : row)));
    bench.read('SL-1', 'slopeDisplacement', 3, 0);
    bench.read('RG-1', 'rainfall', 60, 48 * 60);
    expect(onSlope(bench).map((warning) => warning.level)).toEqual(['IV']);
    bench.read('SL-1', 'slopeDisplacement', 3, 48 * 60 + 1);
    expect(onSlope(bench).map((warning) => warning.level)).toEqual(['III']);
  });
  it('raises the level after as many samples as it asks for', () => {
    const bench = slope();
    bench.read('SL-1', 'slopeDisplacement', 3, 0);
    bench.read('RG-1', 'rainfall', 60, 1);
    bench.hold('SL-1', 'slopeDisplacement', 3, 2, 2);
    expect(onSlope(bench).map((warning) => warning.level)).toEqual(['III']);
  });
});
