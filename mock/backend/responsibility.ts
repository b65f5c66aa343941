/** Who answers for a place or an object. Persons and phone numbers are invented and leave this file only masked. */
import type { Responsibility } from '../../src/domain/objectSummary';
import streetFile from '../data/streets.json';
import { hash } from './hash';

export interface Street { readonly zh: string; readonly en: string; readonly lon: number; readonly lat: number }
const STREETS: readonly Street[] = streetFile.streets;
const NOWHERE: Street = { zh: '全区', en: 'Whole district', lon: 0, lat: 0 };

export function streetAt(lon: number, lat: number): Street {
  let best = NOWHERE;
  let least = Infinity;
  for (const street of STREETS) {
    const distance = ((street.lon - lon) * 0.87) ** 2 + (street.lat - lat) ** 2;
    if (distance < least) { least = distance; best = street; }
  }
  return best;
}

/** The nearest subdistrict as an area: for a city without outlines. Ids count as the rule set's do. */
export function nearestArea(lon: number, lat: number): { readonly id: string; readonly zh: string; readonly en: string } | null {
  const { zh, en } = streetAt(lon, lat);
  const place = STREETS.findIndex((item) => item.zh === zh);
  return place < 0 ? null : { id: `ST-${String(place + 1).padStart(2, '0')}`, zh, en };
}

const UNITS: readonly (readonly [readonly string[], string, string])[] = [
  [['septicTank', 'manhole', 'outfall'], '区市政设施维护中心', 'Municipal facilities maintenance centre'],
  [['bridge', 'bridgeSensor', 'bridgeMember', 'tunnel', 'footbridge'], '区桥隧管理所', 'Bridge and tunnel office'],
  [['streetLamp'], '区灯饰管理所', 'Street lighting office'],
  [['tree', 'soilStation', 'pestTrap'], '区园林绿化管理所', 'Parks and greening office'],
  [['camera', 'crowdCounter'], '区智慧城市运行管理中心', 'City operation centre'],
  [['noiseMonitor', 'airMonitor'], '区生态环境局', 'Ecology and environment bureau'],
  [['riverReach', 'waterLevelGauge', 'rainGauge'], '区水务与应急管理局', 'Water and emergency management bureau'],
  [['slope'], '区地质灾害防治中心', 'Geohazard prevention centre'],
  [['vehicle', 'worker'], '区环卫服务中心', 'Sanitation service centre'],
  [['lift'], '区市场监管局', 'Market supervision bureau'],
];
const GENERAL: readonly [string, string] = ['区城市管理局', 'Urban management bureau'];

export function unitFor(kind: string): { readonly zh: string; readonly en: string } {
  const row = UNITS.find(([kinds]) => kinds.includes(kind));
  return row ? { zh: row[1], en: row[2] } : { zh: GENERAL[0], en: GENERAL[1] };
}

const SURNAMES = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何罗高林';
const LAST = '强敏伟芳静磊洋艳勇军杰娟涛明超霞平刚桂英';

export const personMasked = (seed: number): string => `${SURNAMES[seed % SURNAMES.length] ?? '王'}*${LAST[hash(seed, 1) % LAST.length] ?? '强'}`;
const phoneMasked = (seed: number): string => `1${['38', '39', '50', '86', '77'][seed % 5] ?? '38'}****${String(hash(seed, 2) % 10_000).padStart(4, '0')}`;

export function responsibilityFor(kind: string, lon: number, lat: number, seed: number): Responsibility {
  const unit = unitFor(kind);
  const street = streetAt(lon, lat);
  const team = hash(hash(seed, 3) % 6, street.zh.length + street.lon * 1000);
  return { unitZh: unit.zh, unitEn: unit.en, personMasked: personMasked(team), phoneMasked: phoneMasked(team), streetZh: street.zh, streetEn: street.en };
}
