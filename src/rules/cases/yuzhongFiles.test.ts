import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import thresholds from '../../../public/rules/yuzhong/thresholds.json';
import { autoFilingFor, createFilingLookup } from './filingLookup';
import { RULE_SCHEMAS } from '../validate/schemas';
import { yuzhongFiles, yuzhongRules } from './fixtures/caseDesk';

const { filing, units, ai, calendar } = yuzhongFiles;
/** The 47 published rules: limit and clock (uh urgent hours, wh work hours, wd work days, nd natural days). */
const PUBLISHED = `
  cover-missing=2uh cover-broken=4wh cover-rattling=2wd cover-surround=5wd grate-blocked=1wd septic-cover=4uh septic-broken=2wd septic-overflow=1wd
  septic-gas=2uh lamp-down=1wd lamp-out=2wd lamp-schedule=2wh river-bridge-structure=3wd river-bridge-fittings=5wd river-bridge-dirty=1wd
  footbridge-railing=3wd footbridge-deck=5wd footbridge-ponding=4wh underpass-flood=2uh slope-gully=5wd slope-sliding=2wd ancient-tree-fallen=1wd
  ancient-tree-dead=2wd green-pest=3wd bin-full=4wh exposed-refuse=4wh accumulated-refuse=4wd dirty-road=2wh road-spillage=4wh road-damage=5wd
  vendor=2uh outside-shop=2uh commercial-noise=2uh barbecue=2uh burning=2uh structure-building=2nd structure-built=15wd site-dust=2wh
  truck-uncovered=2wd truck-mud=1wd dirty-water=2wd road-collapse=2uh falling-object=2uh road-ponding=2uh water-burst=1uh gas-rupture=1uh
  heating-burst=1uh`.trim().split(/\s+/);
const SHORT = { urgent_hour: 'uh', work_hour: 'wh', work_day: 'wd', natural_day: 'nd' } as const;
const lookup = createFilingLookup(yuzhongRules);
const unique = (list: readonly string[]): void => expect(new Set(list).size).toBe(list.length);

describe('the case rules of Yuzhong', () => {
  it('have the shape that the engine reads', () => {
    for (const [part, file] of Object.entries(yuzhongFiles)) expect(v.safeParse(RULE_SCHEMAS[part as keyof typeof yuzhongFiles], file).issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`) ?? []).toEqual([]);
    const causes: readonly string[] = thresholds.properties.map((row) => row.key);
    expect(filing.autoFiling.filter((rule) => rule.cause !== '*' && !causes.includes(rule.cause)).map((rule) => rule.id)).toEqual([]);
  });
  it('keep limit and clock of the 47 published rules', () => {
    const ours = new Map(filing.rules.map((rule) => [rule.id, `${rule.id}=${rule.limit}${SHORT[rule.clock]}`]));
    expect(PUBLISHED).toHaveLength(47);
    expect(PUBLISHED.map((text) => ours.get(text.slice(0, text.indexOf('='))))).toEqual(PUBLISHED);
  });
  it('name only rules, units and classes that exist', () => {
    unique(filing.rules.map((rule) => rule.id)); unique(filing.autoFiling.map((rule) => rule.id)); unique(units.units.map((unit) => unit.id)); unique(ai.classes.map((entry) => entry.id));
    for (const rule of filing.rules) {
      for (const code of rule.codes) expect(lookup.classOf(rule.category, code), `${rule.id} ${code}`).not.toBeNull();
      for (const id of [rule.leadUnit, ...rule.supportingUnits]) expect(id === 'street' || lookup.unit(id) !== null, `${rule.id} ${id}`).toBe(true);
      expect(rule.supportingUnits).not.toContain(rule.leadUnit);
      expect(rule.limit).toBeGreaterThan(0);
    }
    for (const auto of filing.autoFiling) {
      expect(lookup.rule(auto.filingRule), auto.id).not.toBeNull();
      if (auto.code !== null) expect(lookup.rule(auto.filingRule)?.codes, auto.id).toContain(auto.code);
    }
    for (const entry of ai.classes) if (entry.filingRule !== null) expect(lookup.rule(entry.filingRule), entry.id).not.toBeNull();
    expect(lookup.unit(units.fallbackUnit)).not.toBeNull();
  });
  it('has 58 video classes that can be filed, 12 optional ones, and 3 of venues that a city may leave out', () => {
    expect(ai.classes.filter((entry) => !entry.optional && entry.filingRule !== null)).toHaveLength(58);
    expect(ai.classes.filter((entry) => entry.optional && entry.group !== 'venue')).toHaveLength(12);
    expect(ai.classes.filter((entry) => entry.group === 'venue').map((entry) => entry.optional)).toEqual([true, true, true]);
    expect(ai.classes.map((entry) => entry.no)).toEqual(Array.from({ length: 73 }, (_, k) => k + 1));
  });
  it('files every orange and red warning under a rule of its own cause', () => {
    // what has neither limits nor rules never warns
    const warn = thresholds.properties.filter((row) => Object.values(row.levels).some((limit) => limit !== null) || (row.rules ?? []).length > 0);
    expect(warn.length).toBeGreaterThan(45);
    for (const { key } of warn) for (const level of ['I', 'II'] as const) {
      const own = filing.autoFiling.filter((rule) => rule.cause === key);
      const found = autoFilingFor(filing, key, level);
      if (own.some((rule) => rule.level !== 'I') || level === 'I') expect(found, `${key} ${level}`).not.toBeNull();
      expect(own.length, key).toBeGreaterThan(0);
    }
    expect(autoFilingFor(filing, 'somethingNew', 'I')?.filingRule).toBe('other-warning');
    for (const level of ['I', 'II', 'III', 'IV'] as const) expect(autoFilingFor(filing, 'septicGasCh4', level)?.filingRule ?? null).toBe(level === 'I' || level === 'II' ? 'septic-gas' : null);
  });
  it('lets a septic case close below 10 %LEL for 10 minutes', () => {
    expect(autoFilingFor(filing, 'septicGasCh4', 'I')).toMatchObject({ closeBelow: 10, closeAfterMinutes: 10, preplan: 'PP-SEPTIC', code: '0302' });
  });
  it('has an office for each of the 11 subdistricts', () => {
    expect(units.units.flatMap((unit) => (unit.kind === 'street' ? unit.streetId ?? [] : []))).toEqual(Array.from({ length: 11 }, (_, k) => `ST-${String(k + 1).padStart(2, '0')}`));
  });
  it('makes no weekday a make-up day and no day both free and worked', () => {
    const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
    for (const date of calendar.makeUpDays) expect([0, 6]).toContain(weekday(date));
    expect(calendar.holidays.filter((date) => calendar.makeUpDays.includes(date))).toEqual([]);
    unique(calendar.holidays);
  });
});
