/** Fields of an address as the contract's queries; anything unreadable is named instead of guessed. */
import { CASE_CATEGORIES, CASE_SOURCES, CASE_STATUSES, CASE_STEPS } from '../../domain/case';
import { EVALUATION_COUNTS, INDUSTRIES, type CaseQuery } from '../../domain/caseQuery';

export class BadQuery extends Error {}
type Fields = Readonly<Record<string, string>>;

export function numberField(query: Fields, name: string): number | undefined {
  const raw = query[name];
  if (raw === undefined || raw === '') return undefined;
  const value = Number(raw);
  if (!Number.isFinite(value)) throw new BadQuery(`${name} must be a number`);
  return value;
}
export function choiceField<T extends string>(query: Fields, name: string, choices: readonly T[]): T | undefined {
  const raw = query[name];
  if (raw === undefined || raw === '') return undefined;
  const found = choices.find((choice) => choice === raw);
  if (found === undefined) throw new BadQuery(`${name} must be one of ${choices.join(', ')}`);
  return found;
}
export function flagField(query: Fields, name: string): boolean | undefined {
  const raw = query[name];
  if (raw === undefined || raw === '') return undefined;
  if (raw !== 'true' && raw !== 'false') throw new BadQuery(`${name} must be true or false`);
  return raw === 'true';
}
const textField = (query: Fields, name: string): string | undefined => { const raw = query[name]; return raw === undefined || raw === '' ? undefined : raw.slice(0, 128); };
/** An empty id is an id: what lies in no subdistrict, what was given to no department. */
const placeField = (query: Fields, name: string): string | undefined => query[name]?.slice(0, 128);

/** Throws BadQuery. */
export function readCaseQuery(query: Fields): CaseQuery {
  const fields = {
    open: flagField(query, 'open'), step: choiceField(query, 'step', CASE_STEPS), status: choiceField(query, 'status', CASE_STATUSES), overdue: flagField(query, 'overdue'), streetId: placeField(query, 'streetId'),
    unitId: placeField(query, 'unitId'), postId: textField(query, 'postId'), industry: choiceField(query, 'industry', INDUSTRIES), category: choiceField(query, 'category', CASE_CATEGORIES), classCode: textField(query, 'classCode'), aiClass: textField(query, 'aiClass'), source: choiceField(query, 'source', CASE_SOURCES), objectId: textField(query, 'objectId'), code: textField(query, 'code'),
    from: numberField(query, 'from'), to: numberField(query, 'to'), counted: choiceField(query, 'counted', EVALUATION_COUNTS), at: numberField(query, 'at'), offset: numberField(query, 'offset'), limit: numberField(query, 'limit'),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
