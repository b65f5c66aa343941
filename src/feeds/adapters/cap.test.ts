/** CAP 1.2 as a source: feeds and files, updates, cancellations, areas, expiry, and what a hostile sender might try. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { cityData, cityDataFile } from '../../../tiles/fixtures/cityData';
import { sourceSchema, type CapSource } from '../config/feedConfig';
import { createCapAdapter } from './cap';
import { listen, settle } from './fixtures';

const config = (change: object = {}): CapSource => v.parse(sourceSchema, {
  id: 'met', adapter: 'cap', url: 'https://met.example/feed.xml', pollSeconds: 60,
  objects: [{ object: 'DIS-yuzhong', lon: 106.55, lat: 29.56, geocodes: ['500103'] }, { object: 'RR-jialing', lon: 106.52, lat: 29.57 }], ...change,
}) as CapSource;
const POLYGON = '<polygon>29.5,106.5 29.5,106.6 29.6,106.6 29.6,106.5 29.5,106.5</polygon>';
interface Message { readonly id: string; readonly type?: string; readonly refs?: string; readonly area?: string; readonly severity?: string; readonly headline?: string; readonly expires?: string; readonly status?: string }
const cap = ({ id, type = 'Alert', refs = '', area = POLYGON, severity = 'Severe', headline = '暴雨橙色预警', expires = '', status = 'Actual' }: Message): string =>
  `<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>met@example</sender><sent>2026-11-30T23:00:00+00:00</sent><status>${status}</status><msgType>${type}</msgType><scope>Public</scope>${refs === '' ? '' : `<references>met@example,${refs},2026-11-30T23:00:00+00:00</references>`}<info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>${severity}</severity><certainty>Likely</certainty>${expires === '' ? '' : `<expires>${expires}</expires>`}<headline>${headline}</headline><area><areaDesc>here</areaDesc>${area}</area></info></alert>`;
const atom = (...ids: string[]): string => `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>${ids.map((id) => `<entry><id>${id}</id><updated>2026-11-30T23:00:00Z</updated><link rel="self" href="https://met.example/other"/><link type="application/cap+xml" href="cap/${id}.xml?a=1&amp;b=2"/></entry>`).join('')}</feed>`;
const xml = (text: string, headers: Record<string, string> = {}): Response => new Response(text, { headers });

/** A server with a feed and messages that a test changes. */
function serve(first: readonly Message[] | string, source: CapSource = config(), etag = '') {
  const held = { feed: '', messages: new Map<string, string>(), etag };
  const put = (...messages: Message[]): void => { for (const message of messages) held.messages.set(message.id, cap(message)); held.feed = atom(...messages.map(({ id }) => id), ...[...held.messages.keys()].filter((id) => !messages.some((message) => message.id === id))); };
  if (typeof first === 'string') held.feed = first;
  else put(...first);
  const { told, clock, stop } = listen(createCapAdapter(source), (url, headers) => {
    if (url.pathname === '/feed.xml') return held.etag !== '' && headers.get('if-none-match') === held.etag ? new Response(null, { status: 304 }) : xml(held.feed, held.etag === '' ? {} : { etag: held.etag });
    const text = held.messages.get(url.pathname.replace(/^\/cap\/|\.xml$/g, ''));
    return text === undefined ? new Response('', { status: 404 }) : xml(text);
  });
  const poll = async (): Promise<void> => { clock.advance(60_000); await settle(); };
  const states = (): string[] => told.warnings.map(({ id, objectId, level, state }) => `${id.replace('cap:met@example:', '')} ${objectId} ${level} ${state}`);
  return { held, told, clock, put, poll, states, stop };
}

