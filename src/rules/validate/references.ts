/** What one file says about another, and what a file says twice or against itself. */
import { HOP_LEVELS } from '../../domain/case';
import type { LevelRule, RuleSet, ThresholdRule } from '../ruleSet';
import { PLACEHOLDERS } from '../warnings/words';

export interface RuleProblem { readonly file: string; readonly place: string; readonly reason: string }
type Report = (part: keyof RuleSet, place: string, zh: string, en: string) => void;

/** Lead or supporting unit that is found by place. */
const BY_PLACE = 'street';
/** Units of a chain that are found by place. */
const PLACED: ReadonlySet<string> = new Set(['community', 'block']);

function twice(report: Report, part: keyof RuleSet, where: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  ids.forEach((id, k) => {
    if (seen.has(id)) report(part, `${where}[${k} ${id}]`, `${id} 重复`, `${id} appears twice`);
    seen.add(id);
  });
}
function checkLimits(report: Report, place: string, row: ThresholdRule, levels: ThresholdRule['levels']): void {
  if (row.direction !== 'rising' && row.direction !== 'falling') return;
  let last: number | null = null;
  for (const level of ['IV', 'III', 'II', 'I'] as const) {
    const limit = levels[level];
    if (limit === null) continue;
    if (last !== null && (row.direction === 'rising' ? limit < last : limit > last)) report('thresholds', `${place}.${level}`, `${level} 级限值 ${limit} 比较轻一级的 ${last} 更易达到`, `limit ${limit} of level ${level} is milder than ${last} of the level below it`);
    last = limit;
  }
}
const CONDITIONS: readonly (keyof LevelRule)[] = ['value', 'low', 'high', 'perHour', 'aboveBackground', 'worseThanTarget', 'shareOf', 'and', 'nearKind', 'device'];

function checkThresholds(report: Report, { thresholds }: RuleSet): void {
  const keys = new Set(thresholds.properties.map(({ key }) => key));
  const known = (place: string, key: string): void => { if (!keys.has(key)) report('thresholds', place, `没有监测量 ${key}`, `there is no property ${key}`); };
  twice(report, 'thresholds', 'properties', thresholds.properties.map(({ key }) => key));
  twice(report, 'thresholds', 'suppressions', thresholds.suppressions.map(({ id }) => id));
  thresholds.properties.forEach((row, k) => {
    const place = `properties[${k} ${row.key}]`;
    if (row.of !== undefined && row.of !== '*') known(`${place}.of`, row.of);
    if (row.clear.type === 'ratio' && (row.clear.amount <= 0 || row.clear.amount > 1)) report('thresholds', `${place}.clear.amount`, '比例应在 0 与 1 之间', 'a ratio lies above 0 and at most at 1');
    if (row.possible && row.possible[0] >= row.possible[1]) report('thresholds', `${place}.possible`, '下限不小于上限', 'the lower end is not below the upper end');
    checkLimits(report, `${place}.levels`, row, row.levels);
    row.variants?.forEach((variant, n) => {
      checkLimits(report, `${place}.variants[${n}].levels`, row, variant.levels);
      if ((variant.where.attribute === undefined) !== (variant.where.equals === undefined)) report('thresholds', `${place}.variants[${n}].where`, 'attribute 与 equals 须同时给出', 'attribute and equals belong together');
    });
    twice(report, 'thresholds', `${place}.rules`, row.rules?.map(({ id }) => id) ?? []);
    row.rules?.forEach((rule, n) => {
      const at = `${place}.rules[${n} ${rule.id}]`;
      if (!CONDITIONS.some((field) => rule[field] !== undefined)) report('thresholds', at, '规则没有条件', 'the rule has no condition');
      if (rule.windowHours !== undefined && rule.value === undefined) report('thresholds', at, '时段规则缺少 value', 'a window needs a value');
      if (row.sumHours !== undefined && rule.windowHours !== undefined && rule.windowHours % row.sumHours !== 0) report('thresholds', `${at}.windowHours`, `须为 ${row.sumHours} 小时的整数倍`, `must be a multiple of ${row.sumHours} h, over which the values are summed`);
      if (rule.low !== undefined && rule.high !== undefined && rule.low >= rule.high) report('thresholds', at, 'low 不小于 high', 'low is not below high');
      for (const [, name = ''] of `${rule.zh} ${rule.en}`.matchAll(/\{(\w+)\}/g)) if (!PLACEHOLDERS.has(name)) report('thresholds', at, `句子中的 {${name}} 无法填入`, `{${name}} in its sentence is no figure`);
      if (rule.and) known(`${at}.and.property`, rule.and.property);
      if (rule.device && row.devices && !row.devices.some(({ device }) => device === rule.device?.device)) report('thresholds', `${at}.device`, `没有设备 ${rule.device.device}`, `there is no device ${rule.device.device}`);
    });
  });
  thresholds.suppressions.forEach((rule, k) => { known(`suppressions[${k} ${rule.id}].cause`, rule.cause); known(`suppressions[${k} ${rule.id}].by`, rule.by); });
  if (thresholds.waterClasses) known('waterClasses.property', thresholds.waterClasses.property);
  thresholds.waterClasses?.indices.forEach(({ index, property, better, limits }, k) => {
    if (property !== null) known(`waterClasses.indices[${k} ${index}].property`, property);
    if (limits.length !== (better === 'inside' ? 2 : 5)) report('thresholds', `waterClasses.indices[${k} ${index}].limits`, '限值个数不对', better === 'inside' ? 'a range needs two limits' : 'five classes need five limits');
  });
}

