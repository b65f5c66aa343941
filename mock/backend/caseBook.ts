/** Cases (案卷): what citizens, collectors, cameras and warnings report, walking through the seven steps with deadlines. */
import { CASE_STEPS, type Case, type CaseSource, type CaseStep } from '../../src/domain/case';
import { toCaseId, toObjectId } from '../../src/domain/ids';
import type { Warning } from '../../src/domain/warning';
import rulesFile from '../data/filingRules.json';
import { deadlineOf, type ClockKind } from './deadline';
import type { Fleet } from './fleet';
import { hash, unit } from './hash';
import { HOUR, localDate, localHour, localMidnight, MINUTE } from './localTime';
import { personMasked, streetAt, unitFor } from './responsibility';

interface FilingRule { id: string; category: string; code: string; zh: string; en: string; limit: number; clock: string; conditionZh: string; conditionEn: string }
const RULES = new Map((rulesFile.rules as FilingRule[]).map((rule) => [rule.id, rule]));

/** Rule of the case that a level I or II warning opens, by cause. */
const RULE_OF_CAUSE: Readonly<Record<string, string>> = {
  septicGasCh4: 'septic-gas', h2s: 'septic-gas', septicLevel: 'septic-overflow', manholeTilt: 'cover-missing', manholeWaterLevel: 'grate-blocked',
  gasPipelineSpace: 'gas-rupture', streetLampCurrent: 'lamp-out', noise: 'commercial-noise', pm10: 'site-dust', pm25: 'site-dust', roadPonding: 'road-ponding',
  bridgeStrain: 'river-bridge-structure', bridgeDeflection: 'river-bridge-structure', bridgeAcceleration: 'river-bridge-structure', cableForce: 'river-bridge-structure',
  pierTilt: 'river-bridge-structure', expansionJoint: 'river-bridge-fittings', slopeDisplacement: 'slope-sliding', rockCrack: 'slope-sliding', rockTilt: 'slope-gully',
  ancientTreeTilt: 'ancient-tree-fallen', soilMoisture: 'ancient-tree-dead', pestCount: 'green-pest', outfallCod: 'dirty-water', outfallNh3n: 'dirty-water', outfallTp: 'dirty-water', outfallPh: 'dirty-water',
  waterQualityClass: 'dirty-water', carbonMonoxide: 'septic-gas', oxygen: 'septic-gas', porePressure: 'slope-sliding', rainfall: 'road-ponding',
  turbidity: 'dirty-water', footbridgeLoad: 'footbridge-deck', crowdDensity: 'overcrowding', riverWaterLevel: 'underpass-flood', tunnelCo: 'underpass-flood',
};

/** Everyday reports: rule, share, and the kind of object it is about (none = a place in the street). */
const EVERYDAY: readonly (readonly [string, number, string | null])[] = [
  ['vendor', 15, null], ['outside-shop', 12, null], ['exposed-refuse', 13, null], ['bin-full', 9, null], ['dirty-road', 10, null], ['road-spillage', 5, null],
  ['commercial-noise', 6, null], ['barbecue', 3, null], ['burning', 1, null], ['site-dust', 3, null], ['dirty-water', 2, null], ['accumulated-refuse', 2, null],
  ['road-damage', 1, null], ['truck-mud', 2, null], ['structure-building', 1, null], ['cover-missing', 2, 'manhole'], ['cover-rattling', 3, 'manhole'],
  ['grate-blocked', 3, 'manhole'], ['lamp-out', 3, 'streetLamp'], ['lamp-schedule', 2, 'streetLamp'], ['footbridge-railing', 1, 'footbridge'],
  ['septic-cover', 1, 'septicTank'], ['green-pest', 1, 'tree'], ['river-bridge-dirty', 1, 'bridge'],
];
const EVERYDAY_TOTAL = EVERYDAY.reduce((sum, [, share]) => sum + share, 0);
const SOURCES: readonly (readonly [CaseSource, number])[] = [['video', 0.4], ['collector', 0.66], ['hotline', 0.82], ['citizen', 0.95], ['department', 0.98], ['media', 1]];
/** Reports per hour by local hour of day, averaged over the day about thirteen. */
const reportsPerHour = (hour: number): number => (hour < 6 ? 3 : hour < 8 ? 9 : hour < 12 ? 20 : hour < 14 ? 16 : hour < 19 ? 19 : hour < 22 ? 16 : 6);

