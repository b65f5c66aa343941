/** SensorThings and NGSI-LD adapters against services that answer as the standards say: pages, units, unknown fields, refusals. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { sourceSchema, type NgsiLdSource, type SensorThingsSource } from '../config/feedConfig';
import { listen, settle } from './fixtures';
import { createNgsiLdAdapter } from './ngsiLd';
import { createSensorThingsAdapter } from './sensorThings';

const json = (body: unknown): Response => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

describe('SensorThings', () => {
  const config = v.parse(sourceSchema, { id: 'sta', adapter: 'sensorThings', url: 'https://frost.example/v1.1/', pollSeconds: 30, properties: { 'http://vocab/level': { key: 'riverWaterLevel', scale: 0.01 }, Door: { key: 'door', words: { open: 1 } } } }) as SensorThingsSource;
  const stream = (thing: string, definition: string, name: string, observation: unknown) => ({ '@iot.id': 1, Thing: { name: thing, properties: null }, ObservedProperty: { name, definition }, Observations: observation === null ? [] : [observation] });
  const pages = [
    { value: [stream('WL-1', 'http://vocab/level', 'level', { result: 17_250, phenomenonTime: '2026-11-30T23:55:00Z/2026-11-30T23:59:00Z' }), stream('WL-2', 'http://vocab/level', 'level', null), stream('X', 'http://vocab/other', 'other', { result: 1, phenomenonTime: '2026-11-30T23:59:00Z' })], '@iot.nextLink': 'https://frost.example/v1.1/Datastreams?$skip=3' },
    { value: [stream('D-1', '', 'Door', { result: 'open', phenomenonTime: '2026-11-30T23:59:30Z' }), stream('D-2', '', 'Door', { result: '<b>', phenomenonTime: '2026-11-30T23:59:30Z' }), 'nonsense'] },
  ];

  it('reads page after page, keeps to what the mapping names, and asks again', async () => {
    const { told, clock, stop } = listen(createSensorThingsAdapter(config), (url) => json(pages[url.searchParams.has('$skip') ? 1 : 0]));
    await settle();
    expect(told.lists).toEqual([[{ objectId: 'WL-1', property: 'riverWaterLevel' }, { objectId: 'WL-2', property: 'riverWaterLevel' }, { objectId: 'D-1', property: 'door' }, { objectId: 'D-2', property: 'door' }]]);
    expect(told.observations).toEqual([
      { objectId: 'WL-1', property: 'riverWaterLevel', value: 172.5, at: Date.parse('2026-11-30T23:59:00Z'), quality: 0 }, { objectId: 'D-1', property: 'door', value: 1, at: Date.parse('2026-11-30T23:59:30Z'), quality: 0 },
    ]);
    expect([told.completes, told.refused]).toEqual([1, ['badMapping', 'badMapping']]);
    expect(told.asked[0]?.searchParams.get('$expand')).toContain('Observations($orderby=phenomenonTime desc;$top=1)');
    clock.advance(30_000);
    await settle();
    expect([told.asked.length, told.observations.length, told.completes]).toEqual([4, 4, 1]);
    stop();
  });
  it('reads 2.0 without the prefix, and never follows a page to another server', async () => {
    const two = { ...config, url: 'https://frost.example/v2.0/', objectIs: 'properties/code' } as SensorThingsSource;
    const { told } = listen(createSensorThingsAdapter(two), () => json({ value: [{ id: 7, Thing: { name: 'n', properties: { code: 'WL-9' } }, ObservedProperty: { name: 'l', definition: 'http://vocab/level' }, Observations: [] }], '@nextLink': 'https://elsewhere.example/v2.0/Datastreams' }));
    await settle();
    expect([told.fault, told.asked.length]).toEqual(['badSnapshot', 1]);
  });
  it.each([[403, 'http4xx'], [503, 'http5xx'], [429, 'busy']])('ends with what a refusal %d means', async (status, fault) => {
    const { told } = listen(createSensorThingsAdapter(config), () => new Response('', { status }));
    await settle();
    expect(told.fault).toBe(fault);
  });
});

describe('NGSI-LD', () => {
  const config = v.parse(sourceSchema, { id: 'orion', adapter: 'ngsiLd', url: 'https://orion.example/ngsi-ld/v1/', pollSeconds: 10, tenant: 'city', types: [
    { type: 'AirQualityObserved', idPrefix: 'urn:ngsi-ld:AirQualityObserved:', attributes: { pm10: { key: 'pm10' } } }, { type: 'Vehicle', idPrefix: 'urn:ngsi-ld:Vehicle:', attributes: {}, moves: true },
  ] }) as NgsiLdSource;
  const air = (id: string, value: unknown, more = {}) => ({ id: `urn:ngsi-ld:AirQualityObserved:${id}`, type: 'AirQualityObserved', pm10: { type: 'Property', value, observedAt: '2026-11-30T23:59:00Z', ...more } });
  const truck = { id: 'urn:ngsi-ld:Vehicle:VH-1', type: 'Vehicle', modifiedAt: '2026-11-30T23:59:59Z', location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [106.55, 29.56] } } };

  it('reads entities by type, follows what moves, and tells another list whole', async () => {
    let airs = [air('AM-1', 61), air('AM-2', 'much')];
    const { told, clock, stop } = listen(createNgsiLdAdapter(config), (url) => json(url.searchParams.get('type') === 'Vehicle' ? [truck] : airs));
    await settle();
    expect(told.lists).toEqual([[{ objectId: 'AM-1', property: 'pm10' }, { objectId: 'AM-2', property: 'pm10' }, { objectId: 'VH-1', property: '' }]]);
    expect([told.observations.map(({ objectId, value }) => [objectId, value]), told.places, told.refused]).toEqual([[['AM-1', 61]], [['VH-1', 106.55, 29.56, 0]], ['badMapping']]);
    clock.advance(10_000);
    await settle();
    expect([told.lists.length, told.completes]).toEqual([1, 1]);
    airs = [...airs, air('AM-3', 70)];
    clock.advance(10_000);
    await settle();
    expect([told.lists.length, told.completes, told.observations.at(-1)?.objectId]).toEqual([2, 2, 'AM-3']);
    stop();
  });
});