describe('CAP 1.2 as a source', () => {
  it('tells an alert on the first of our objects that its area holds, and asks for a message once', async () => {
    const city = serve([{ id: 'a' }, { id: 'far', area: '<circle>30.9,110.1 5</circle>' }, { id: 'code', area: '<geocode><valueName>adcode</valueName><value>500103</value></geocode>', severity: 'Extreme' }, { id: 'ring', area: '<circle>29.571,106.521 1</circle>', severity: 'Minor' }]);
    await settle();
    expect(city.told.completes).toBe(1);
    expect(city.states().toSorted()).toEqual(['a DIS-yuzhong II active_unack', 'code DIS-yuzhong I active_unack', 'ring RR-jialing IV active_unack']);
    expect(city.told.asked[1]?.href).toContain('?a=1&b=2');
    await city.poll();
    expect(city.told.asked.filter(({ pathname }) => pathname.startsWith('/cap/'))).toHaveLength(4);
    expect(city.told.warnings).toHaveLength(3);
    city.stop();
  });
  it('follows updates and cancellations by the messages they refer to, also through a chain', async () => {
    const city = serve([{ id: 'a' }]);
    await settle();
    city.put({ id: 'b', type: 'Update', refs: 'a', severity: 'Extreme' });
    await city.poll();
    city.put({ id: 'c', type: 'Update', refs: 'b', severity: 'Moderate' });
    await city.poll();
    city.put({ id: 'd', type: 'Cancel', refs: 'c' });
    await city.poll();
    expect(city.states()).toEqual(['a DIS-yuzhong II active_unack', 'a DIS-yuzhong I active_unack', 'a DIS-yuzhong III active_unack', 'a DIS-yuzhong III cleared_unack']);
    city.stop();
  });
  it('ends what has expired, what an update moves elsewhere, and what leaves the feed without an end', async () => {
    const city = serve([{ id: 'soon', expires: '2026-12-01T00:01:30+00:00' }, { id: 'open' }, { id: 'moves' }]);
    await settle();
    city.put({ id: 'moved', type: 'Update', refs: 'moves', area: '<circle>10,10 1</circle>' });
    await city.poll();
    city.held.messages.delete('open');
    city.put();
    await city.poll();
    expect(city.states().filter((state) => state.includes('cleared')).toSorted()).toEqual(['moves DIS-yuzhong II cleared_unack', 'open DIS-yuzhong II cleared_unack', 'soon DIS-yuzhong II cleared_unack']);
    expect(city.told.warnings.find(({ id, state }) => id.endsWith('soon') && state === 'cleared_unack')?.clearedAt).toBe(Date.parse('2026-12-01T00:01:30Z'));
    city.stop();
  });
  it('shows no test, no draft, and nothing that was over before it came; an exercise says so', async () => {
    const city = serve([{ id: 't', status: 'Test' }, { id: 'd', status: 'Draft' }, { id: 'old', expires: '2026-11-30T23:59:00+00:00' }, { id: 'e', status: 'Exercise' }]);
    await settle();
    expect(city.told.warnings.map(({ headlineZh }) => headlineZh)).toEqual(['【演练】暴雨橙色预警']);
    city.stop();
  });
  it('keeps text as text, counts what cannot be read by its reason, and keeps what stands', async () => {
    const feed = atom('a', 'broken', 'bomb', 'absent', 'proto').replace('</feed>', '<entry><link href="javascript:alert(1)"/></entry><entry><link href="https://elsewhere.example/x.xml"/></entry></feed>');
    const city = serve(feed);
    city.held.messages.set('a', cap({ id: 'a', headline: '&lt;img src=x onerror=alert(1)&gt; &amp;#60;b&amp;#62;' }));
    city.held.messages.set('broken', '<alert');
    city.held.messages.set('bomb', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${cap({ id: 'bomb' })}`);
    city.held.messages.set('proto', cap({ id: '__proto__' }));
    await settle();
    expect(city.told.warnings.map(({ headlineZh }) => headlineZh)).toContain('<img src=x onerror=alert(1)> &#60;b&#62;');
    expect(city.told.refused).toEqual(Array(5).fill('badWarning'));
    expect(city.told.asked.every(({ host }) => host === 'met.example')).toBe(true);
    city.held.messages.set('absent', cap({ id: 'absent' }));
    await city.poll();
    expect(city.told.warnings.some(({ id }) => id.endsWith('absent'))).toBe(true);
    city.stop();
  });
  it('reads RSS, a message as a file, and nothing again while the ETag stands', async () => {
    const city = serve('<rss version="2.0"><channel><title>t</title><item><pubDate>x</pubDate><link>https://met.example/cap/r.xml</link></item></channel></rss>', config(), '"1"');
    city.held.messages.set('r', cap({ id: 'r' }));
    await settle();
    await city.poll();
    expect([city.told.asked.length, city.states()]).toEqual([3, ['r DIS-yuzhong II active_unack']]);
    city.stop();
    const file = serve(cap({ id: 'f' }));
    await settle();
    expect(file.states()).toEqual(['f DIS-yuzhong II active_unack']);
    file.stop();
  });
  it.each([['not xml', 'badSnapshot'], ['<html><body/></html>', 'badSnapshot'], [`<!DOCTYPE a>${atom('a')}`, 'badSnapshot']])('ends with a reason when the feed is none (%s)', async (text, fault) => {
    const city = serve(text);
    await settle();
    expect(city.told.fault).toBe(fault);
  });
  it.skipIf(!cityData)('reads a real alert', async () => {
    const city = serve(readFileSync(cityDataFile('cap/cap_amber_alert_example.xml'), 'utf8'), config({ objects: [{ object: 'X', lon: -120, lat: 37.5, geocodes: ['006037'] }] }));
    await settle();
    expect(city.told.fault).toBe('');
    expect(city.told.completes).toBe(1);
    city.stop();
  });
});
