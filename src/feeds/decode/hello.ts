/** The opening message of an epoch: dictionary of objects, properties and datastreams. */
import * as v from 'valibot';
import type { FeedDictionary } from '../../domain/feedEvent';
import type { ObservedProperty } from '../../domain/reading';
import { WIRE_PROTO } from '../wire';
import { clockRate } from './records';
import { cleanText, isId } from './text';

/** Rows of a dictionary that the cockpit is built for, with room. */
const MAX_OBJECTS = 1_000_000;
const MAX_STREAMS = 4_000_000;
const text = v.pipe(v.string(), v.transform(cleanText));
const finite = v.pipe(v.number(), v.finite());
const limit = v.nullable(finite);

const property = v.object({
  key: v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9]{0,60}$/)), nameZh: text, nameEn: text, unit: text,
  decimals: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)), samplingSeconds: v.pipe(finite, v.minValue(0)),
  normalRange: v.tuple([limit, limit]), levels: v.object({ I: limit, II: limit, III: limit, IV: limit }),
  direction: v.picklist(['rising', 'falling', 'outsideRange', 'state']), basis: text,
  states: v.exactOptional(v.pipe(v.array(v.object({ value: finite, zh: text, en: text })), v.maxLength(100))),
});

const dictionarySchema = v.object({
  objects: v.pipe(v.array(v.custom<string>(isId)), v.maxLength(MAX_OBJECTS)),
  properties: v.pipe(v.array(property), v.maxLength(65_535)),
  datastreams: v.object({ object: v.pipe(v.array(v.number()), v.maxLength(MAX_STREAMS)), property: v.array(v.number()) }),
});
const envelope = v.object({
  proto: v.literal(WIRE_PROTO), serverTime: finite, epoch: v.pipe(v.string(), v.maxLength(128)), seq: v.pipe(v.number(), v.integer(), v.minValue(0)),
  schemaHash: v.pipe(v.string(), v.maxLength(128)), city: text, demo: v.boolean(), heartbeatMs: v.pipe(v.number(), v.minValue(100), v.maxValue(120_000)), rate: v.optional(clockRate, 1),
  dict: dictionarySchema,
});

export interface Hello { readonly serverTime: number; readonly seq: number; readonly heartbeatMs: number; readonly rate: number; readonly dictionary: FeedDictionary }

function toDictionary({ objects, properties, datastreams }: v.InferOutput<typeof dictionarySchema>, epoch: string, city: string, demo: boolean): FeedDictionary | null {
  const { object, property: propertyOf } = datastreams;
  if (object.length !== propertyOf.length || new Set(objects).size !== objects.length) return null;
  const within = (list: readonly number[], end: number): boolean => list.every((index) => Number.isInteger(index) && index >= 0 && index < end);
  if (!within(object, objects.length) || !within(propertyOf, properties.length)) return null;
  return { epoch, city, demo, objectIds: objects, properties: properties as readonly ObservedProperty[], datastreamObject: Uint32Array.from(object), datastreamProperty: Uint16Array.from(propertyOf) };
}

/** null when any part of it is not to be trusted: without a sound dictionary nothing after it means anything. */
export function decodeHello(value: unknown): Hello | null {
  const result = v.safeParse(envelope, value, { abortEarly: true });
  if (!result.success) return null;
  const { dict, epoch, city, demo, serverTime, seq, heartbeatMs, rate } = result.output;
  const dictionary = toDictionary(dict, epoch, city, demo);
  return dictionary ? { serverTime, seq, heartbeatMs, rate, dictionary } : null;
}

const fileDictionary = v.object({ city: text, demo: v.boolean(), ...dictionarySchema.entries });
/** The dictionary of a recorded file, with the same checks; `epoch` names the file. */
export function decodeFileDictionary(value: unknown, epoch: string): FeedDictionary | null {
  const result = v.safeParse(fileDictionary, value, { abortEarly: true });
  return result.success ? toDictionary(result.output, epoch, result.output.city, result.output.demo) : null;
}
