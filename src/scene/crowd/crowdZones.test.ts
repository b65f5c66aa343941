import { describe, expect, it } from 'vitest';
import { toObjectId } from '../../domain/ids';
import { toRank, type ObservedProperty } from '../../domain/reading';
import type { Freshness, Status } from '../../domain/state';
import en from '../../i18n/en/scene.json';
import zh from '../../i18n/zh-CN/scene.json';
import { createFakeCity } from '../../state/stores/createFakeCity';
import { flowShare, readCrowds, toCrowdFigure, zoneRadius } from './crowdZones';

const levels = { IV: 2, III: 3, II: 4, I: 5 };
interface Said { readonly density?: number | null; readonly inflow?: number; readonly outflow?: number; readonly freshness?: Freshness; readonly status?: Status }
/** The crowd at one counter, from readings. */
function crowdOf({ density = null, inflow, outflow, freshness = 'live', status = 'normal' }: Said) {
  const city = createFakeCity([{ id: 'CC-1', kind: 'crowdCounter', status }]);
  const property = (key: string): ObservedProperty => ({ key, nameZh: key, nameEn: key, unit: '', decimals: 2, samplingSeconds: 10, normalRange: [null, null], levels, direction: 'rising', basis: '' });
  const objectId = toObjectId('CC-1');
  const reading = (key: string, value: number | null) => ({ datastreamId: `CC-1/${key}` as never, objectId, property: property(key), value, observedAt: 1, quality: 'good' as const, freshness, rank: value === null ? 0 as const : toRank(value, levels, 'rising') });
  city.held.readings = [reading('crowdDensity', density), ...(inflow === undefined ? [] : [reading('crowdInflow', inflow)]), ...(outflow === undefined ? [] : [reading('crowdOutflow', outflow)])];
  return readCrowds(city.store).get(0);
}
const zone = { index: 0, lon: 106.5734, lat: 29.5601, squareMetres: 3800 };
const figureOf = (said: Said) => { const crowd = crowdOf(said); if (!crowd) throw new Error('no crowd'); return toCrowdFigure(zone, crowd, zh.scene.crowd, en.scene.crowd); };

describe('a counted crowd', () => {
  it.each([[1.9, 'safe'], [2, 'IV'], [3.2, 'III'], [4, 'II'], [5.4, 'I']] as const)('of %d per m² has the tone %s', (density, tone) => {
    expect(figureOf({ density }).tone).toBe(tone);
  });
  it('is told in words in both languages, with its flows where they are known', () => {
    expect(figureOf({ density: 3.21, inflow: 600, outflow: 347 })).toMatchObject({ labelZh: '密度 3.2 人/m²，进 600、出 347 人/分 · 示意', labelEn: 'Density 3.2/m², in 600, out 347/min · schematic' });
    expect(figureOf({ density: 3.21, inflow: 600 }).labelZh).toBe('密度 3.2 人/m² · 示意');
  });
  it.each([['stale', { freshness: 'stale' }], ['off line', { status: 'offline' }]] as const)('that is %s has no level, no flow, and says that it is over', (_, silent) => {
    const said = { density: 5.4, inflow: 600, outflow: 10, ...silent };
    expect(figureOf(said)).toMatchObject({ tone: 'track', labelZh: '密度曾为 5.4 人/m²，数据过期 · 示意', labelEn: 'Density was 5.4/m², out of date · schematic' });
    expect(crowdOf(said)).toMatchObject({ live: false, inflow: null, outflow: null });
  });
  it('is nobody where the counter never spoke', () => {
    expect(crowdOf({ density: null })).toMatchObject({ density: null, live: false });
  });
  it('covers the counted area, and its arrows grow with the flow per m²', () => {
    expect(Math.PI * zoneRadius(zone) ** 2).toBeCloseTo(3800, 6);
    expect(figureOf({ density: 1 })).toMatchObject({ shape: 'ring', coordinates: [106.5734, 29.5601], radiusMetres: zoneRadius(zone) });
    expect(flowShare(null, zone)).toBe(-1);
    expect(flowShare(0, zone)).toBe(0);
    expect(flowShare(300, zone)).toBeLessThan(flowShare(500, zone));
    expect(flowShare(300, { ...zone, squareMetres: 1000 })).toBeGreaterThan(flowShare(300, zone));
    expect(flowShare(9000, zone)).toBe(1);
  });
});
