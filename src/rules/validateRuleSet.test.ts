import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULE_FILES, type RuleSet } from './ruleSet';
import { parseRuleSet } from './validateRuleSet';

const folder = new URL('../../public/rules/yuzhong/', import.meta.url);
const own = (): Record<keyof RuleSet, string> => Object.fromEntries(Object.entries(RULE_FILES).map(([part, name]) => [part, readFileSync(new URL(name, folder), 'utf8')])) as Record<keyof RuleSet, string>;
/** The city's rules with one edit. */
function edited(part: keyof RuleSet, edit: (file: any) => void): Record<keyof RuleSet, string> { // eslint-disable-line typescript/no-explicit-any
  const texts = own();
  const file: unknown = JSON.parse(texts[part]);
  edit(file);
  return { ...texts, [part]: JSON.stringify(file) };
}
const problemsOf = (texts: Record<keyof RuleSet, string>) => { const outcome = parseRuleSet(texts); return outcome.ok ? [] : outcome.problems; };

describe('the rules of a city', () => {
  it('of the demo are valid', () => {
    expect(problemsOf(own())).toEqual([]);
  });
  it('cover the kinds of the reference, each with a basis and how sure it is', () => {
    const outcome = parseRuleSet(own());
    const rows = outcome.ok ? outcome.rules.thresholds.properties : [];
    expect(rows.filter(({ of, diagnostic }) => of === undefined || diagnostic).length).toBeGreaterThanOrEqual(45);
    expect(rows.every(({ basis, confidence }) => basis !== '' && ['H', 'M', 'L'].includes(confidence))).toBe(true);
  });
  it('that are not JSON are refused with the file', () => {
    const [problem, ...more] = problemsOf({ ...own(), calendar: '{"about": "x",' });
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ file: 'calendar.json', place: '' });
    expect(problem?.reason).toMatch(/JSON/);
  });
  it.each<readonly [string, keyof RuleSet, (file: any) => void, string, RegExp]>([ // eslint-disable-line typescript/no-explicit-any
    ['a limit that is text', 'thresholds', (file) => { file.properties[0].levels.III = '25'; }, 'properties[0 septicGasCh4].levels.III', /expected .*number.*, found "25"/],
    ['a misspelt field', 'thresholds', (file) => { file.properties[1].levls = {}; }, 'properties[1 h2s].levls', /unknown field levls/],
    ['a missing field', 'thresholds', (file) => { delete file.properties[1].basis; }, 'properties[1 h2s].basis', /field basis is missing/],
    ['limits in the wrong order', 'thresholds', (file) => { file.properties[1].levels.I = 1; }, 'properties[1 h2s].levels.I', /milder than/],
    ['a rule without condition', 'thresholds', (file) => { file.properties[1].rules = [{ id: 'r', level: 'I', zh: '一', en: 'one' }]; }, 'properties[1 h2s].rules[0 r]', /no condition/],
    ['a combination with an unknown property', 'thresholds', (file) => { file.properties[1].rules = [{ id: 'r', level: 'I', value: 1, and: { property: 'rain', value: 1 }, zh: '一', en: 'one' }]; }, 'properties[1 h2s].rules[0 r].and.property', /no property rain/],
    ['a suppression of an unknown cause', 'thresholds', (file) => { file.suppressions[0].by = 'flood'; }, 'suppressions[0 river-explains-turbidity].by', /no property flood/],
    ['the same property twice', 'thresholds', (file) => { file.properties.push(file.properties[0]); }, '', /twice/],
    ['an automatic case by an unknown filing rule', 'filing', (file) => { file.autoFiling[0].filingRule = 'nope'; }, '', /no filing rule nope/],
    ['an automatic case of an unknown cause', 'filing', (file) => { file.autoFiling[0].cause = 'nope'; }, '', /no cause nope/],
    ['a chain that nobody knows', 'filing', (file) => { file.rules[0].chain = 'nope'; }, '', /no chain nope/],
    ['a chain through an unknown unit', 'filing', (file) => { file.chains[0].hops[0].unit = 'nope'; }, 'chains[0 grassroots].hops[0].unit', /no unit nope/],
    ['a chain that goes back up', 'filing', (file) => { file.chains[0].hops.reverse(); }, 'chains[0 grassroots].hops[1].level', /out of order/],
    ['an unknown class that closes by itself', 'filing', (file) => { file.automaticClosing = ['event:9999']; }, 'automaticClosing[0]', /no class event:9999/],
    ['an unknown unit', 'filing', (file) => { file.rules[0].leadUnit = 'nope'; }, '', /no unit nope/],
    ['an unknown preplan', 'filing', (file) => { file.autoFiling[0].preplan = 'nope'; }, '', /no preplan nope/],
    ['a fallback unit that is not there', 'units', (file) => { file.fallbackUnit = 'nope'; }, 'fallbackUnit', /no unit nope/],
    ['a date that is none', 'calendar', (file) => { file.holidays[0] = '2026-13-01'; }, 'holidays[0]', /found "2026-13-01"/],
    ['a step of an unknown unit', 'preplans', (file) => { file.preplans[0].steps[0].unit = 'nope'; }, '', /no unit nope/],
    ['a command that nobody knows', 'roles', (file) => { file.roles[0].may.push('case.eat'); }, '', /found "case.eat"/],
    ['a class that files by an unknown rule', 'ai', (file) => { file.classes[0].filingRule = 'nope'; }, '', /no filing rule nope/],
  ])('with %s are refused, with file, place and reason', (_, part, edit, place, reason) => {
    const problems = problemsOf(edited(part, edit));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ file }) => file === RULE_FILES[part])).toBe(true);
    if (place !== '') expect(problems.map((problem) => problem.place)).toContain(place);
    expect(problems.some((problem) => reason.test(problem.reason))).toBe(true);
  });
  it('tell every problem at once', () => {
    const texts = edited('thresholds', (file) => { file.properties[0].unit = 3; file.flood = {}; });
    expect(problemsOf({ ...texts, units: '{}' }).map(({ file }) => file)).toEqual(expect.arrayContaining(['thresholds.json', 'units.json']));
  });
});
