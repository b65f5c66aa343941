/** Questions to the book of cases as of an instant: all of them, a page of a query, an evaluation. */
import type { Case } from '../../domain/case';
import type { CasePast } from '../../domain/caseHistory';
import type { CasePage, CaseQuery, Evaluation } from '../../domain/caseQuery';
import { evaluate } from '../../domain/evaluate';
import { matchesCase } from '../../domain/matchCaseQuery';
import type { CaseBook } from '../parts';
import type { RuleSet } from '../ruleSet';
import { versionsIn } from './caseRecord';

/** The cases that existed at `at` (ms since epoch), each as it stood then; the present ones when null. */
export const casesAsOf = (book: CaseBook, at: number | null): readonly Case[] =>
  (at === null ? book.all() : book.all().flatMap((item) => book.asOf(item.id, at) ?? []));

export const casePasts = (book: CaseBook, from: number, to: number, mayRead: (item: Case) => boolean = () => true): CasePast[] => book.all().flatMap(({ id }) => {
  const record = book.record(id);
  return record ? [versionsIn(record, from, to).map(({ at, item }) => ({ at, item: mayRead(item) ? item : null }))] : [];
});

export function industryLookup(rules: RuleSet): Parameters<typeof matchesCase>[3] {
  const industries = new Map(rules.filing.rules.map((rule) => [rule.id, rule.industry]));
  return (ruleId) => (ruleId === null ? null : industries.get(ruleId) ?? null);
}

/** Newest report first; all that match unless the query has a limit. `mayRead` keeps to a session's scope, count included. */
export function casePage(book: CaseBook, rules: RuleSet, query: CaseQuery, now: number, mayRead: (item: Case) => boolean = () => true): CasePage {
  const industryOf = industryLookup(rules);
  const at = query.at ?? now;
  const found = casesAsOf(book, query.at ?? null).filter((item) => mayRead(item) && matchesCase(item, query, at, industryOf)).toSorted((a, b) => b.reportedAt - a.reportedAt || (a.id < b.id ? 1 : -1));
  const offset = Math.max(0, query.offset ?? 0);
  return { count: found.length, at, cases: found.slice(offset, offset + Math.max(0, query.limit ?? found.length)) };
}

/** Of the cases reported in [from, to) as they stood at `at`; `mayRead` keeps to a session's scope. */
export function evaluationOf(book: CaseBook, rules: RuleSet, by: Evaluation['by'], from: number, to: number, at: number, demo: boolean, mayRead: (item: Case) => boolean = () => true): Evaluation {
  const { scoreWeights, stepMinutes } = rules.filing;
  const streets = rules.units.units.flatMap(({ kind, streetId, zh, en }) => (kind !== 'street' || streetId === null ? [] : [{ id: streetId, zh, en }]));
  return evaluate(casesAsOf(book, at).filter(mayRead), by, from, to, at, {
    demo, weights: scoreWeights, filingMinutes: stepMinutes.verify + stepMinutes.file, before: casesAsOf(book, at - (to - from)).filter(mayRead),
    ...(by === 'street' && { peers: streets }), ...(by === 'unit' && { peers: rules.units.units.filter(({ kind }) => kind !== 'community' && kind !== 'block') }),
  });
}
