import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cityData, cityDataFile } from '../../../tiles/fixtures/cityData';
import { makeWarning } from '../../domain/fixtures/records';
import { toObjectId, toWarningId } from '../../domain/ids';
import { LEVEL_BY_RANK } from '../../domain/state';
import type { Warning } from '../../domain/warning';
import { CAP_OF_LEVEL } from './capTypes';
import { capToWarning } from './capToWarning';
import { CAP_MOST, CapError, fromCap } from './fromCap';
import { toAtom } from './toAtom';
import { capIdentifier, capKindOf, capTime, toCap, type CapContext } from './toCap';

const AT = Date.UTC(2026, 10, 22, 4);
const place = { zh: '鹅岭二厂化粪池', en: 'Eling tank 14', lon: 106.5321, lat: 29.5512, radiusMetres: 50 };
const context: CapContext = {
  kind: 'Alert', sender: 'demo@cockpit.example', senderNameZh: '城市治理中心', senderNameEn: 'Governance centre', sent: AT, utcOffsetMinutes: 480, status: 'Exercise', scope: 'Restricted', category: 'Safety',
  eventZh: '化粪池甲烷', eventEn: 'Septic-tank methane', references: [],
};
const warning = makeWarning({
  id: toWarningId('w:SC-014:septicGasCh4:abc'), objectId: toObjectId('SC-014'), cause: 'septicGasCh4', level: 'II', value: 27, limit: 25, unit: '%LEL', onsetAt: AT - 60_000,
  headlineZh: '化粪池甲烷 27 %LEL，超 Ⅲ 级 25', headlineEn: 'Septic-tank methane 27 %LEL <b>&amp;</b> "above" limit',
});
const first = { sender: context.sender, identifier: 'w1.1', sent: AT - 600_000 };
const minimal = (change: (xml: string) => string): string => change(toCap(warning, place, context));
const target = { objectId: 'SC-014', street: { id: 'ST-04', zh: '两路口街道', en: 'Lianglukou' }, receivedAt: AT + 900 };

describe('a warning as CAP', () => {
  it('comes back as it went out, in both languages', () => {
    const alert = fromCap(toCap(warning, place, context));
    expect(alert).toMatchObject({ identifier: capIdentifier(warning, AT), sender: context.sender, sent: AT, status: 'Exercise', message: 'Alert', scope: 'Restricted', references: [] });
    expect(alert.note).toMatch(/no real warning/);
    expect(alert.infos.map(({ language, headline, event }) => [language, headline, event])).toEqual([['zh-CN', warning.headlineZh, '化粪池甲烷'], ['en-US', warning.headlineEn, 'Septic-tank methane']]);
    expect(alert.infos[0]).toMatchObject({ categories: ['Safety'], severity: 'Severe', urgency: 'Immediate', certainty: 'Observed', onset: AT - 60_000, areas: [{ areaDesc: place.zh, circles: [{ lon: 106.5321, lat: 29.5512, radiusMetres: 50 }] }] });
  });
  it('every level has its severity and urgency', () => {
    for (const level of LEVEL_BY_RANK) {
      if (level === null) continue;
      const [info] = fromCap(toCap({ ...warning, level, value: null }, place, context)).infos;
      expect({ severity: info?.severity, urgency: info?.urgency, certainty: info?.certainty }).toEqual(CAP_OF_LEVEL[level]);
    }
    expect(CAP_OF_LEVEL.I.severity).toBe('Extreme');
  });
  it('tells changes as Update, the end as Update with AllClear, an error as Cancel, a receipt as Ack, each with its references', () => {
    const of = (kind: CapContext['kind'], change: Partial<Warning> = {}) => fromCap(toCap({ ...warning, ...change }, place, { ...context, kind, references: [first] }));
    expect(of('Update')).toMatchObject({ message: 'Update', references: [first] });
    expect(of('AllClear', { state: 'cleared_unack', clearedAt: AT })).toMatchObject({ message: 'Update', infos: [{ responseTypes: ['AllClear'], urgency: 'Past', expires: AT }, { responseTypes: ['AllClear'] }] });
    expect(of('Cancel').message).toBe('Cancel');
    expect(of('Ack', { acknowledgedBy: '李*', acknowledgedAt: AT })).toMatchObject({ message: 'Ack', infos: [] });
    expect(of('Ack', { acknowledgedBy: '李*', acknowledgedAt: AT }).note).toContain('李*');
    expect(() => toCap(warning, place, { ...context, kind: 'Update' })).toThrow(/must refer/);
  });
  it('knows what a change has to be told as', () => {
    expect(capKindOf({ ...warning, updatedAt: warning.onsetAt })).toBe('Alert');
    expect(capKindOf({ ...warning, updatedAt: warning.onsetAt + 1, prevLevel: null })).toBe('Update');
    expect(capKindOf({ ...warning, state: 'cleared_unack', clearedAt: AT, updatedAt: AT })).toBe('AllClear');
    expect(capIdentifier(warning, AT, 'Ack')).not.toBe(capIdentifier(warning, AT));
  });
  it('a polygon is closed and keeps its order', () => {
    const ring = [[106.5, 29.5], [106.6, 29.5], [106.6, 29.6]] as const;
    const [area] = fromCap(toCap(warning, { ...place, polygon: ring }, context)).infos[0]?.areas ?? [];
    expect(area?.polygons).toEqual([[...ring, ring[0]]]);
    expect(area?.circles).toEqual([]);
  });
  it('time is local with its zone, never Z', () => {
    expect(capTime(AT, 480)).toBe('2026-11-22T12:00:00+08:00');
    expect(capTime(AT, 0)).toBe('2026-11-22T04:00:00-00:00');
    expect(capTime(AT, -210)).toBe('2026-11-22T00:30:00-03:30');
  });
  it('any text survives the way out and back, and never becomes markup', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      // eslint-disable-next-line no-control-regex
      const clean = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
      const back = fromCap(toCap({ ...warning, headlineZh: `x${text}x` }, place, context)).infos[0]?.headline ?? '';
      expect(back.replace(/\s+/g, ' ')).toBe(`x${clean}x`.replace(/\s+/g, ' '));
    }), { numRuns: 100 });
  });
});

