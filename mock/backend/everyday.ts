/**
 * What citizens, collectors, cameras and neighbouring offices report on a normal day: about three hundred reports, thinner at night. Which
 * they are is a pure function of seed and hour, so any hour of any day can be told alone.
 */
import type { CaseSource } from '../../src/domain/case';
import type { Detection } from '../../src/domain/detection';
import type { FilingRule } from '../../src/rules/ruleSet';
import type { Fleet } from './fleet';
import { hash, unit } from './hash';
import { HOUR, localHour, MINUTE } from './localTime';

/** Filing rule, share, the kind of object it is about (none = a place in the street), and the video class that sees it. */
const EVERYDAY: readonly (readonly [rule: string, share: number, kind: string | null, aiClass: string | null])[] = [
  ['vendor', 15, null, 'unlicensed-vendor'], ['outside-shop', 12, null, 'trading-outside-shop'], ['exposed-refuse', 13, null, 'exposed-refuse'], ['bin-full', 9, null, 'bin-overflow'],
  ['dirty-road', 10, null, 'dirty-road'], ['road-spillage', 5, null, 'road-spillage'], ['commercial-noise', 6, null, null], ['barbecue', 3, null, 'open-barbecue'],
  ['burning', 1, null, 'burning'], ['site-dust', 3, null, 'site-dust'], ['dirty-water', 2, null, 'water-floating'], ['accumulated-refuse', 2, null, 'accumulated-refuse'],
  ['road-damage', 1, null, 'road-damage'], ['truck-mud', 2, null, 'truck-uncovered'], ['structure-building', 1, null, 'unauthorised-structure'],
  ['cover-missing', 2, 'manhole', 'manhole-defect'], ['cover-rattling', 3, 'manhole', null], ['grate-blocked', 3, 'manhole', 'grate-defect'], ['lamp-out', 3, 'streetLamp', null],
  ['lamp-schedule', 2, 'streetLamp', null], ['footbridge-railing', 1, 'footbridge', null], ['septic-cover', 1, 'septicTank', null], ['green-pest', 1, 'tree', null],
  ['river-bridge-dirty', 1, 'bridge', null],
];
const TOTAL = EVERYDAY.reduce((sum, [, share]) => sum + share, 0);
/** Cumulated; cameras see more than half of what they can see. */
const SOURCES: readonly (readonly [CaseSource, number])[] = [['video', 0.58], ['collector', 0.78], ['hotline', 0.88], ['citizen', 0.965], ['department', 0.985], ['media', 1]];
/** Reports per hour by local hour of day, averaged over the day about thirteen. */
const reportsPerHour = (hour: number): number => (hour < 6 ? 3 : hour < 8 ? 9 : hour < 12 ? 20 : hour < 14 ? 16 : hour < 19 ? 19 : hour < 22 ? 16 : 6);
/** Somebody reports the same thing again, the camera looks twice. */
const REPEATED = 0.07;
/** The algorithm is not sure: known, but not filed. */
const UNSURE = 0.06;

export interface Report {
  readonly at: number; readonly key: number; readonly rule: string; readonly source: CaseSource;
  readonly lon: number; readonly lat: number; readonly objectId: string | null; readonly text: string;
  readonly detection: Detection | null; readonly reporterId: string | null;
  /** Minutes later the same is reported once more; null = not. */
  readonly again: number | null;
}
export interface EverydayBook { /** Reports of (from, to], in order of time. */ between(from: number, to: number): Report[] }

export function createEveryday(fleet: Fleet, rules: ReadonlyMap<string, FilingRule>, aiClasses: ReadonlySet<string>, seed: number): EverydayBook {
  const cameras = fleet.ofKind.get('camera') ?? [];
  const places = [...(fleet.ofKind.get('streetLamp') ?? []), ...cameras];
  const anywhere = places.length > 0 ? places : fleet.ids.map((_, k) => k);

  function report(slot: number, turn: number): Report | null {
    const key = hash(hash(seed ^ 0x0ca5e, slot), turn);
    let ticket = unit(key, 1) * TOTAL;
    const row = EVERYDAY.find(([, share]) => (ticket -= share) < 0) ?? EVERYDAY[0];
    const rule = row ? rules.get(row[0]) : undefined;
    if (!row || !rule || anywhere.length === 0) return null;
    const pool = row[2] ? fleet.ofKind.get(row[2]) : undefined;
    if (row[2] && !pool) return null;
    const at = Math.round((slot + unit(key, 4)) * HOUR);
    const draw = unit(key, 5);
    const wished = SOURCES.find(([, upTo]) => draw < upTo)?.[0] ?? 'collector';
    const seen = wished === 'video' && row[3] !== null && aiClasses.has(row[3]) && cameras.length > 0 ? row[3] : null;
    const source: CaseSource = wished === 'video' && seen === null ? 'collector' : wished;
    const camera = cameras[hash(key, 3) % Math.max(1, cameras.length)] ?? 0;
    const object = pool?.[hash(key, 2) % pool.length];
    const place = object ?? (seen === null ? anywhere[hash(key, 3) % anywhere.length] ?? 0 : camera);
    const lon = (fleet.lon[place] ?? 0) + (object === undefined ? (unit(key, 6) - 0.5) * 2e-4 : 0);
    const lat = (fleet.lat[place] ?? 0) + (object === undefined ? (unit(key, 7) - 0.5) * 2e-4 : 0);
    const objectId = object === undefined ? null : fleet.ids[object] ?? null;
    return {
      at, key, rule: row[0], source, lon, lat, objectId, text: `${rule.zh}：${rule.conditionZh}`,
      detection: seen === null ? null : {
        id: `d${at.toString(36)}${turn}`, aiClass: seen, cameraId: fleet.ids[camera] ?? '', at, lon, lat, objectId, note: '', clear: false,
        confidence: Math.round((unit(key, 8) < UNSURE ? 0.5 + 0.08 * unit(key, 9) : 0.74 + 0.25 * unit(key, 9)) * 100) / 100,
      },
      reporterId: source === 'citizen' || source === 'hotline' ? `demo-${(key >>> 0).toString(36)}` : null,
      again: unit(key, 10) < REPEATED ? 4 + 18 * unit(key, 11) : null,
    };
  }

  return {
    between(from, to) {
      const found: Report[] = [];
      for (let slot = Math.floor((from - 30 * MINUTE) / HOUR); slot <= Math.floor(to / HOUR); slot++) {
        const wanted = reportsPerHour(localHour(slot * HOUR)) * (0.75 + 0.5 * unit(hash(seed, slot), 0xca5e));
        for (let turn = 0; turn < Math.round(wanted); turn++) {
          const made = report(slot, turn);
          if (!made) continue;
          if (made.at > from && made.at <= to) found.push(made);
          const later = made.again === null ? Infinity : Math.round(made.at + made.again * MINUTE);
          if (later > from && later <= to) found.push({ ...made, at: later, again: null, key: hash(made.key, 77), detection: made.detection && { ...made.detection, id: `${made.detection.id}r`, at: later } });
        }
      }
      return found.sort((a, b) => a.at - b.at || a.key - b.key);
    },
  };
}
