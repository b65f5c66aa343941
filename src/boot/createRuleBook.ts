/** Filing conditions, units, preplans and counters of the city, from the rule files beside the page. Asked once; a city without them offers none. */
import * as v from 'valibot';
import { CLOCK_KINDS } from '../domain/case';
import { INDUSTRIES } from '../domain/caseQuery';
import type { CommunityChoice, FilingChoice, PreplanChoice, RuleBook, UnitChoice } from '../state/ports/ruleBook';

const filing = v.object({ rules: v.array(v.object({
  id: v.string(), category: v.picklist(['component', 'event']), codes: v.array(v.string()), zh: v.string(), en: v.string(), conditionZh: v.string(), conditionEn: v.string(), limit: v.number(), clock: v.picklist(CLOCK_KINDS),
  leadUnit: v.optional(v.string(), ''), supportingUnits: v.optional(v.array(v.string()), []),
})) });
const evaluation = v.object({ rules: v.array(v.object({ id: v.string(), industry: v.nullable(v.picklist(INDUSTRIES)) })), scoreWeights: v.record(v.string(), v.number()), stepMinutes: v.object({ verify: v.number(), file: v.number() }) });
const thresholds = v.object({ flood: v.object({ newAlarms: v.number(), perSeconds: v.number() }) });
const waits = v.object({ acknowledgeMinutes: v.object({ I: v.number(), II: v.number(), III: v.number(), IV: v.number() }) });
const counted = v.object({ properties: v.array(v.object({ key: v.string(), counter: v.optional(v.boolean(), false) })) });
const preplans = v.object({ preplans: v.array(v.object({ id: v.string(), zh: v.string(), en: v.string(), cause: v.string(), level: v.picklist(['I', 'II', 'III', 'IV']), conditionZh: v.string(), conditionEn: v.string(), steps: v.array(v.unknown()) })) });
const units = v.object({ units: v.array(v.object({ id: v.string(), zh: v.string(), en: v.string(), streetId: v.optional(v.nullable(v.string()), null) })) });
const communities = v.object({ communities: v.array(v.object({ id: v.string(), zh: v.string(), en: v.string(), ring: v.array(v.number()), keyCameraIds: v.array(v.string()) })) });

export function createRuleBook(folder: string, ask: typeof fetch = (...request) => fetch(...request)): RuleBook {
  const asked = new Map<string, Promise<unknown>>();
  function read(name: string): Promise<unknown> {
    const known = asked.get(name);
    if (known) return known;
    const answer = ask(`${folder}${name}`).then((response) => (response.ok ? response.json() as Promise<unknown> : null)).catch(() => null);
    asked.set(name, answer);
    return answer;
  }
  return {
    async acknowledgeMinutes() { const result = v.safeParse(waits, await read('thresholds.json')); return result.success ? result.output.acknowledgeMinutes : null; },
    async evaluation() {
      const result = v.safeParse(evaluation, await read('filing.json'));
      if (!result.success) return null;
      const { rules, scoreWeights, stepMinutes } = result.output;
      return { industryOf: new Map(rules.map((rule) => [rule.id, rule.industry])), weights: scoreWeights, filingMinutes: stepMinutes.verify + stepMinutes.file };
    },
    async flood() { const result = v.safeParse(thresholds, await read('thresholds.json')); return result.success ? result.output.flood : null; },
    async filing(): Promise<readonly FilingChoice[]> { const result = v.safeParse(filing, await read('filing.json')); return result.success ? result.output.rules : []; },
    async preplans(): Promise<readonly PreplanChoice[]> { const result = v.safeParse(preplans, await read('preplans.json')); return result.success ? result.output.preplans.map((plan) => ({ ...plan, steps: plan.steps.length })) : []; },
    async counters(): Promise<readonly string[]> { const result = v.safeParse(counted, await read('thresholds.json')); return result.success ? result.output.properties.flatMap((row) => (row.counter ? [row.key] : [])) : []; },
    async communities(): Promise<readonly CommunityChoice[]> { const result = v.safeParse(communities, await read('units.json')); return result.success ? result.output.communities : []; },
    async units(): Promise<readonly UnitChoice[]> { const result = v.safeParse(units, await read('units.json')); return result.success ? result.output.units : []; },
  };
}
