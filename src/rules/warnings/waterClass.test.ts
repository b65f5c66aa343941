import { expect, it } from 'vitest';
import file from '../../../public/rules/yuzhong/thresholds.json';
import { createWarningBench } from '../fixtures/warningBench';
import type { ThresholdFile } from '../ruleSet';
import { waterClass } from './waterClass';

const THRESHOLDS = file as unknown as ThresholdFile;
const warningBench = createWarningBench(THRESHOLDS);

const table = THRESHOLDS.waterClasses;
if (!table) throw new Error('the rule set has no water classes');

it.each([
  [{ do: 6.2, codMn: 3.5, nh3n: 0.4, tp: 0.08 }, 2], [{ do: 4.6, codMn: 3.5, nh3n: 0.4, tp: 0.08 }, 4], [{ nh3n: 2.1 }, 6], [{ do: 7.5, codMn: 2, nh3n: 0.15, tp: 0.02 }, 1],
  [{ do: 6.2, codMn: 3.5, nh3n: 0.4, tp: 0.11 }, 3], [{ cod: 15 }, 1], [{ cod: 15.1 }, 3], [{ do: 2.9 }, 5], [{ do: 1.9 }, 6], [{ petroleum: 0.06 }, 4], [{ tpLake: 0.04 }, 3],
  [{ fecalColiform: 15_000 }, 4], [{ do: 8, codMn: 2, nh3n: 0.1, tp: 0.05, ph: 9.4 }, 6],
] as const)('sample %o is class %i', (sample, rank) => {
  expect(waterClass(sample, table).rank).toBe(rank);
});

it('names the index that decides and those that were not measured', () => {
  const found = waterClass({ do: 4.6, nh3n: 0.4, tp: Number.NaN }, table);
  expect(found.worst).toBe('do');
  expect(found.missing).toContain('tp');
  expect(found.missing).not.toContain('nh3n');
  expect(waterClass({}, table)).toMatchObject({ rank: null, worst: null });
});

it('measured indices of a reach change its class, and the class warns', () => {
  const bench = warningBench([{ id: 'R1', kind: 'riverReach', streams: ['dissolvedOxygen', 'ammoniaNitrogen', 'waterQualityClass'], attributes: { targetClass: 'II' } }]);
  bench.read('R1', 'dissolvedOxygen', 6.2, 0);
  bench.read('R1', 'ammoniaNitrogen', 0.4, 1);
  expect(bench.rules.value(bench.city.stream('R1', 'waterQualityClass'))).toBe(2);
  bench.read('R1', 'dissolvedOxygen', 4.6, 2);
  bench.read('R1', 'dissolvedOxygen', 4.6, 3);
  expect(bench.only()).toMatchObject({ cause: 'waterQualityClass', level: 'III', value: 4 });
  bench.read('R1', 'dissolvedOxygen', 5.5, 4);
  bench.read('R1', 'dissolvedOxygen', 5.5, 5);
  expect(bench.only()).toMatchObject({ level: 'IV', value: 3, rule: 'below-target@2026.11' });
});
