/**
 * NGSI-LD context brokers (Orion-LD, Scorpio, Stellio): entities by type, page by page, asked again every few seconds; a browser cannot
 * subscribe. An attribute's `observedAt` is its time; without one the entity's `modifiedAt`. Of what moves, `location` is followed.
 */
import * as v from 'valibot';
import type { NgsiLdSource } from '../config/feedConfig';
import { applyMapping, mappingSchema } from '../config/mapping';
import { FeedFault } from '../feedFault';
import type { SourceAdapter, SourceEnvironment, StreamName } from '../sources/Source';
import { askJson, pause } from './ask';

const PAGE = 500;
const MOST_PAGES = 2000;
const entity = v.looseObject({ id: v.string(), modifiedAt: v.optional(v.string()) });
const attribute = v.looseObject({ value: v.optional(v.unknown()), observedAt: v.optional(v.string()), modifiedAt: v.optional(v.string()) });
const point = v.looseObject({ value: v.looseObject({ type: v.literal('Point'), coordinates: v.looseTuple([v.number(), v.number()]) }) });
const plain = v.parse(mappingSchema, { object: '/object', property: '/property', value: '/value', time: '/time' });

type Entity = v.InferOutput<typeof entity>;
type Kind = NgsiLdSource['types'][number];

async function readType(config: NgsiLdSource, kind: Kind, environment: SourceEnvironment): Promise<readonly Entity[]> {
  const headers = { accept: 'application/ld+json', ...(config.tenant !== undefined && { 'ngsild-tenant': config.tenant }), ...(config.context !== undefined && { link: `<${config.context}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"` }) };
  const all: Entity[] = [];
  for (let page = 0; ; page++) {
    if (page >= MOST_PAGES) throw new FeedFault('tooLarge');
    const query = new URLSearchParams({ type: kind.type, options: 'sysAttrs', limit: String(PAGE), offset: String(page * PAGE), ...(kind.query !== undefined && { q: kind.query }) });
    const { json } = await askJson(environment, `${config.url}entities?${query}`, headers);
    if (!Array.isArray(json)) throw new FeedFault('badSnapshot');
    for (const item of json as unknown[]) {
      const found = v.safeParse(entity, item);
      if (found.success && found.output.id !== kind.idPrefix) all.push(found.output);
      else environment.sink.refuse('badMapping');
    }
    if (json.length < PAGE) return all;
  }
}
const objectOf = (kind: Kind, { id }: Entity): string => (id.startsWith(kind.idPrefix) ? id.slice(kind.idPrefix.length) : id);

export function createNgsiLdAdapter(config: NgsiLdSource): SourceAdapter {
  return async (environment) => {
    const { sink, signal, clock } = environment;
    const readAll = async (): Promise<readonly (readonly [Kind, readonly Entity[]])[]> => { const all: [Kind, readonly Entity[]][] = []; for (const kind of config.types) all.push([kind, await readType(config, kind, environment)]); return all; };
    const streamsOf = (all: Awaited<ReturnType<typeof readAll>>): StreamName[] => all.flatMap(([kind, entities]) => entities.flatMap((item) => {
      const own = Object.entries(kind.attributes).flatMap(([name, { key }]) => (Object.hasOwn(item, name) ? [{ objectId: objectOf(kind, item), property: key }] : []));
      return own.length > 0 || !kind.moves ? own : [{ objectId: objectOf(kind, item), property: '' }];
    }));
    const tell = (all: Awaited<ReturnType<typeof readAll>>): void => {
      for (const [kind, entities] of all) for (const item of entities) {
        const objectId = objectOf(kind, item);
        for (const [name, { key, scale, offset, words }] of Object.entries(kind.attributes)) {
          if (!Object.hasOwn(item, name)) continue;
          const found = v.safeParse(attribute, item[name]);
          if (!found.success) { sink.refuse('badMapping'); continue; }
          const time = found.output.observedAt ?? found.output.modifiedAt ?? item.modifiedAt ?? '';
          const mapped = applyMapping({ ...plain, scale, offset, words }, { object: objectId, property: key, value: found.output.value ?? null, time }, [], clock.now());
          if (typeof mapped === 'string') sink.refuse(mapped === 'badTime' ? 'badTime' : 'badMapping');
          else sink.observe(mapped);
        }
        if (!kind.moves) continue;
        const place = v.safeParse(point, item['location']);
        if (place.success) sink.place(objectId, place.output.value.coordinates[0], place.output.value.coordinates[1], 0);
      }
    };
    let known = '';
    for (let round = 0; ; round++) {
      const all = await readAll();
      const streams = streamsOf(all);
      const names = streams.map(({ objectId, property }) => `${objectId} ${property}`).join('\n');
      // an entity came or went: another list, told whole
      const anew = names !== known;
      if (anew) { known = names; sink.expect(streams); }
      tell(all);
      if (anew) sink.complete();
      await pause(environment, config.pollSeconds);
      if (signal.aborted) throw new FeedFault('closed');
    }
  };
}
