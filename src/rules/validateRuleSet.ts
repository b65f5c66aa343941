/**
 * Checks a city's rule files before anything runs by them: text, shape, and what the files say about each other. A set with a problem is refused
 * as a whole, so a bad edit changes nothing; every problem names file, place (with the id of the row) and reason in both languages.
 */
import * as v from 'valibot';
import { RULE_FILES, type RuleSet } from './ruleSet';
import { findProblems, type RuleProblem } from './validate/references';
import { asRuleSet, RULE_SCHEMAS } from './validate/schemas';

export type { RuleProblem } from './validate/references';
export type RuleSetOutcome = { readonly ok: true; readonly rules: RuleSet } | { readonly ok: false; readonly problems: readonly RuleProblem[] };
const PARTS = Object.keys(RULE_FILES) as (keyof RuleSet)[];

const nameOf = (row: unknown): string => {
  if (typeof row !== 'object' || row === null) return '';
  const fields = row as Record<string, unknown>;
  const name = fields['id'] ?? fields['key'] ?? fields['role'] ?? fields['index'];
  return typeof name === 'string' ? ` ${name}` : '';
};
const placeOf = (path: readonly { readonly key: unknown; readonly value: unknown }[]): string =>
  path.map(({ key, value }, k) => (typeof key === 'number' ? `[${key}${nameOf(value)}]` : `${k === 0 ? '' : '.'}${String(key)}`)).join('');

function reasonOf(issue: v.BaseIssue<unknown>): string {
  const key = String(issue.path?.at(-1)?.key ?? '');
  if (issue.expected === 'never') return `未知字段 ${key} / unknown field ${key}`;
  if (issue.received === 'undefined') return `缺少字段 ${key} / field ${key} is missing`;
  return `应为 ${issue.expected ?? '?'}，实为 ${issue.received} / expected ${issue.expected ?? '?'}, found ${issue.received}`;
}

/** `parts`: the parsed files. */
export function validateRuleSet(parts: Readonly<Record<keyof RuleSet, unknown>>): RuleSetOutcome {
  const problems: RuleProblem[] = [];
  const shapes: Partial<Record<keyof RuleSet, unknown>> = {};
  for (const part of PARTS) {
    const result = v.safeParse(RULE_SCHEMAS[part] as v.GenericSchema, parts[part]);
    if (result.success) shapes[part] = result.output;
    else for (const issue of result.issues) problems.push({ file: RULE_FILES[part], place: placeOf((issue.path ?? []) as { key: unknown; value: unknown }[]), reason: reasonOf(issue) });
  }
  if (problems.length > 0) return { ok: false, problems };
  const rules = asRuleSet(shapes as Parameters<typeof asRuleSet>[0]);
  findProblems(rules, (part, place, zh, en) => { problems.push({ file: RULE_FILES[part], place, reason: `${zh} / ${en}` }); });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rules };
}

/** `texts`: the contents of the files. */
export function parseRuleSet(texts: Readonly<Record<keyof RuleSet, string>>): RuleSetOutcome {
  const problems: RuleProblem[] = [];
  const parts: Partial<Record<keyof RuleSet, unknown>> = {};
  for (const part of PARTS) {
    try {
      parts[part] = JSON.parse(texts[part]);
    } catch (error) {
      problems.push({ file: RULE_FILES[part], place: '', reason: `不是有效的 JSON / not valid JSON: ${error instanceof Error ? error.message : String(error)}` });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : validateRuleSet(parts as Record<keyof RuleSet, unknown>);
}
