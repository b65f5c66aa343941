/**
 * OGC SensorThings 1.1 and 2.0: Datastreams with their Thing, observed property and newest observation, page by page; then the same again
 * every few seconds. In 2.0 fields lost their `@iot.` prefix; both spellings are read.
 */
import type { SensorThingsSource } from '../config/feedConfig';
import { applyMapping, mappingSchema } from '../config/mapping';
import { FeedFault } from '../feedFault';
import type { SourceAdapter, SourceEnvironment, StreamName } from '../sources/Source';
import * as v from 'valibot';
import { askJson, pause } from './ask';

const text = v.union([v.string(), v.number()]);
const observation = v.looseObject({ result: v.optional(v.unknown()), phenomenonTime: v.optional(v.nullable(v.string())), resultQuality: v.optional(v.unknown()) });
const datastream = v.looseObject({
  Thing: v.looseObject({ name: v.optional(v.string(), ''), properties: v.optional(v.nullable(v.record(v.string(), v.unknown()))) }),
  ObservedProperty: v.looseObject({ name: v.optional(v.string(), ''), definition: v.optional(v.string(), '') }),
  Observations: v.optional(v.array(v.unknown()), []),
});
/** Pages of one round; a service that never ends its list is given up. */
const MOST_PAGES = 2000;

const idOf = (item: Readonly<Record<string, unknown>>): string => { const id = v.safeParse(text, item['id'] ?? item['@iot.id']); return id.success ? String(id.output) : ''; };
function objectOf(thing: v.InferOutput<typeof datastream>['Thing'], objectIs: string): string {
  if (objectIs === 'name') return thing.name;
  if (objectIs === 'id') return idOf(thing);
  const value = Object.hasOwn(thing.properties ?? {}, objectIs.slice(11)) ? thing.properties?.[objectIs.slice(11)] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
/** The end of an interval, or the instant. */
const instantOf = (time: string): string => time.split('/').at(-1) ?? time;

interface Row { readonly stream: StreamName; readonly newest: unknown; readonly mapping: SensorThingsSource['properties'][string] }

async function readRound(config: SensorThingsSource, environment: SourceEnvironment): Promise<readonly Row[]> {
  const query = new URLSearchParams({ $expand: 'Thing,ObservedProperty,Observations($orderby=phenomenonTime desc;$top=1)', $top: '1000', ...(config.filter !== undefined && { $filter: config.filter }) });
  let url: string | null = `${config.url}Datastreams?${query}`;
  const rows: Row[] = [];
  for (let page = 0; url !== null; page++) {
    if (page >= MOST_PAGES) throw new FeedFault('tooLarge');
    const { json } = await askJson(environment, url);
    const answer = v.safeParse(v.looseObject({ value: v.array(v.unknown()) }), json);
    if (!answer.success) throw new FeedFault('badSnapshot');
    for (const item of answer.output.value) {
      const found = v.safeParse(datastream, item);
      if (!found.success) { environment.sink.refuse('badMapping'); continue; }
      const { Thing, ObservedProperty, Observations } = found.output;
      const name = [ObservedProperty.definition, ObservedProperty.name].find((one) => one !== '' && Object.hasOwn(config.properties, one));
      const mapping = name === undefined ? undefined : config.properties[name];
      if (!mapping) continue;
      const objectId = objectOf(Thing, config.objectIs);
      if (objectId === '') { environment.sink.refuse('badMapping'); continue; }
      rows.push({ stream: { objectId, property: mapping.key }, newest: Observations[0], mapping });
    }
    const next: unknown = answer.output['@nextLink'] ?? answer.output['@iot.nextLink'];
    // a next page lies on the same service, whatever the answer says
    url = typeof next === 'string' ? new URL(next, config.url).href : null;
    if (url !== null && new URL(url).origin !== new URL(config.url).origin) throw new FeedFault('badSnapshot');
  }
  return rows;
}

const plain = v.parse(mappingSchema, { object: '/object', property: '/property', value: '/value', time: '/time' });
export function createSensorThingsAdapter(config: SensorThingsSource): SourceAdapter {
  return async (environment) => {
    const { sink, signal, clock } = environment;
    const tell = (rows: readonly Row[]): void => {
      for (const { stream, newest, mapping } of rows) {
        const one = v.safeParse(observation, newest);
        // never observed yet
        if (!one.success || !one.output.phenomenonTime) continue;
        const mapped = applyMapping({ ...plain, scale: mapping.scale, offset: mapping.offset, words: mapping.words }, { object: stream.objectId, property: stream.property, value: one.output.result ?? null, time: instantOf(one.output.phenomenonTime) }, [], clock.now());
        if (typeof mapped === 'string') sink.refuse(mapped === 'badTime' ? 'badTime' : 'badMapping');
        else sink.observe(mapped);
      }
    };
    const first = await readRound(config, environment);
    sink.expect(first.map(({ stream }) => stream));
    tell(first);
    sink.complete();
    for (;;) {
      await pause(environment, config.pollSeconds);
      if (signal.aborted) throw new FeedFault('closed');
      tell(await readRound(config, environment));
    }
  };
}
