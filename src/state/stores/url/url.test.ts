import { assert as forAll, constantFrom, double, property, string as anyString, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../domain/kind';
import { toObjectId } from '../../../domain/ids';
import { readFact, writeFact, type UrlFact } from './UrlFact';
import { readAddress } from './readAddress';
import { urlCity } from './urlCity';
import { urlInstant } from './urlInstant';
import { urlLanguage } from './urlLanguage';
import { urlLayers } from './urlLayers';
import { urlList } from './urlList';
import { urlMode } from './urlMode';
import { urlInspect, urlSelection } from './urlObject';
import { urlProfile } from './urlProfile';
import { urlScenario, urlSeed, urlSpeed } from './urlScenario';
import { urlTheme } from './urlTheme';
import { urlView } from './urlView';
import { toQuery } from './AddressBar';

/** Through the address and back, as a browser does it. */
function roundTrip<Value>(fact: UrlFact<Value>, value: Value): Value {
  const params = new URLSearchParams();
  writeFact(fact, value, params);
  return readFact(fact, new URLSearchParams(toQuery(params))).value;
}

describe('facts survive the address', () => {
  it('words', () => {
    for (const mode of ['desk', 'wall', 'kiosk'] as const) expect(roundTrip(urlMode, mode)).toBe(mode);
    for (const language of ['zh-CN', 'en'] as const) expect(roundTrip(urlLanguage, language)).toBe(language);
    for (const theme of ['dark', 'light'] as const) expect(roundTrip(urlTheme, theme)).toBe(theme);
  });

  it('names and ids of any script', () => {
    for (const city of ['yuzhong', 'tokyo-central5', '重庆', '/packs/west.village/', 'http://localhost:4173/packs/a/']) expect(roundTrip(urlCity, city)).toBe(city);
    for (const id of ['b12345', 'BR-chaotianmen', 'CAM-000123', '千厮门大桥', 'way/123', 'node/1 a+b', 'SEP:1@x#2']) {
      expect(roundTrip(urlSelection, toObjectId(id))).toBe(id);
      expect(roundTrip(urlInspect, toObjectId(id))).toBe(id);
    }
    expect(roundTrip(urlScenario, 'rainstorm-20')).toBe('rainstorm-20');
    expect(roundTrip(urlSeed, 4294967295)).toBe(4294967295);
    expect(roundTrip(urlProfile, { pitchMm: 1.25, farM: 10, nearM: 2.5 })).toEqual({ pitchMm: 1.25, farM: 10, nearM: 2.5 });
  });

  it('any camera, to the precision of the address', () => {
    forAll(property(
      double({ min: -180, max: 180, noNaN: true }), double({ min: -90, max: 90, noNaN: true }), double({ min: 5, max: 2e7, noNaN: true }),
      double({ min: 0, max: 359.9, noNaN: true }), double({ min: -90, max: 90, noNaN: true }),
      (lon, lat, range, heading, pitch) => {
        const back = roundTrip(urlView, { lon, lat, range, heading, pitch });
        expect(back).not.toBeNull();
        expect(back!.lon).toBeCloseTo(lon, 5);
        expect(back!.lat).toBeCloseTo(lat, 5);
        expect(back!.range).toBeCloseTo(range, 0);
        expect(Math.abs(back!.heading - heading) % 360).toBeLessThan(0.1);
        expect(back!.pitch).toBeCloseTo(pitch, 0);
      },
    ));
  });

  it('any instant, in the city’s civil time, with a zone or as a number', () => {
    const instant = Date.parse('2026-06-05T20:10:00+08:00');
    expect(urlInstant.write(instant)).toBe('2026-06-05T20:10:00');
    for (const text of ['2026-06-05T20:10:00', '2026-06-05T20:10', '2026-06-05T12:10:00Z', '2026-06-05T14:10:00 02:00', String(instant)]) expect(urlInstant.parse(text)).toBe(instant);
    expect(roundTrip(urlInstant, instant + 123)).toBe(instant + 123);
    expect(roundTrip(urlInstant, null)).toBeNull();
    for (const bad of ['', 'now', '2026-13-05T20:10', '1899-06-05T20:10', '12', '2026-06-05']) expect(urlInstant.parse(bad)).toBeNull();
  });

  it('any set of hidden kinds', () => {
    forAll(property(subarray([...KINDS]), (kinds) => {
      expect(roundTrip(urlLayers, new Set(kinds))).toEqual(new Set(kinds));
    }));
  });

  it('every list', () => {
    for (const list of [
      { type: 'warnings' }, { type: 'warnings', level: 'II' }, { type: 'warnings', unacknowledged: true }, { type: 'warnings', level: 'I', unacknowledged: true },
      { type: 'cases' }, { type: 'cases', step: 'handling', overdue: true }, { type: 'kind', kind: 'camera' }, { type: 'kind', kind: 'septicTank', condition: 'offline' },
      { type: 'cases', closedToday: true }, { type: 'kind', kind: 'camera', connected: 'offline' }, { type: 'kind', kind: 'slope', level: 'III' },
      { type: 'vital', id: 'aqi' }, { type: 'vital', id: 'pm25', beyond: true }, { type: 'devices' }, { type: 'view' },
      { type: 'warnings', level: 'II', bucket: 'all', acknowledged: true }, { type: 'warnings', bucket: 'all', acknowledgedWithin: 300 }, { type: 'warnings', bucket: 'unacknowledged', waitingOver: 900 }, { type: 'cases', suspended: true },
      { type: 'cases', category: 'event', classCode: '0102' }, { type: 'cases', aiClass: 'exposed-refuse' }, { type: 'caseQuery', query: { category: 'component', classCode: '0102', aiClass: 'x', code: '20261120' } },
      { type: 'warnings', level: 'II', bucket: 'shelved', cause: 'septicGasCh4', streetId: 'ST-01' }, { type: 'warnings', bucket: 'all' }, { type: 'warnings', streetId: '' }, { type: 'cases', reportedToday: true, source: 'video', unitId: 'sanitation' },
      { type: 'cases', stage: 'check', classCode: '0302', overdue: true }, { type: 'caseQuery', query: { open: true, overdue: false, industry: 'parks', at: 1_790_000_000_000 } }, { type: 'caseQuery', query: { counted: 'inTimeArchive', streetId: 'ST-01', from: 1_789_000_000_000, to: 1_790_000_000_000 } },
    ] as const) expect(roundTrip(urlList, list)).toEqual(list);
  });

  it('a speed that the demo allows, and no other', () => {
    for (const speed of [0.1, 1, 12.5, 120]) expect(roundTrip(urlSpeed, speed)).toBe(speed);
    for (const text of ['0', '121', '-1', '1e2', 'NaN', '']) expect(urlSpeed.parse(text)).toBeNull();
  });

  it('leaves defaults out of the address', () => {
    const params = new URLSearchParams('mode=wall&theme=light');
    writeFact(urlMode, 'desk', params);
    writeFact(urlTheme, 'dark', params);
    expect(params.toString()).toBe('');
  });
});

describe('hostile and broken values', () => {
  const bad: readonly [UrlFact<unknown>, readonly string[]][] = [
    [urlMode as UrlFact<unknown>, ['', 'desktop', 'DESK', '__proto__', '<script>']],
    [urlLanguage as UrlFact<unknown>, ['', 'fr', 'constructor', 'toString', 'hasOwnProperty']],
    [urlTheme as UrlFact<unknown>, ['', 'url(x)', 'Dark']],
    [urlCity as UrlFact<unknown>, ['', '../../etc/passwd', '//evil.example/x', 'javascript:alert(1)', 'data:text/html,x', '/a/../b', 'a b', '/\\evil', 'http://', 'http://a b']],
    [urlView as UrlFact<unknown>, ['', '1,2,3', '1,2,3,4,5,6', 'NaN,0,100,0,-40', 'Infinity,0,100,0,0', '181,0,100,0,0', '0,91,100,0,0', '0,0,0,0,0', '0,0,1e99,0,0', '0,0,100,0,-91', ' 1,2,100,4,5', '0x10,0,100,0,0']],
    [urlSelection as UrlFact<unknown>, ['', '<img onerror=x>', '"', 'a\u0000b', 'a\nb', 'x'.repeat(129), '{}']],
    [urlLayers as UrlFact<unknown>, ['', 'ufo', '-ufo', 'tree..camera', '__proto__', '-tree.']],
    [urlProfile as UrlFact<unknown>, ['', '1', '0,6', '1,0', '-1,6', '1,6,7', '1e3,6', '1,6,3,4', '9999,6']],
    [urlScenario as UrlFact<unknown>, ['', '../x', '1abc', 'x'.repeat(41)]],
    [urlList as UrlFact<unknown>, ['', 'warnings.V', 'warnings.I.II', 'warnings.new.new', 'cases.new', 'kind', 'kind.ufo', 'kind.tree.purple', 'kind.tree.normal.x', 'vital.', 'vital.a b', 'vital.aqi.above', 'devices.camera', 'warnings.acked-within-x', 'cases.event.component', 'view.x', 'find', 'find.open.not-open', 'find.from-12', 'cases.closed.today', 'cases.source-nobody', 'warnings.is-gone', 'warnings.cause-a b', '__proto__']],
    [urlSeed as UrlFact<unknown>, ['', '-1', '1.5', '99999999999', '4294967296', 'abc']],
  ];
  for (const [fact, values] of bad) {
    it(`${fact.name} falls back to its default and says so`, () => {
      for (const value of values) expect(readFact(fact, new URLSearchParams([[fact.name, value]])), value).toEqual({ kind: 'bad', value: fact.default });
    });
  }

  it('never throws, whatever the address', () => {
    forAll(property(anyString({ unit: 'binary' }), constantFrom('c', 'sel', 'layers', 'city', 'profile', 'seed', 'mode', 'lang'), (text, name) => {
      readAddress(`?${name}=${encodeURIComponent(text.toWellFormed())}`);
      readAddress(text);
    }));
    const long = readAddress(`?c=${'1'.repeat(5000)}&sel=%00&mode=%E0%A4%A`);
    expect(long.notes.map((note) => note.name).toSorted()).toEqual(['c', 'mode', 'sel']);
    expect(long.notes.every((note) => note.text.length <= 60)).toBe(true);
  });
});