/** Hours that one day of a handling limit takes in practice. */
const HOURS_PER_DAY_OF_WORK = 12;

export interface CasePlan { readonly item: Case; /** Start of each later step; the last entry closes. */ readonly times: readonly number[] }

export interface CaseBook {
  /** Everyday cases reported in (from, to]. */
  everyday(from: number, to: number): CasePlan[];
  ofWarning(warning: Warning, kind: string, lon: number, lat: number): CasePlan;
  put(item: Case): void;
  get(id: string): Case | undefined;
  /** Open ones and those closed since `since`. */
  list(since: number): Case[];
  forgetClosedBefore(time: number): void;
}

export const stepAfter = (item: Case, turn: number, time: number): Case =>
  (turn >= CASE_STEPS.length - 1 ? { ...item, open: false, closedAt: time } : { ...item, step: CASE_STEPS[turn + 1] as CaseStep });

export function createCaseBook(fleet: Fleet, seed: number): CaseBook {
  const cases = new Map<string, Case>();
  const places = [...(fleet.ofKind.get('streetLamp') ?? []), ...(fleet.ofKind.get('camera') ?? [])];
  const anywhere = places.length > 0 ? places : fleet.ids.map((_, k) => k);
  let serial = 0;
  let serialDate = '';

  function plan(rule: FilingRule, key: number, reportedAt: number, source: CaseSource, code: string, rest: Pick<Case, 'objectId' | 'warningId' | 'lon' | 'lat' | 'titleZh' | 'titleEn'>, unitKind: string): CasePlan {
    const automatic = source === 'iot';
    const span = (turn: number, least: number, most: number): number => (least + (most - least) * unit(key, turn)) * MINUTE;
    const createdAt = reportedAt + (automatic ? 400 : span(11, 1, 9));
    const dispatchedAt = createdAt + (automatic ? 500 : span(12, 1, 14));
    const deadlineAt = deadlineOf(dispatchedAt, rule.limit, rule.clock as ClockKind);
    const handledFrom = dispatchedAt + span(13, 2, 20);
    // crews work through nights and weekends too; a few cases miss their deadline
    const nominal = rule.limit * (rule.clock.endsWith('hour') ? 1 : HOURS_PER_DAY_OF_WORK) * HOUR * (0.2 + 0.45 * unit(key, 15));
    const handledAt = unit(key, 14) < 0.05 ? deadlineAt + (0.3 + 5 * unit(key, 15)) * HOUR : Math.max(handledFrom + 5 * MINUTE, Math.min(deadlineAt, dispatchedAt + nominal));
    const checkAt = handledAt + span(16, 2, 10);
    const evaluatedAt = checkAt + span(17, 4, 18);
    const closedAt = evaluatedAt + span(18, 4, 15);
    const street = streetAt(rest.lon, rest.lat);
    const lead = unitFor(unitKind);
    const own = unit(key, 19) < 0.45;
    return {
      times: [createdAt, dispatchedAt, handledFrom, handledAt, checkAt, evaluatedAt, closedAt].map(Math.round),
      item: {
        ...rest, id: toCaseId(`c${code}`), code, classCode: rule.code, classNameZh: rule.zh, classNameEn: rule.en, scheme: rulesFile.scheme,
        step: 'collection', source, open: true, streetZh: street.zh, streetEn: street.en,
        leadUnitZh: own ? `${street.zh}办事处` : lead.zh, leadUnitEn: own ? `${street.en} office` : lead.en, handlerMasked: personMasked(hash(key, 20)),
        reportedAt: Math.round(reportedAt), deadlineAt: Math.round(deadlineAt), closedAt: null,
        category: 'event', ruleId: rule.id, status: 'reported', streetId: '', gridId: '', leadUnitId: '', supporting: [], limit: null, filedAt: null, dispatchedAt: null, receivedAt: null, finishedAt: null, checkedAt: null,
        suspendedSince: null, urgent: false, supervised: false, escalation: 0, reworks: 0, returns: 0, extensions: 0, repeats: 0, duplicateOf: null, rating: null, automatic,
      },
    };
  }

  function report(slot: number, turn: number): CasePlan | null {
    const key = hash(hash(seed ^ 0x0ca5e, slot), turn);
    let ticket = unit(key, 1) * EVERYDAY_TOTAL;
    const row = EVERYDAY.find(([, share]) => (ticket -= share) < 0) ?? EVERYDAY[0];
    const rule = row ? RULES.get(row[0]) : undefined;
    if (!row || !rule || anywhere.length === 0) return null;
    const pool = row[2] ? fleet.ofKind.get(row[2]) : undefined;
    if (row[2] && !pool) return null;
    const object = pool?.[hash(key, 2) % pool.length];
    const place = object ?? anywhere[hash(key, 3) % anywhere.length] ?? 0;
    const reportedAt = (slot + unit(key, 4)) * HOUR;
    const draw = unit(key, 5);
    const source = SOURCES.find(([, upTo]) => draw < upTo)?.[0] ?? 'collector';
    const lon = (fleet.lon[place] ?? 0) + (object === undefined ? (unit(key, 6) - 0.5) * 2e-4 : 0);
    const lat = (fleet.lat[place] ?? 0) + (object === undefined ? (unit(key, 7) - 0.5) * 2e-4 : 0);
    const hourOfDay = Math.floor(localHour(slot * HOUR));
    const code = `500103${localDate(slot * HOUR)}${String(hourOfDay * 100 + turn + 1).padStart(5, '0')}`;
    const street = streetAt(lon, lat);
    return plan(rule, key, reportedAt, source, code, {
      objectId: object === undefined ? null : toObjectId(fleet.ids[object] ?? ''), warningId: null, lon, lat,
      titleZh: `${street.zh} ${rule.zh}：${rule.conditionZh}`, titleEn: `${rule.en}: ${rule.conditionEn}, ${street.en}`,
    }, row[2] ?? '');
  }

  return {
    everyday(from, to) {
      const found: CasePlan[] = [];
      for (let slot = Math.floor(from / HOUR); slot <= Math.floor(to / HOUR); slot++) {
        const wanted = reportsPerHour(localHour(slot * HOUR)) * (0.75 + 0.5 * unit(hash(seed, slot), 0xca5e));
        for (let turn = 0; turn < Math.round(wanted); turn++) {
          const made = report(slot, turn);
          if (made && made.item.reportedAt > from && made.item.reportedAt <= to) found.push(made);
        }
      }
      return found.sort((a, b) => a.item.reportedAt - b.item.reportedAt);
    },
    ofWarning(warning, kind, lon, lat) {
      const date = localDate(warning.updatedAt);
      if (date !== serialDate) { serialDate = date; serial = 0; }
      const rule = RULES.get(RULE_OF_CAUSE[warning.cause] ?? 'falling-object') ?? (rulesFile.rules[0] as FilingRule);
      const code = `500103${date}${String(50_000 + ++serial).padStart(5, '0')}`;
      return plan(rule, hash(hash(seed, Math.floor(warning.updatedAt / 1000)), serial), warning.updatedAt, 'iot', code,
        { objectId: warning.objectId, warningId: warning.id, lon, lat, titleZh: warning.headlineZh, titleEn: warning.headlineEn }, kind);
    },
    put: (item) => void cases.set(item.id, item),
    get: (id) => cases.get(id),
    list: (since) => [...cases.values()].filter((item) => item.open || (item.closedAt ?? 0) >= since),
    forgetClosedBefore(time) {
      for (const [id, item] of cases) if (!item.open && (item.closedAt ?? 0) < time) cases.delete(id);
    },
  };
}

/** Closed since local midnight is "today". */
export const closedTodaySince = (time: number): number => localMidnight(time);
