/**
 * Readings to levels, columns instead of objects: a quiet value costs two comparisons. Hold samples up and down, hysteresis, holds in minutes,
 * latches, further rules; stuck and impossible values are the sensor's fault and judge nothing. Knows no warning: it tells levels.
 */

import type { EngineCity } from '../engineCity';
import type { RuleSet, ThresholdRule } from '../ruleSet';
import type { FaultMemory } from '../memory';
import { createConditions } from './conditions';
import { createHistory, type History } from './history';
import { createPlanBook, hasOneBand, quietBand, type Plan } from './plans';
import { createSurroundings, type Surroundings } from './surroundings';
import { waterClass } from './waterClass';

/** Why a level holds: index of the further rule, −1 = the plain limit. */
export interface LevelCause { readonly slot: number; readonly object: number; readonly plan: Plan; readonly rule: number; readonly limit: number | null; /** Value is beyond the limit, not merely not yet cleared. */ readonly beyond: boolean; readonly latchedOnly: boolean }
export interface ReadingListener {
  /** The level that counts (latches included) changed. */
  level(cause: LevelCause, rank: number, before: number, value: number, at: number): void;
  /** Another value while a level holds; `causeOf` says why it holds. */
  figure(slot: number, rank: number, value: number, at: number): void;
  /** The value is back below a latched level, which stays until it is released. */
  returned(cause: LevelCause, rank: number, value: number, at: number): void;
  fault(object: number, stream: number, kind: 'stuck' | 'impossible' | null, value: number, at: number): void;
}
export interface Readings {
  readonly slots: number;
  readonly around: Surroundings;
  observe(stream: number, value: number, at: number, quality: number): void;
  /** The same value again, because something around it changed. */
  again(object: number, at: number): void;
  value(stream: number): number;
  setOffset(stream: number, offset: number): void;
  rowOf(stream: number): ThresholdRule | null;
  causeOf(slot: number, rank: number, value: number, at: number): LevelCause;
  /** A latch ends after inspection, once the value no longer holds its level. */
  canRelease(slot: number): boolean;
  release(slot: number, at: number): void;
  /** Slot that judges `cause` on an object; −1 = none. */
  slotOf(object: number, cause: string): number;
  rowOfSlot(slot: number): ThresholdRule | null;
  /** A level of an earlier run stands until the next readings say otherwise. `ruleId`: the further rule that raised it, when one did. */
  resume(slot: number, level: number, latched: boolean, ruleId: string): void;
  /** What is known of a faulty stream, to be taken up again by `resumeFault`; null = it reads well. */
  faultOf(stream: number): FaultMemory | null;
  resumeFault(stream: number, fault: FaultMemory): void;
}

const BAD = 2;
/** A value this young is worth judging when a hold ends, however fast the stream usually is, ms. */
const FRESH = 120_000;
const NONE: readonly number[] = [];
/** What a judgement counts as: a new sample, the last one seen in new surroundings (one sample at most), or none. */
type Counted = 'new' | 'same' | 'none';