describe('CAP from elsewhere', () => {
  it('becomes a warning whose origin stands in its rule; updates keep its id', () => {
    const alert = fromCap(toCap(warning, place, context));
    const made = capToWarning(alert, target);
    expect(made).toMatchObject({
      id: `cap:${context.sender}:${alert.identifier}`, cause: 'cap', level: 'II', state: 'active_unack', value: 27, limit: 25, unit: '%LEL', headlineZh: `【演练】${warning.headlineZh}`, headlineEn: `Exercise: ${warning.headlineEn}`,
      streetId: 'ST-04', rule: `cap-exercise:${context.sender}@${alert.identifier}`, basis: 'Governance centre', onsetAt: AT - 60_000, updatedAt: AT + 900,
    });
    const end = fromCap(toCap({ ...warning, state: 'cleared_unack', clearedAt: AT + 60_000 }, place, { ...context, kind: 'AllClear', sent: AT + 60_000, references: [{ sender: alert.sender, identifier: alert.identifier, sent: alert.sent }] }));
    expect(capToWarning(end, target)).toMatchObject({ id: made?.id, state: 'cleared_unack' });
    expect(capToWarning({ ...alert, message: 'Ack' }, target)).toBeNull();
    expect(capToWarning({ ...alert, status: 'Draft' }, target)).toBeNull();
    expect(capToWarning({ ...alert, status: 'Test' }, target)).toBeNull();
    expect(capToWarning({ ...alert, status: 'Actual' }, target)?.headlineZh).toBe(warning.headlineZh);
  });
  it('reads prefixed elements and character numbers', () => {
    const xml = toCap(warning, place, context).replaceAll(/<(\/?)([a-zA-Z]+)/g, '<$1cap:$2').replace('xmlns=', 'xmlns:cap=').replace('<cap:xml', '<?xml').replace('化粪池甲烷 27', '&#21270;&#x7CAA;池甲烷 27');
    expect(fromCap(xml.replace(/^.*\?>\n/, '')).infos[0]?.headline).toBe(warning.headlineZh);
  });
  it.each<readonly [string, string, string | RegExp]>([
    ['not XML at all', 'hello', /line|alert/],
    ['a tag left open', minimal((xml) => xml.replace('</info>', '')), /line \d+, column \d+/],
    ['another document', '<html><body/></html>', 'has no alert'],
    ['another namespace', minimal((xml) => xml.replace('cap:1.2', 'cap:9.9')), 'alert: is not in the namespace'],
    ['the namespace only in a comment', minimal((xml) => xml.replace(/ xmlns="[^"]*"/, '').replace('<alert>', '<!-- <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"> --><alert>')), 'alert: is not in the namespace'],
    ['an entity bomb', `<!DOCTYPE alert [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>${minimal((xml) => xml.replace('Governance centre', '&b;')).replace(/^.*\?>\n/, '')}`, 'declares a document type'],
    ['an external entity', `<!DOCTYPE alert SYSTEM "file:///etc/passwd">${minimal((xml) => xml).replace(/^.*\?>\n/, '')}`, 'declares a document type'],
    ['too long', minimal((xml) => xml.replace('Governance', 'G'.repeat(CAP_MOST))), 'is longer than'],
    ['too deep', minimal((xml) => xml.replace('Governance centre', `${'<a>'.repeat(50)}x${'</a>'.repeat(50)}`)), /./],
    ['an element where text belongs', minimal((xml) => xml.replace('Governance centre', '<script>alert(1)</script>')), 'alert/info[2]/senderName: holds elements'],
    ['a name that reaches for the prototype', minimal((xml) => xml.replace('<scope>', '<constructor>x</constructor><scope>')), 'cannot be read'],
    ['two identifiers', minimal((xml) => xml.replace('<sender>', '<identifier>two</identifier><sender>')), 'alert/identifier: stands more than once'],
    ['no identifier', minimal((xml) => xml.replace(/<identifier>.*?<\/identifier>/, '')), 'alert/identifier: is missing'],
    ['a sender with a space', minimal((xml) => xml.replace('demo@cockpit.example', 'a b')), 'alert/sender: holds a space'],
    ['an unknown severity', minimal((xml) => xml.replaceAll('Severe', 'Terrible')), 'alert/info[1]/severity: "Terrible" is none of'],
    ['a time without zone', minimal((xml) => xml.replace(/(<sent>[^+]*)\+08:00/, '$1')), 'alert/sent:'],
    ['an impossible place', minimal((xml) => xml.replaceAll('29.551200,106.532100', '129.5,106.5')), 'alert/info[1]/area[1]/circle[1]: "129.5,106.5" is no latitude,longitude'],
    ['an open ring', minimal((xml) => xml.replaceAll(/<circle>.*?<\/circle>/g, '<polygon>1,1 1,2 2,2 2,1</polygon>')), 'alert/info[1]/area[1]/polygon[1]: is no closed ring'],
    ['an update of nothing', minimal((xml) => xml.replace('>Alert<', '>Update<')), 'alert/references: is missing'],
  ])('is refused when it is %s', (_, xml, reason) => {
    expect(() => fromCap(xml)).toThrow(CapError);
    expect(() => fromCap(xml)).toThrow(reason);
  });
  it('never does anything but read or refuse, whatever comes', () => {
    const whole = toCap(warning, place, context);
    fc.assert(fc.property(fc.nat(whole.length), fc.nat(40), fc.string({ maxLength: 20 }), (at, length, text) => {
      try { fromCap(whole.slice(0, at) + text + whole.slice(at + length)); } catch (error) { expect(error).toBeInstanceOf(CapError); }
    }), { numRuns: 300 });
  });
  it.skipIf(cityData === null)('the published AMBER alert is read whole', () => {
    const alert = fromCap(readFileSync(cityDataFile('cap/cap_amber_alert_example.xml'), 'utf8'));
    expect(alert).toMatchObject({ identifier: 'KAR0-0306112239-SW', sender: 'KARO@CLETS.DOJ.CA.GOV', sent: Date.parse('2003-06-11T22:39:00-07:00'), message: 'Alert', status: 'Actual' });
    expect(alert.infos.map(({ language, severity }) => [language, severity])).toEqual([['en-US', 'Severe'], ['es-US', 'Severe']]);
    expect(alert.infos[0]?.areas[0]).toMatchObject({ areaDesc: 'Los Angeles County', geocodes: [{ name: 'SAME', value: '006037' }] });
    expect(capToWarning(alert, target)).toMatchObject({ level: 'II', headlineEn: 'Amber Alert in Los Angeles County', headlineZh: 'Amber Alert in Los Angeles County', cause: 'cap' });
  });
});

it('an Atom feed lists the newest first and escapes what it carries', () => {
  const feed = { id: 'urn:demo', title: '告警', author: 'demo', href: 'https://example.org/atom', utcOffsetMinutes: 480 };
  const xml = toAtom([{ identifier: 'a', title: 'old <x>', summary: '', sent: AT, href: 'cap/a' }, { identifier: 'b', title: 'new', summary: '&', sent: AT + 1000, href: 'cap/b?x=1&y=2' }], feed);
  expect(xml.indexOf('urn:cap:b')).toBeLessThan(xml.indexOf('urn:cap:a'));
  expect(xml).toContain('<updated>2026-11-22T12:00:01+08:00</updated>');
  expect(xml).toContain('old &lt;x&gt;');
  expect(xml).toContain('href="cap/b?x=1&amp;y=2"');
});
