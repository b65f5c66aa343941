/** The open case: its id as the back end writes it. */
import { toCaseId, type CaseId } from '../../../domain/ids';
import type { UrlFact } from './UrlFact';

const ID = /^[\p{L}\p{N}][\p{L}\p{N}_.:@#/+-]{0,127}$/u;

export const urlCase: UrlFact<CaseId | null> = { name: 'case', default: null, parse: (text) => (ID.test(text) ? toCaseId(text) : null), write: (id) => id };
