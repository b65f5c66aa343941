/**
 * From the fields of a foreign message to the cockpit's terms, by data: where a field stands, how its numbers become our unit, which words
 * mean which state. Only own properties are followed, so that no name of a message reaches a prototype.
 */
import * as v from 'valibot';
import type { QualityIndex } from '../sources/Source';

/** A place in JSON as an RFC 6901 pointer (`/a/b/0`), `''` = the whole; or fixed text after `=`; or a level of a topic, `{1}` = the first `+`. */
const place = v.pipe(v.string(), v.regex(/^(=.*|\{\d\}|(\/[^/]*)*)$/, 'must be a JSON pointer such as /value, fixed text after =, or a level of the topic such as {1}'));
export const mappingSchema = v.strictObject({
  object: v.optional(place, '{1}'), property: v.optional(place, '{2}'), value: v.optional(place, '/value'), time: v.optional(v.nullable(place), '/time'),
  quality: v.optional(v.nullable(place), null),
  /** Of the time: ms or s since 1970, or ISO 8601 text. */ timeIs: v.optional(v.picklist(['ms', 's', 'iso']), 'iso'),
  /** Ours = theirs × scale + offset. */ scale: v.optional(v.pipe(v.number(), v.finite()), 1), offset: v.optional(v.pipe(v.number(), v.finite()), 0),
  /** Their words for our numbers, e.g. { "on": 1 }. */ words: v.optional(v.record(v.string(), v.number()), {}),
  /** Their names for our property keys. */ properties: v.optional(v.record(v.string(), v.string()), {}),
  /** Put before and after what they call an object. */ objectPrefix: v.optional(v.string(), ''), objectSuffix: v.optional(v.string(), ''),
  /** Their words for our qualities. */ qualities: v.optional(v.record(v.string(), v.picklist(['good', 'uncertain', 'bad'])), {}),
});
export type Mapping = v.InferOutput<typeof mappingSchema>;

const own = (from: unknown, name: string): unknown => (typeof from === 'object' && from !== null && Object.hasOwn(from, name) ? (from as Record<string, unknown>)[name] : undefined);
/** The value at a place; undefined where nothing stands there. */
export function valueAt(message: unknown, where: string, levels: readonly string[] = []): unknown {
  if (where.startsWith('=')) return where.slice(1);
  const level = /^\{(\d)\}$/.exec(where);
  if (level) return levels[Number(level[1]) - 1];
  if (where === '') return message;
  return where.slice(1).split('/').reduce<unknown>((at, part) => own(at, part.replaceAll('~1', '/').replaceAll('~0', '~')), message);
}

const QUALITY: Readonly<Record<'good' | 'uncertain' | 'bad', QualityIndex>> = { good: 0, uncertain: 1, bad: 2 };
export interface Mapped { readonly objectId: string; readonly property: string; readonly value: number | null; readonly at: number; readonly quality: QualityIndex }
export type MappingProblem = 'noObject' | 'noProperty' | 'noValue' | 'badTime';

function timeOf(raw: unknown, form: Mapping['timeIs']): number {
  if (form === 'iso') return typeof raw === 'string' ? Date.parse(raw) : NaN;
  const figure = typeof raw === 'number' ? raw : typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : NaN;
  return form === 's' ? figure * 1000 : figure;
}
function numberOf(raw: unknown, { words, scale, offset }: Mapping): number | null | undefined {
  if (raw === null) return null;
  if (typeof raw === 'boolean') return raw ? 1 : 0;
  if (typeof raw === 'string') {
    if (Object.hasOwn(words, raw)) return words[raw];
    const figure = raw.trim() === '' ? NaN : Number(raw);
    return Number.isFinite(figure) ? figure * scale + offset : undefined;
  }
  return typeof raw === 'number' && Number.isFinite(raw) ? raw * scale + offset : undefined;
}

/** `now`: taken as the time of a message that has none (`time` null), ms. */
export function applyMapping(mapping: Mapping, message: unknown, levels: readonly string[], now: number): Mapped | MappingProblem {
  const object = valueAt(message, mapping.object, levels), theirs = valueAt(message, mapping.property, levels);
  if ((typeof object !== 'string' && typeof object !== 'number') || object === '') return 'noObject';
  if (typeof theirs !== 'string') return 'noProperty';
  const value = numberOf(valueAt(message, mapping.value, levels), mapping);
  if (value === undefined) return 'noValue';
  const at = mapping.time === null ? now : timeOf(valueAt(message, mapping.time, levels), mapping.timeIs);
  if (!Number.isFinite(at)) return 'badTime';
  const word = mapping.quality === null ? undefined : valueAt(message, mapping.quality, levels);
  const known = typeof word === 'string' && Object.hasOwn(mapping.qualities, word) ? mapping.qualities[word] : undefined;
  return {
    objectId: `${mapping.objectPrefix}${object}${mapping.objectSuffix}`, property: Object.hasOwn(mapping.properties, theirs) ? mapping.properties[theirs] ?? theirs : theirs, value, at,
    quality: value === null ? 3 : mapping.quality === null ? 0 : known === undefined ? 1 : QUALITY[known],
  };
}