export function findProblems(rules: RuleSet, report: Report): void {
  const { filing, units, preplans, roles, ai, calendar, thresholds } = rules;
  const unitIds = new Set(units.units.map(({ id }) => id));
  const filingIds = new Set(filing.rules.map(({ id }) => id));
  const chainIds = new Set((filing.chains ?? []).map(({ id }) => id));
  const preplanIds = new Set(preplans.preplans.map(({ id }) => id));
  const causes = new Set(thresholds.properties.map(({ key }) => key));
  const classIds = new Set(ai.classes.map(({ id }) => id));
  const unit = (part: keyof RuleSet, place: string, id: string): void => { if (id !== BY_PLACE && !unitIds.has(id)) report(part, place, `没有单位 ${id}`, `there is no unit ${id}`); };

  checkThresholds(report, rules);
  twice(report, 'filing', 'rules', filing.rules.map(({ id }) => id));
  twice(report, 'filing', 'autoFiling', filing.autoFiling.map(({ id }) => id));
  filing.rules.forEach((rule, k) => {
    unit('filing', `rules[${k} ${rule.id}].leadUnit`, rule.leadUnit);
    if (rule.chain !== undefined && !chainIds.has(rule.chain)) report('filing', `rules[${k} ${rule.id}].chain`, `没有派转链 ${rule.chain}`, `there is no chain ${rule.chain}`);
    rule.supportingUnits.forEach((id, n) => { unit('filing', `rules[${k} ${rule.id}].supportingUnits[${n}]`, id); });
  });
  const classKeys = new Set([...(filing.classes ?? []).map(({ category, code }) => `${category}:${code}`), ...filing.rules.flatMap(({ category, codes }) => codes.map((code) => `${category}:${code}`))]);
  filing.automaticClosing?.forEach((key, k) => { if (!classKeys.has(key)) report('filing', `automaticClosing[${k}]`, `没有类别 ${key}`, `there is no class ${key}`); });
  const chains = filing.chains ?? [];
  twice(report, 'filing', 'chains', chains.map(({ id }) => id));
  chains.forEach((chain, k) => {
    const place = `chains[${k} ${chain.id}].hops`;
    twice(report, 'filing', place, chain.hops.map(({ level }) => level));
    chain.hops.forEach((hop, n) => {
      if (!PLACED.has(hop.unit)) unit('filing', `${place}[${n}].unit`, hop.unit);
      else if (!units.units.some(({ kind }) => kind === hop.unit)) report('filing', `${place}[${n}].unit`, `没有此类单位 ${hop.unit}`, `there is no unit of kind ${hop.unit}`);
      if (HOP_LEVELS.indexOf(hop.level) < HOP_LEVELS.indexOf(chain.hops[n - 1]?.level ?? hop.level)) report('filing', `${place}[${n}].level`, '层级次序颠倒', 'the levels are out of order');
    });
  });
  filing.autoFiling.forEach((rule, k) => {
    const place = `autoFiling[${k} ${rule.id}]`;
    if (rule.cause !== '*' && !causes.has(rule.cause)) report('filing', `${place}.cause`, `没有告警原因 ${rule.cause}`, `there is no cause ${rule.cause}`);
    if (!filingIds.has(rule.filingRule)) report('filing', `${place}.filingRule`, `没有立案规则 ${rule.filingRule}`, `there is no filing rule ${rule.filingRule}`);
    if (rule.preplan !== undefined && !preplanIds.has(rule.preplan)) report('filing', `${place}.preplan`, `没有预案 ${rule.preplan}`, `there is no preplan ${rule.preplan}`);
  });
  twice(report, 'units', 'units', units.units.map(({ id }) => id));
  unit('units', 'fallbackUnit', units.fallbackUnit);
  twice(report, 'preplans', 'preplans', preplans.preplans.map(({ id }) => id));
  preplans.preplans.forEach((plan, k) => {
    const place = `preplans[${k} ${plan.id}]`;
    if (!causes.has(plan.cause) && !classIds.has(plan.cause) && !filingIds.has(plan.cause)) report('preplans', `${place}.cause`, `没有原因 ${plan.cause}`, `there is no cause ${plan.cause}`);
    twice(report, 'preplans', `${place}.steps`, plan.steps.map(({ id }) => id));
    plan.steps.forEach((step, n) => { if (step.unit !== '') unit('preplans', `${place}.steps[${n} ${step.id}].unit`, step.unit); });
  });
  twice(report, 'roles', 'roles', roles.roles.map(({ role }) => role));
  twice(report, 'ai', 'classes', ai.classes.map(({ id }) => id));
  ai.classes.forEach((row, k) => { if (row.filingRule !== null && !filingIds.has(row.filingRule)) report('ai', `classes[${k} ${row.id}].filingRule`, `没有立案规则 ${row.filingRule}`, `there is no filing rule ${row.filingRule}`); });
  const holidays = new Set(calendar.holidays);
  calendar.makeUpDays.forEach((day, k) => { if (holidays.has(day)) report('calendar', `makeUpDays[${k}]`, `${day} 既是假日又是补班日`, `${day} is a holiday and a working day at once`); });
  calendar.workHours.forEach(([from, to], k) => { if (from >= to) report('calendar', `workHours[${k}]`, '开始不早于结束', 'it does not begin before it ends'); });
}
