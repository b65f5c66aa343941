/** Answers from the filing rules and units: which rule a class or a warning comes under, what a class is called, who leads. */
import type { CaseHop } from '../../domain/case';
import { RANK_BY_LEVEL, type WarningLevel } from '../../domain/state';
import type { EngineCity } from '../engineCity';
import type { AutoFilingRule, FilingClass, FilingFile, FilingRule, RuleSet, Unit } from '../ruleSet';

/** The rule of a cause whose level was reached, the gravest of several; a rule for any cause (`*`) where none is its own; null when nothing is filed. */
export function autoFilingFor(filing: FilingFile, cause: string, level: WarningLevel): AutoFilingRule | null {
  const best = (wanted: string): AutoFilingRule | null => {
    let found: AutoFilingRule | null = null;
    for (const rule of filing.autoFiling) {
      if (rule.cause === wanted && RANK_BY_LEVEL[rule.level] <= RANK_BY_LEVEL[level] && (!found || RANK_BY_LEVEL[rule.level] > RANK_BY_LEVEL[found.level])) found = rule;
    }
    return found;
  };
  return filing.autoFiling.some((rule) => rule.cause === cause) ? best(cause) : best('*');
}

export interface FilingLookup {
  rule(id: string | null): FilingRule | null;
  ruleOfDetection(aiClass: string): FilingRule | null;
  /** First rule with this code; events before components unless an object is named. */
  ruleOfClass(code: string, aboutObject: boolean): FilingRule | null;
  classOf(category: 'component' | 'event', code: string): FilingClass | null;
  /** Code to file under: what the report says, else what the object is registered as, else the rule's first. */
  codeFor(rule: FilingRule | null, wished: string | null, registered: string | number | null): string;
  unit(id: string): Unit | null;
  /** A unit id of a rule, with `street` turned into the office of the subdistrict; the fallback unit when there is none. */
  unitFor(id: string, streetId: string): Unit | null;
  /** Community of a subdistrict; null when the units name none. */
  communityOf(streetId: string): Unit | null;
  /** Hops below the lead unit, nobody sent to yet; a hop whose unit the subdistrict does not have is left out. */
  hopsFor(rule: FilingRule | null, streetId: string): readonly CaseHop[];
  /** True when a switch between automatic and manual may name it. */
  knows(classCode: string): boolean;
  automaticByDefault(classCode: string): boolean;
  /** Classes that a code means, as `component:0302` or `event:0302`: both when component and event share it, none for a rule, a cause or a detection class. */
  classesOf(code: string): readonly { readonly key: string; readonly en: string }[];
}

export function createFilingLookup(rules: RuleSet): FilingLookup {
  const { filing, units, ai } = rules;
  const byId = new Map(filing.rules.map((rule) => [rule.id, rule]));
  const unitById = new Map(units.units.map((unit) => [unit.id, unit]));
  const placed = new Map<string, Unit>(units.units.flatMap((unit) => (unit.streetId === null ? [] : [[`${unit.kind}:${unit.streetId}`, unit] as const])));
  const classes = new Map((filing.classes ?? []).map((entry) => [`${entry.category}:${entry.code}`, entry]));
  const aiById = new Map(ai.classes.map((entry) => [entry.id, entry]));
  const ruleByClass = new Map<string, FilingRule>();
  for (const rule of filing.rules) for (const code of rule.codes) if (!ruleByClass.has(`${rule.category}:${code}`)) ruleByClass.set(`${rule.category}:${code}`, rule);
  const causes = new Map(filing.autoFiling.map((rule) => [rule.cause, rule.automatic]));
  const codes = new Set([...classes.keys(), ...ruleByClass.keys()].flatMap((key) => [key, key.slice(key.indexOf(':') + 1)]));
  return {
    rule: (id) => (id === null ? null : byId.get(id) ?? null),
    ruleOfDetection: (aiClass) => byId.get(aiById.get(aiClass)?.filingRule ?? '') ?? null,
    ruleOfClass(code, aboutObject) {
      const [first, second] = aboutObject ? ['component', 'event'] : ['event', 'component'];
      return ruleByClass.get(`${first}:${code}`) ?? ruleByClass.get(`${second}:${code}`) ?? null;
    },
    classOf: (category, code) => classes.get(`${category}:${code}`) ?? null,
    codeFor(rule, wished, registered) {
      if (!rule) return wished ?? '';
      if (wished !== null && rule.codes.includes(wished)) return wished;
      return registered !== null && rule.codes.includes(String(registered)) ? String(registered) : rule.codes[0] ?? '';
    },
    unit: (id) => unitById.get(id) ?? null,
    unitFor: (id, streetId) => (id === 'street' ? placed.get(`street:${streetId}`) : unitById.get(id)) ?? unitById.get(units.fallbackUnit) ?? null,
    communityOf: (streetId) => placed.get(`community:${streetId}`) ?? null,
    hopsFor: (rule, streetId) => (filing.chains?.find((chain) => chain.id === rule?.chain)?.hops ?? []).flatMap(({ level, unit: id, minutes }) => {
      const unit = placed.get(`${id}:${streetId}`) ?? unitById.get(id);
      return unit ? [{ level, unitId: unit.id, zh: unit.zh, en: unit.en, minutes, sentAt: null, dueAt: null, acceptedAt: null, acceptedBy: null }] : [];
    }),
    knows: (code) => codes.has(code) || byId.has(code) || aiById.has(code) || causes.has(code),
    classesOf(code) {
      const key = /^(component|event):/.test(code) ? [code] : [`component:${code}`, `event:${code}`];
      return key.flatMap((one) => { const en = classes.get(one)?.en ?? ruleByClass.get(one)?.en; return en === undefined ? [] : [{ key: one, en }]; });
    },
    automaticByDefault: (code) => aiById.get(code)?.autoFile ?? causes.get(code) ?? true,
  };
}

/** `componentCode` of the object's record; null without object or code. */
export function registeredCode(city: EngineCity, objectId: string | null): string | number | null {
  const index = objectId === null ? undefined : city.indexOf.get(objectId);
  return index === undefined ? null : city.attribute(index, 'componentCode');
}
/** `componentId` of the object's record, for cases about a component; empty without one. */
export function componentIdOf(city: EngineCity, category: 'component' | 'event', objectId: string | null): string {
  const index = objectId === null || category !== 'component' ? undefined : city.indexOf.get(objectId);
  return index === undefined ? '' : String(city.attribute(index, 'componentId') ?? '');
}
