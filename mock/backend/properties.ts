/** Observed properties of the demo city: the rule set's own, with the limits of single stations, and the states of its devices. */
import thresholds from '../../public/rules/yuzhong/thresholds.json';
import type { LevelLimits, ObservedProperty } from '../../src/domain/reading';
import type { ThresholdFile, ThresholdRule } from '../../src/rules/ruleSet';
import { DEVICES, statePropertyOf } from './devices';

/** One row of the table: what goes on the wire plus what only the back end needs. */
export interface DemoProperty {
  readonly observed: ObservedProperty;
  /** Interval while a value is on the move, seconds. */
  readonly alarmSampling: number;
  readonly rule: ThresholdRule | null;
  /** Gauge name part for limits that belong to one station; null = all others. */
  readonly station: string | null;
}

/** Values on the move are judged once a minute, gas twice. */
const movingInterval = (row: ThresholdRule): number => (row.alarmSampling === 30 ? 30 : 60);

const toProperty = (row: ThresholdRule, levels: LevelLimits, station: string | null): DemoProperty => ({
  observed: {
    key: row.key, nameZh: row.zh, nameEn: row.en, unit: row.unit, decimals: row.decimals, samplingSeconds: row.sampling,
    normalRange: [row.normal?.[0] ?? null, row.normal?.[1] ?? null], levels, direction: row.direction, basis: row.basis, ...(row.states && { states: row.states }),
  },
  alarmSampling: movingInterval(row), rule: row, station,
});
const NO_LEVELS: LevelLimits = { I: null, II: null, III: null, IV: null };

const statesOf = (file: ThresholdFile, device: string): Pick<ObservedProperty, 'states'> => { const states = file.devices?.find((one) => one.device === device)?.states; return states ? { states } : {}; };
export function createProperties(file: ThresholdFile): readonly DemoProperty[] {
  return [
    // a row with `of` judges the readings of another property: nothing is measured under its name
    ...file.properties.filter((row) => row.of === undefined).flatMap((row) => [
      toProperty(row, row.levels, null),
      ...(row.variants ?? []).flatMap((variant) => (variant.where.station ? [toProperty(row, variant.levels, variant.where.station)] : [])),
    ]),
    ...DEVICES.map((item): DemoProperty => ({
      observed: {
        ...statesOf(file, item.device),
        key: statePropertyOf(item.device), nameZh: `${item.zh}状态`, nameEn: `${item.en} state`, unit: '', decimals: 0, samplingSeconds: 0,
        normalRange: [null, null], levels: NO_LEVELS, direction: 'state', basis: '',
      },
      alarmSampling: 60, rule: null, station: null,
    })),
  ];
}
export const PROPERTIES = createProperties(thresholds as unknown as ThresholdFile);

const rowsOf = new WeakMap<readonly DemoProperty[], Map<string, readonly number[]>>();
/** Index of a property; for one with station limits the station's own row when `name` mentions it. Throws when there is none. */
export function propertyIndex(key: string, name = '', table: readonly DemoProperty[] = PROPERTIES): number {
  let rows = rowsOf.get(table);
  if (!rows) {
    rows = new Map();
    for (const [k, { observed }] of table.entries()) rows.set(observed.key, [...(rows.get(observed.key) ?? []), k]);
    rowsOf.set(table, rows);
  }
  const own = rows.get(key) ?? [];
  const lower = own.length > 1 ? name.toLowerCase() : '';
  const station = own.find((k) => { const word = table[k]?.station ?? null; return word !== null && lower.includes(word); });
  const index = station ?? own.find((k) => table[k]?.station === null);
  if (index === undefined) throw new Error(`Unknown property ${key}`);
  return index;
}
