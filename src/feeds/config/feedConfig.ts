/**
 * `feeds.json`: which sources a cockpit listens to, where, and how their fields become ours. One file, checked before anything runs by it;
 * a problem names the place and the reason. Without the file the cockpit asks its own back end below `api/`.
 */
import * as v from 'valibot';
import type { ObservedProperty } from '../../domain/reading';
import type { Mapping } from './mapping';
import { payloadFields } from './payload';

const id = v.pipe(v.string(), v.regex(/^[a-z][\w-]{0,40}$/, 'must begin with a small letter and hold letters, digits, _ and - only'));
const seconds = (least: number, most: number, usual: number) => v.optional(v.pipe(v.number(), v.minValue(least), v.maxValue(most)), usual);
const address = (schemes: string) => v.pipe(v.string(), v.regex(new RegExp(`^(${schemes})://[^\\s]+$`), `must be an address that begins with ${schemes.replaceAll('|', ':// or ')}://`));
/** What a source will speak of: named here, or asked for as JSON of the same shape. */
const streams = v.array(v.strictObject({ object: v.string(), properties: v.array(v.string()) }));
const base = { id, silenceSeconds: seconds(5, 3600, 90) };

const contractSource = v.strictObject({ ...base, adapter: v.picklist(['sse', 'webSocket', 'polling']), base: v.pipe(v.string(), v.regex(/\/$/, 'must end with /')) });
const mqttSource = v.strictObject({
  ...base, adapter: v.literal('mqtt'), url: address('wss|ws|mqtts|mqtt'), username: v.exactOptional(v.string()), password: v.exactOptional(v.string()), clientPrefix: v.optional(v.string(), 'cockpit'),
  /** A wall that was away must not receive an hour of backlog. */ sessionExpirySeconds: seconds(0, 60, 0),
  topics: v.pipe(v.array(v.strictObject({
    filter: v.pipe(v.string(), v.minLength(1), v.check((text) => !text.startsWith('$share/'), 'is a shared subscription: each screen would see a part')),
    qos: v.optional(v.picklist([0, 1]), 0), ...payloadFields,
  })), v.minLength(1)),
  /** The streams that exist, and whether the broker retains the last value of each. Without it nothing can be said to be missing. */
  manifest: v.optional(v.strictObject({ streams: v.exactOptional(streams), url: v.exactOptional(v.string()), retained: v.optional(v.boolean(), false) }), {}),
});
const natsSource = v.strictObject({
  ...base, adapter: v.literal('nats'), url: address('wss|ws'), username: v.exactOptional(v.string()), password: v.exactOptional(v.string()), token: v.exactOptional(v.string()),
  /** Name of the KV bucket, and which of its keys are listened to; levels between points, `*` one, `>` all that follow. */
  bucket: v.pipe(v.string(), v.regex(/^[\w-]+$/, 'must hold letters, digits, _ and - only')),
  keys: v.pipe(v.array(v.strictObject({ filter: v.pipe(v.string(), v.regex(/^[^\s.]+(\.[^\s.]+)*$/, 'must be levels between points')), ...payloadFields })), v.minLength(1)),
});
const sensorThingsSource = v.strictObject({
  ...base, adapter: v.literal('sensorThings'), url: v.pipe(v.string(), v.regex(/^https?:\/\/.+\/v(1\.[01]|2\.0)\/$/, 'must be the service root and end with /v1.1/ or /v2.0/')), pollSeconds: seconds(1, 3600, 30),
  /** Which of a Thing names our object. */ objectIs: v.optional(v.pipe(v.string(), v.regex(/^(name|id|properties\/\w+)$/)), 'name'),
  /** Names or definitions of their observed properties for our keys; others are not listened to. */
  properties: v.record(v.string(), v.strictObject({ key: v.string(), scale: v.optional(v.number(), 1), offset: v.optional(v.number(), 0), words: v.optional(v.record(v.string(), v.number()), {}) })),
  filter: v.exactOptional(v.string()), mqtt: v.exactOptional(address('wss|ws|mqtts|mqtt')),
});
const ngsiLdSource = v.strictObject({
  ...base, adapter: v.literal('ngsiLd'), url: v.pipe(v.string(), v.regex(/^https?:\/\/.+\/ngsi-ld\/v1\/$/, 'must end with /ngsi-ld/v1/')), pollSeconds: seconds(1, 3600, 30), tenant: v.exactOptional(v.string()), context: v.exactOptional(v.string()),
  types: v.pipe(v.array(v.strictObject({
    type: v.string(), /** Cut from the front of their entity ids. */ idPrefix: v.optional(v.string(), ''),
    attributes: v.record(v.string(), v.strictObject({ key: v.string(), scale: v.optional(v.number(), 1), offset: v.optional(v.number(), 0), words: v.optional(v.record(v.string(), v.number()), {}) })), query: v.exactOptional(v.string()), moves: v.optional(v.boolean(), false),
  })), v.minLength(1)),
});
const capSource = v.strictObject({
  ...base, adapter: v.literal('cap'), url: address('https|http'), pollSeconds: seconds(5, 3600, 60),
  /** Where messages may be besides the feed's own server. */ origins: v.optional(v.array(address('https|http')), []),
  /** Our objects that alerts can stand on, the first that an alert's area holds or whose code it names. Degrees WGS 84. */
  objects: v.pipe(v.array(v.strictObject({ object: v.string(), lon: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)), lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)), geocodes: v.optional(v.array(v.string()), []) })), v.minLength(1)),
});
export const sourceSchema = v.variant('adapter', [contractSource, mqttSource, natsSource, sensorThingsSource, ngsiLdSource, capSource]);
export type SourceConfig = v.InferOutput<typeof sourceSchema>;
export type ContractSource = v.InferOutput<typeof contractSource>;
export type MqttSource = v.InferOutput<typeof mqttSource>;
export type NatsSource = v.InferOutput<typeof natsSource>;
export type SensorThingsSource = v.InferOutput<typeof sensorThingsSource>;
export type CapSource = v.InferOutput<typeof capSource>;
export type NgsiLdSource = v.InferOutput<typeof ngsiLdSource>;

