/** The open object and the inspected one: ids as the pack and the back end write them. */
import { toObjectId, type ObjectId } from '../../../domain/ids';
import type { UrlFact } from './UrlFact';

/** Ids come from any city's data, so letters of any script; never a control character, bracket or quote. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N}_.:@#/+ -]{0,127}$/u;

function objectFact(name: string): UrlFact<ObjectId | null> {
  return { name, default: null, parse: (text) => (ID.test(text) ? toObjectId(text) : null), write: (id) => id };
}

export const urlSelection = objectFact('sel');
export const urlInspect = objectFact('inspect');
