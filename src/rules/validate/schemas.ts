/** Shapes of the seven rule files. A field that nobody knows is an error: it is most often a misspelt one. */
import * as v from 'valibot';
import { CLOCK_KINDS, HOP_LEVELS } from '../../domain/case';
import { INDUSTRIES } from '../../domain/caseQuery';
import type { CommandType } from '../../domain/command';
import { HIDDEN, ROLES } from '../../domain/role';
import type { RuleSet } from '../ruleSet';

const text = v.pipe(v.string(), v.minLength(1));
const figure = v.pipe(v.number(), v.finite());
const positive = v.pipe(figure, v.gtValue(0));
const notNegative = v.pipe(figure, v.minValue(0));
const whole = v.pipe(figure, v.integer());
const level = v.picklist(['I', 'II', 'III', 'IV']);
const list = <T extends v.GenericSchema>(item: T) => v.array(item);
const head = { about: v.string(), version: text };
const named = { zh: text, en: text };
const hour = v.pipe(figure, v.minValue(0), v.maxValue(24));
const range = v.tuple([figure, figure]);
const levels = v.strictObject({ I: v.nullable(figure), II: v.nullable(figure), III: v.nullable(figure), IV: v.nullable(figure) });
const optional = v.exactOptional;

const states = list(v.strictObject({ value: whole, ...named }));
const levelRule = v.strictObject({
  id: text, level, ...named, value: optional(figure), low: optional(figure), high: optional(figure), holdMinutes: optional(positive), perHour: optional(positive), windowHours: optional(positive),
  aboveBackground: optional(positive), backgroundMetres: optional(positive), worseThanTarget: optional(positive),
  and: optional(v.strictObject({ property: text, value: figure, kind: optional(text), metres: optional(positive) })),
  nearKind: optional(v.strictObject({ kind: text, named: optional(list(text)), metres: positive, minutes: positive })),
  shareOf: optional(v.strictObject({ attribute: text, share: positive, times: optional(text) })),
  device: optional(v.strictObject({ device: text, state: whole })),
});
const thresholds = v.strictObject({
  ...head,
  properties: list(v.strictObject({
    key: text, of: optional(text), ...named, unit: v.string(), decimals: v.pipe(whole, v.minValue(0), v.maxValue(6)), sampling: notNegative, alarmSampling: v.nullable(positive),
    normal: v.nullable(v.pipe(list(v.nullable(figure)), v.length(2))), levels, direction: v.picklist(['rising', 'falling', 'outsideRange', 'state']), states: optional(states),
    clear: v.strictObject({ type: v.picklist(['ratio', 'offset', 'none']), amount: notNegative, hold: v.pipe(whole, v.minValue(1), v.maxValue(100)) }),
    holdMinutes: optional(positive), sumHours: optional(positive), absolute: optional(v.boolean()), counter: optional(v.boolean()), diagnostic: optional(v.boolean()),
    variants: optional(list(v.strictObject({
      where: v.strictObject({ attribute: optional(text), equals: optional(text), station: optional(text), objectId: optional(text) }), hours: optional(v.tuple([hour, hour])), levels,
    }))),
    rules: optional(v.pipe(list(levelRule), v.maxLength(30))), latched: optional(list(level)), stuckMinutes: optional(positive), possible: optional(range),
    devices: optional(list(v.strictObject({ level, device: text, ...named, on: whole, off: whole }))),
    capCategory: v.picklist(['Geo', 'Met', 'Safety', 'Security', 'Rescue', 'Fire', 'Health', 'Env', 'Transport', 'Infra', 'CBRNE', 'Other']), basis: text, confidence: v.picklist(['H', 'M', 'L']),
  })),
  devices: optional(list(v.strictObject({ device: text, ...named, states }))),
  suppressions: list(v.strictObject({ id: text, cause: text, by: text, byLevel: level, metres: notNegative, ...named })),
  flood: v.strictObject({ newAlarms: v.pipe(whole, v.minValue(1)), perSeconds: positive }),
  acknowledgeMinutes: optional(v.strictObject({ I: positive, II: positive, III: positive, IV: positive })),
  waterClasses: optional(v.strictObject({
    property: text, basis: text,
    indices: list(v.strictObject({ index: text, property: v.nullable(text), ...named, unit: v.string(), better: v.picklist(['higher', 'lower', 'inside']), limits: v.pipe(list(figure), v.minLength(2), v.maxLength(5)) })),
  })),
});