const limit = v.nullable(v.pipe(v.number(), v.finite()));
const property = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9]{0,60}$/)), nameZh: v.string(), nameEn: v.string(), unit: v.string(), decimals: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)), samplingSeconds: v.pipe(v.number(), v.minValue(0)),
  normalRange: v.optional(v.tuple([limit, limit]), [null, null]), levels: v.optional(v.strictObject({ I: limit, II: limit, III: limit, IV: limit }), { I: null, II: null, III: null, IV: null }),
  direction: v.optional(v.picklist(['rising', 'falling', 'outsideRange', 'state']), 'rising'), basis: v.optional(v.string(), ''),
});
const configSchema = v.strictObject({
  about: v.string(), city: v.string(), demo: v.optional(v.boolean(), false),
  properties: v.optional(v.array(property), []),
  sources: v.pipe(v.array(sourceSchema), v.minLength(1), v.check((list) => new Set(list.map((source) => source.id)).size === list.length, 'two sources have the same id')),
});
export type FeedConfig = Omit<v.InferOutput<typeof configSchema>, 'properties'> & { readonly properties: readonly ObservedProperty[] };
export interface ConfigProblem { readonly file: string; readonly place: string; readonly reason: string }
export type ConfigOutcome = { readonly ok: true; readonly config: FeedConfig } | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const mappedKeys = ({ mapping }: { readonly mapping: Mapping }): string[] => [...Object.values(mapping.properties), ...(mapping.property.startsWith('=') ? [mapping.property.slice(1)] : [])];
/** Our keys that a source maps to. */
export function keysOf(source: SourceConfig): readonly string[] {
  switch (source.adapter) {
    case 'mqtt': return source.topics.flatMap(mappedKeys);
    case 'nats': return source.keys.flatMap(mappedKeys);
    case 'sensorThings': return Object.values(source.properties).map((one) => one.key);
    case 'ngsiLd': return source.types.flatMap((type) => Object.values(type.attributes).map((one) => one.key));
    default: return [];
  }
}

export function checkFeedConfig(data: unknown, file: string): ConfigOutcome {
  const result = v.safeParse(configSchema, data);
  if (!result.success) return { ok: false, problems: result.issues.map((issue) => ({ file, place: (issue.path ?? []).map((step) => String(step.key)).join('.'), reason: issue.message })) };
  const { output } = result;
  const known = new Set(output.properties.map((one) => one.key));
  const problems = output.sources.flatMap((source, k) => [...new Set(keysOf(source))].flatMap((key) => (known.has(key) ? [] : [{ file, place: `sources.${k}`, reason: `${source.id} maps to ${key}, which is no property of this file` }])));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: output };
}