export function createReadings(city: EngineCity, rules: RuleSet, schedule: (at: number, wake: (at: number) => void) => void, tell: ReadingListener): Readings {
  const { properties, waterClasses } = rules.thresholds;
  const streams = city.streamObject.length;
  const byKey = new Map(properties.filter(({ of }) => of === undefined).map((row) => [row.key, row]));
  const plans = createPlanBook(city, rules.calendar.utcOffsetMinutes);
  const value = new Float64Array(streams).fill(NaN);
  const time = new Float64Array(streams).fill(-Infinity);
  const changed = new Float64Array(streams);
  const low = new Float64Array(streams);
  const high = new Float64Array(streams);
  /** 1 = every value must be looked at. */
  const busy = new Uint8Array(streams);
  const faulty = new Uint8Array(streams);
  const offsets = new Map<number, number>();
  const histories = new Map<number, History>();
  const around = createSurroundings(city, properties, value, time);
  const conditions = createConditions(city, around, value, (stream) => histories.get(stream), (property) => byKey.get(property)?.direction === 'falling');

  // a slot is a row judging a stream: one per stream, then those of rows that judge another property
  const planOf: (Plan | undefined)[] = new Array<Plan | undefined>(streams);
  const slotStream: number[] = [];
  const extras = new Map<number, number[]>();
  const always = new Uint8Array(streams);
  const water = new Map(waterClasses?.indices.flatMap(({ property, index }) => (property === null ? [] : [[property, index] as const])));
  const rowOf = city.propertyKeys.map((key) => byKey.get(key));
  for (let stream = 0; stream < streams; stream++) {
    const row = rowOf[city.streamProperty[stream] as number];
    slotStream.push(stream);
    if (row) planOf[stream] = plans.planOf(row, city.streamObject[stream] as number);
  }
  for (const row of properties) {
    if (row.of === undefined || row.of === '*') continue;
    const judged = new Set(city.propertyKeys.flatMap((key, k) => (key === row.of ? [k] : [])));
    if (judged.size === 0) continue;
    for (let stream = 0; stream < streams; stream++) {
      if (!judged.has(city.streamProperty[stream] as number)) continue;
      extras.set(stream, [...(extras.get(stream) ?? []), slotStream.length]);
      planOf[slotStream.length] = plans.planOf(row, city.streamObject[stream] as number);
      slotStream.push(stream);
    }
  }
  const slots = slotStream.length;
  const rank = new Uint8Array(slots);
  const latch = new Uint8Array(slots);
  const fired = new Uint32Array(slots);
  const up = new Uint8Array(slots * 5);
  const down = new Uint8Array(slots * 5);
  /** When a hold in minutes began, by slot × 64 + rule (or 32 + rank for plain limits). */
  const clocks = new Map<number, number>();
  const clockCount = new Uint8Array(slots);
  const bands = new Map<Plan, readonly [number, number]>();
  const bandOf = (plan: Plan, object: number): readonly [number, number] => {
    const band = bands.get(plan) ?? quietBand(plan, city, object);
    if (!bands.has(plan) && hasOneBand(plan)) bands.set(plan, band);
    return band;
  };
  for (let stream = 0; stream < streams; stream++) {
    const plan = planOf[stream];
    const object = city.streamObject[stream] as number;
    let [least, most] = plan ? bandOf(plan, object) : [-Infinity, Infinity];
    for (const slot of extras.get(stream) ?? []) {
      const [a, b] = bandOf(planOf[slot] as Plan, object);
      least = Math.max(least, a);
      most = Math.min(most, b);
    }
    if (plan && plan.historyHours > 0) histories.set(stream, createHistory(plan.historyHours));
    if (water.has(plan?.row.key ?? '')) always[stream] = 1;
    low[stream] = least;
    high[stream] = most;
    busy[stream] = always[stream] as number;
  }
  /** Streams whose value others wait for: the limits at which these must be judged again. */
  const watchers = new Map<number, { slot: number; limit: number }[]>();
  for (let slot = 0; slot < slots; slot++) {
    for (const { rule } of planOf[slot]?.rules ?? []) {
      const other = rule.and ? around.other(city.streamObject[slotStream[slot] as number] as number, rule.and) : -1;
      if (!rule.and || other < 0) continue;
      watchers.set(other, [...(watchers.get(other) ?? []), { slot, limit: rule.and.value }]);
      always[other] = busy[other] = 1;
    }
  }

  const isFresh = (stream: number, plan: Plan, at: number): boolean => plan.row.sampling === 0 || at - (time[stream] as number) <= Math.max(3 * plan.row.sampling * 1000, FRESH);
  function startClock(key: number, slot: number, at: number, holdMs: number): void {
    clocks.set(key, at);
    clockCount[slot] = (clockCount[slot] as number) + 1;
    schedule(at + holdMs, (due) => {
      const plan = planOf[slot] as Plan;
      const stream = slotStream[slot] as number;
      if (clocks.get(key) === at && faulty[stream] === 0 && isFresh(stream, plan, due)) judge(slot, plan, value[stream] as number, due, 'none');
    });
  }
  function stopClock(key: number, slot: number): void { if (clocks.delete(key)) clockCount[slot] = (clockCount[slot] as number) - 1; }

  function causeOf(slot: number, plan: Plan, level: number, raw: number, at: number): LevelCause {
    const stream = slotStream[slot] as number;
    const object = city.streamObject[stream] as number;
    const figure = plan.row.absolute ? Math.abs(raw) : raw;
    const plain = plan.limitsAt(at)[level] as number;
    const beyond = (limit: number): boolean => (plan.falling ? figure <= limit : figure >= limit);
    const base = { slot, object, plan, latchedOnly: (rank[slot] as number) < level };
    const firedRule = plan.rules.findIndex((item, k) => item.rank === level && ((fired[slot] as number) & (1 << k)) !== 0);
    if (firedRule >= 0 && !(!Number.isNaN(plain) && beyond(plain))) {
      const { rule } = plan.rules[firedRule] as Plan['rules'][number];
      const limit = rule.value ?? rule.aboveBackground ?? rule.perHour ?? (rule.high !== undefined && figure > rule.high ? rule.high : rule.low) ?? null;
      return { ...base, rule: firedRule, limit, beyond: conditions.magnitude(plan, rule, { object, stream, value: figure, at }, false) };
    }
    return { ...base, rule: -1, limit: Number.isNaN(plain) ? null : plain, beyond: !Number.isNaN(plain) && beyond(plain) };
  }

  /** The level whose clearing point was the last to be passed. */
  const lowestOf = (plan: Plan, before: number, at: number): number => [1, 2, 3, 4].find((level) => !Number.isNaN(plan.limitsAt(at)[level] as number)) ?? before;
  const canRelease = (slot: number): boolean => (latch[slot] ?? 0) > 0 && (rank[slot] as number) < (latch[slot] as number);

  function judge(slot: number, plan: Plan, raw: number, at: number, sample: Counted): void {
    const figure = plan.row.absolute ? Math.abs(raw) : raw;
    const limits = plan.limitsAt(at);
    const { falling, hold, holdMs } = plan;
    let reached = 0;
    let timed = 0;
    let kept = 0;
    for (let level = 4; level >= 1; level--) {
      const limit = limits[level] as number;
      if (limit !== limit) continue;
      const edge = limits[level + 4] as number;
      const isBeyond = falling ? figure <= limit : figure >= limit;
      const isKept = falling ? figure <= edge : figure >= edge;
      if (isKept && level > kept) kept = level;
      if (holdMs === 0) { if (isBeyond && level > reached) reached = level; continue; }
      const key = slot * 64 + 32 + level;
      if (!isKept) stopClock(key, slot);
      else if (isBeyond) {
        if (!clocks.has(key)) startClock(key, slot, at, holdMs);
        else if (level > timed && at - (clocks.get(key) as number) >= holdMs) timed = level;
      }
    }
    if (plan.rules.length > 0) {
      const stream = slotStream[slot] as number;
      const reading = { object: city.streamObject[stream] as number, stream, value: figure, at };
      let bits = fired[slot] as number;
      for (let k = 0; k < plan.rules.length; k++) {
        const { rule, rank: level, holdMs: ruleHold } = plan.rules[k] as Plan['rules'][number];
        const stands = conditions.standing(rule, reading.object);
        const holds = conditions.magnitude(plan, rule, reading, false);
        const keeps = holds || conditions.magnitude(plan, rule, reading, true);
        const key = slot * 64 + k;
        let met = holds && stands && (!rule.nearKind || around.passed(reading.object, rule.nearKind, at));
        if (ruleHold > 0) {
          if (!keeps || !stands) stopClock(key, slot);
          else if (holds && !clocks.has(key)) startClock(key, slot, at, ruleHold);
          met &&= at - (clocks.get(key) ?? Infinity) >= ruleHold;
        }
        if (met) {
          bits |= 1 << k;
          if (ruleHold > 0) timed = Math.max(timed, level); else reached = Math.max(reached, level);
        } else if ((bits & (1 << k)) !== 0 && !(keeps && (!rule.and || stands))) bits &= ~(1 << k);
        if ((bits & (1 << k)) !== 0 && level > kept) kept = level;
      }
      fired[slot] = bits;
    }
    settle(slot, plan, raw, at, sample, reached, timed, kept, hold);
  }

  function settle(slot: number, plan: Plan, raw: number, at: number, sample: Counted, reached: number, timed: number, kept: number, hold: number): void {
    const own = rank[slot] as number;
    let next = timed;
    let stays = 0;
    const base = slot * 5;
    for (let level = 1; level <= 4; level++) {
      if (sample === 'same') {
        up[base + level] = reached >= level ? Math.max(1, up[base + level] as number) : 0;
        down[base + level] = kept < level && reached < level ? Math.max(1, down[base + level] as number) : 0;
      } else if (sample === 'new') {
        up[base + level] = reached >= level ? Math.min(255, (up[base + level] as number) + 1) : 0;
        down[base + level] = kept < level && reached < level ? Math.min(255, (down[base + level] as number) + 1) : 0;
      }
      if ((up[base + level] as number) >= hold && level > next) next = level;
      if (level <= own && (down[base + level] as number) < hold) stays = level;
    }
    if (stays > next) next = stays;
    const before = Math.max(own, latch[slot] as number);
    rank[slot] = next;
    if ((plan.latched & (1 << next)) !== 0 && next > (latch[slot] as number)) latch[slot] = next;
    const now = Math.max(next, latch[slot] as number);
    if (now !== before) tell.level(causeOf(slot, plan, now > 0 ? now : lowestOf(plan, before, at), raw, at), now, before, raw, at);
    else if (now > next && own > next && own >= now) tell.returned(causeOf(slot, plan, now, raw, at), now, raw, at);
    else if (now > 0) tell.figure(slot, now, raw, at);
  }
  const isOpen = (slot: number): boolean => {
    const base = slot * 5;
    return (rank[slot] as number) > 0 || (latch[slot] as number) > 0 || (clockCount[slot] as number) > 0 || (fired[slot] as number) > 0 || (up[base + 1] as number) > 0;
  };

  function look(stream: number, figure: number, at: number, before: number): void {
    const plan = planOf[stream];
    if (plan) {
      if (figure < plan.lowest || figure > plan.highest) {
        value[stream] = before;
        if (faulty[stream] !== 1) { faulty[stream] = 1; tell.fault(city.streamObject[stream] as number, stream, 'impossible', figure, at); }
        busy[stream] = 1;
        return;
      }
      if (plan.stuckMs > 0 && at - (changed[stream] as number) >= plan.stuckMs) {
        if (faulty[stream] !== 2) { faulty[stream] = 2; tell.fault(city.streamObject[stream] as number, stream, 'stuck', figure, at); }
        return;
      }
      if (faulty[stream] !== 0) { faulty[stream] = 0; tell.fault(city.streamObject[stream] as number, stream, null, figure, at); }
      histories.get(stream)?.add(at, figure);
      judge(stream, plan, figure, at, 'new');
      let open = isOpen(stream);
      for (const slot of extras.get(stream) ?? NONE) {
        judge(slot, planOf[slot] as Plan, figure, at, 'new');
        open ||= isOpen(slot);
      }
      busy[stream] = open ? 1 : (always[stream] as number);
      if (water.has(plan.row.key)) sampleWater(stream, at);
    }
    const waiting = watchers.get(stream);
    if (waiting) for (const { slot, limit } of waiting) {
      if ((before >= limit) === (figure >= limit) && (before <= limit) === (figure <= limit)) continue;
      const own = slotStream[slot] as number;
      const plan = planOf[slot] as Plan;
      // an old reading says nothing about now, whatever changed around it
      if (faulty[own] === 0 && !Number.isNaN(value[own] as number) && isFresh(own, plan, at)) judge(slot, plan, value[own] as number, at, 'same');
      if (isOpen(slot)) busy[own] = 1;
    }
  }
  /** A measured index changes the class of the water where the object has one. */
  function sampleWater(stream: number, at: number): void {
    const object = city.streamObject[stream] as number;
    const sample: Record<string, number> = {};
    let target = -1;
    for (let k = city.firstStream[object] as number; k < (city.firstStream[object + 1] as number); k++) {
      const key = city.propertyKeys[city.streamProperty[k] as number] ?? '';
      const index = water.get(key);
      if (index !== undefined && !Number.isNaN(value[k] as number)) sample[index] = value[k] as number;
      if (key === waterClasses?.property) target = k;
    }
    const found = target < 0 || !waterClasses ? null : waterClass(sample, waterClasses).rank;
    if (found !== null) observe(target, found, at, 0);
  }
  function observe(stream: number, raw: number, at: number, quality: number): void {
    if (quality >= BAD || raw !== raw || !(at >= (time[stream] as number))) return;
    const before = value[stream] as number;
    const figure = offsets.size > 0 ? raw + (offsets.get(stream) ?? 0) : raw;
    value[stream] = figure;
    time[stream] = at;
    if (figure !== before) changed[stream] = at;
    if (busy[stream] === 0 && figure > (low[stream] as number) && figure < (high[stream] as number)) return;
    look(stream, figure, at, before);
  }

  return {
    slots, around, observe,
    again(object, at) {
      for (let stream = city.firstStream[object] as number; stream < (city.firstStream[object + 1] as number); stream++) {
        const plan = planOf[stream];
        if (!plan || plan.rules.length === 0 || faulty[stream] !== 0 || Number.isNaN(value[stream] as number)) continue;
        judge(stream, plan, value[stream] as number, at, 'none');
        if (isOpen(stream)) busy[stream] = 1;
      }
    },
    value: (stream) => value[stream] ?? NaN,
    setOffset(stream, offset) { offsets.set(stream, offset); },
    rowOf: (stream) => planOf[stream]?.row ?? null,
    causeOf: (slot, level, figure, at) => causeOf(slot, planOf[slot] as Plan, level, figure, at),
    canRelease,
    slotOf(object, cause) {
      for (let stream = city.firstStream[object] ?? 0; stream < (city.firstStream[object + 1] ?? 0); stream++) {
        if (planOf[stream]?.row.key === cause) return stream;
        for (const slot of extras.get(stream) ?? NONE) if (planOf[slot]?.row.key === cause) return slot;
      }
      return -1;
    },
    rowOfSlot: (slot) => planOf[slot]?.row ?? null,
    resume(slot, level, latched, ruleId) {
      const plan = planOf[slot];
      if (!plan) return;
      rank[slot] = level;
      if (latched) latch[slot] = level;
      // the clearing point of a further rule counts only while the rule is known to hold
      plan.rules.forEach(({ rule, rank: own }, k) => { if (rule.id === ruleId && own <= level) fired[slot] = (fired[slot] as number) | (1 << k); });
      busy[slotStream[slot] as number] = 1;
    },
    faultOf(stream) {
      const kind = faulty[stream] === 1 ? 'impossible' as const : faulty[stream] === 2 ? 'stuck' as const : null;
      const figure = value[stream] ?? NaN;
      return kind && { property: city.propertyKeys[city.streamProperty[stream] ?? 0] ?? '', kind, value: Number.isNaN(figure) ? null : figure, changedAt: changed[stream] ?? 0 };
    },
    resumeFault(stream, { kind, value: figure, changedAt }) {
      faulty[stream] = kind === 'impossible' ? 1 : 2;
      busy[stream] = 1;
      if (figure === null) return;
      value[stream] = figure;
      changed[stream] = changedAt;
    },
    release(slot, at) {
      if (!canRelease(slot)) return;
      const before = latch[slot] as number;
      const plan = planOf[slot] as Plan;
      const figure = value[slotStream[slot] as number] as number;
      latch[slot] = 0;
      const now = rank[slot] as number;
      tell.level(causeOf(slot, plan, now > 0 ? now : lowestOf(plan, before, at), figure, at), now, before, figure, at);
    },
  };
}