const filing = v.strictObject({
  ...head, scheme: text, districtCode: optional(text),
  rules: list(v.strictObject({
    id: text, category: v.picklist(['component', 'event']), codes: list(text), ...named, conditionZh: text, conditionEn: text, limit: positive, clock: v.picklist(CLOCK_KINDS),
    closingZh: v.string(), closingEn: v.string(), industry: v.nullable(v.picklist(INDUSTRIES)), urgent: v.boolean(), leadUnit: text, supportingUnits: list(text), joint: optional(v.boolean()), chain: optional(text),
  })),
  autoFiling: list(v.strictObject({
    id: text, cause: text, level, filingRule: text, code: v.nullable(text), afterMinutes: optional(notNegative), automatic: v.boolean(), closeBelow: optional(figure), closeAfterMinutes: optional(notNegative), preplan: optional(text),
  })),
  classes: optional(list(v.strictObject({ category: v.picklist(['component', 'event']), code: text, ...named, scheme: optional(text) }))),
  automaticClosing: optional(list(text)),
  chains: optional(list(v.strictObject({ id: text, ...named, hops: v.pipe(list(v.strictObject({ level: v.picklist(HOP_LEVELS), unit: text, minutes: positive })), v.minLength(1)) }))),
  duplicate: v.strictObject({ metres: notNegative, minutes: notNegative }),
  stepMinutes: v.strictObject({ verify: positive, file: positive, dispatch: positive, receive: positive, support: positive }),
  escalation: v.strictObject({ remindAtShare: v.pipe(figure, v.minValue(0), v.maxValue(1)), shiftLeaderAfterMinutes: notNegative, leaderAfterMinutes: notNegative }),
  extension: optional(v.strictObject({ limitShare: positive })), appeal: optional(v.strictObject({ workDays: positive })),
  scoreWeights: v.record(v.string(), figure),
});
const date = v.pipe(v.string(), v.isoDate());
const calendar = v.strictObject({
  ...head, timeZone: text, utcOffsetMinutes: v.pipe(whole, v.minValue(-720), v.maxValue(840)), workHours: v.pipe(list(v.tuple([hour, hour])), v.minLength(1)), holidays: list(date), makeUpDays: list(date),
});
/** Corners as lon, lat pairs: three or more, in degrees. */
const ring = v.pipe(list(v.pipe(figure, v.minValue(-180), v.maxValue(180))), v.check((corners) => corners.length >= 6 && corners.length <= 400 && corners.length % 2 === 0 && corners.every((degrees, k) => k % 2 === 0 || Math.abs(degrees) <= 90), 'must be three to 200 corners as lon, lat pairs'));
const units = v.strictObject({
  ...head, units: list(v.strictObject({ id: text, ...named, kind: v.picklist(['bureau', 'street', 'company', 'emergency', 'community', 'block']), streetId: v.nullable(text), kinds: list(text) })), fallbackUnit: text,
  communities: optional(list(v.strictObject({ id: v.pipe(text, v.regex(/^CM-[\w-]{1,60}$/, 'must be CM- and letters, digits or hyphens')), ...named, streetId: text, ring, keyCameraIds: list(text) }))),
});
const does = v.variant('type', [
  v.strictObject({ type: v.literal('device'), device: text, state: whole }),
  v.strictObject({ type: v.literal('notice'), to: text, ...named }),
  v.strictObject({ type: v.literal('task'), workers: v.pipe(whole, v.minValue(1)), ...named, minutes: positive }),
  v.strictObject({ type: v.literal('ring'), metres: positive, tone: text, ...named }),
  v.strictObject({ type: v.literal('figures') }),
]);
const preplans = v.strictObject({
  ...head,
  preplans: list(v.strictObject({
    id: text, version: text, ...named, cause: text, level, andAbove: v.boolean(), conditionZh: text, conditionEn: text,
    steps: list(v.strictObject({ id: text, ...named, unit: v.string(), minutes: v.nullable(notNegative), automatic: v.boolean(), fromLevel: optional(level), does: optional(does) })),
    materials: list(v.strictObject({ ...named, count: notNegative })),
  })),
});

/** Every command once; the compiler says when one is missing. */
const COMMANDS = {
  'warning.acknowledge': 1, 'warning.shelve': 1, 'warning.unshelve': 1, 'warning.reset': 1, 'warning.outOfService': 1, 'warning.inService': 1, 'warning.fileCase': 1,
  'detection.file': 1, 'detection.falseAlarm': 1, 'case.dealOnSpot': 1, 'case.report': 1, 'case.confirm': 1, 'case.refute': 1, 'case.file': 1, 'case.reject': 1, 'case.dispatch': 1, 'case.acknowledgeSupport': 1, 'case.return': 1, 'case.receive': 1, 'case.acceptHop': 1,
  'case.suspend': 1, 'case.resume': 1, 'case.extend': 1, 'case.grantRequest': 1, 'case.refuseRequest': 1, 'case.finish': 1, 'case.startCheck': 1, 'case.pass': 1, 'case.fail': 1, 'case.close': 1, 'case.forceClose': 1, 'case.cancel': 1,
  'case.supervise': 1, 'case.gradeIncident': 1, 'case.orderResponse': 1, 'case.merge': 1, 'case.rate': 1, 'case.appeal': 1, 'case.acceptAppeal': 1, 'case.rejectAppeal': 1, 'preplan.start': 1, 'preplan.tick': 1, 'task.assign': 1, 'task.accept': 1, 'task.arrive': 1, 'task.finish': 1, 'automation.set': 1, 'counter.reset': 1,
} as const satisfies Record<CommandType, 1>;
const roles = v.strictObject({
  ...head,
  roles: list(v.strictObject({
    role: v.picklist(ROLES), scope: v.picklist(['district', 'street', 'grid', 'unit', 'own', 'none']), may: list(v.picklist(Object.keys(COMMANDS) as CommandType[])), asks: optional(list(v.picklist(Object.keys(COMMANDS) as CommandType[]))),
    hides: list(v.picklist(HIDDEN)),
  })),
});
const ai = v.strictObject({
  ...head, merge: v.strictObject({ distanceMetres: notNegative, windowSeconds: notNegative }),
  classes: list(v.strictObject({
    no: whole, id: text, ...named, group: text, groupZh: text, groupEn: text, eventCode: v.nullable(text), componentCode: v.nullable(text), filingRule: v.nullable(text), autoFile: v.boolean(),
    minConfidence: v.pipe(figure, v.minValue(0), v.maxValue(1)), optional: v.boolean(),
  })),
});

export const RULE_SCHEMAS = { thresholds, filing, calendar, units, preplans, roles, ai } as const;
type Shapes = { readonly [Part in keyof typeof RULE_SCHEMAS]: v.InferOutput<(typeof RULE_SCHEMAS)[Part]> };
/** The schemas say what the types say. */
export const asRuleSet = (shapes: Shapes): RuleSet => shapes;
