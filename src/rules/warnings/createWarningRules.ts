/** Readings to warnings: levels become records, people and rules hold them back, actuators follow the levels, floods are recognised. */
import { toObjectId } from '../../domain/ids';
import type { CommandOutcome } from '../../domain/command';
import { SYSTEM_ACTOR } from '../../domain/role';
import { RANK_BY_LEVEL } from '../../domain/state';
import { isActive, isHeldBack } from '../../domain/warning';
import { done, refused, type Desk, type WarningRules } from '../parts';
import type { ThresholdRule } from '../ruleSet';
import { deviceWords } from '../desk/deviceWords';
import { createDeviceFaults } from './deviceFaults';
import { createExternals } from './externals';
import { createFloodWatch } from './flood';
import { createHoldBack, UNTIL_CLEARED } from './holdBack';
import { createOverdue } from './overdue';
import { createReadings, type LevelCause } from './readings';
import { createWarningMemory } from './memory';
import { createWarningBook, type Entry } from './warningBook';
import { clearedWords, faultWords, levelWords, romanOf, type Words } from './words';

/** A new figure at the same level is told at most so often, and only when it moved by this share of its limit. */
const FIGURE_MS = 30_000;
const FIGURE_SHARE = 0.04;
const OFFLINE = 1;
export const REASON_MOST = 200;

export function createWarningRules(desk: Desk): WarningRules {
  const { city, rules } = desk;
  const { thresholds } = rules;
  const book = createWarningBook(desk);
  const holdBack = createHoldBack(desk, book);
  const flood = createFloodWatch(thresholds.flood);
  const readings = createReadings(city, rules, (at, wake) => { desk.schedule(at, wake); }, {
    level, figure, returned,
    fault(object, stream, kind, value, at) {
      const row = readings.rowOf(stream);
      faults.reading(object, stream, kind === null ? null : faultWords(row ?? { zh: '', en: '' }, kind, value, row?.unit ?? ''), value, at);
    },
  });
  const faults = createDeviceFaults(desk, book, holdBack, readings.slots);
  // after the keys of readings stand two of each object's device
  const externalKey = readings.slots + 2 * city.ids.length;
  const external = createExternals(book, holdBack, externalKey, { raised, clear, resumed: ({ warning }, at) => { overdue.onChange(warning, null, at); } });
  const overdue = createOverdue(desk, book.get);
  book.onChange((warning, before, at) => { if (book.byId(warning.id)?.diagnostic !== true) overdue.onChange(warning, before, at); });

  const ruleOf = ({ plan, rule }: LevelCause): string => `${plan.rules[rule]?.rule.id ?? plan.row.key}@${thresholds.version}`;
  const inputOf = (cause: LevelCause, rank: number, value: number) => ({
    key: cause.slot, object: cause.object, cause: cause.plan.row.key, diagnostic: cause.plan.row.diagnostic === true, rank, value, limit: cause.limit, unit: cause.plan.row.unit,
    rule: ruleOf(cause), basis: cause.plan.row.basis, latched: (cause.plan.latched & ((1 << (rank + 1)) - 1)) !== 0, words: levelWords(cause, rank, value),
  });

  function level(cause: LevelCause, rank: number, before: number, value: number, at: number): void {
    const { row } = cause.plan;
    const old = book.of(cause.slot);
    if (rank === 0) {
      clear(cause.slot, value, clearedWords(cause, value), at, row);
    } else {
      const isNew = !old || old.warning.clearedAt !== null;
      const entry = book.level(inputOf(cause, rank, value), at, (item) => holdBack.held(item, at));
      holdBack.refresh(entry, at);
      if (isNew) raised(entry, at);
    }
    switchDevices(cause, row, rank, before, at);
  }
  function raised(entry: Entry, at: number): void {
    if (entry.diagnostic || isHeldBack(entry.warning)) return;
    for (const key of flood.raised(entry.key, `${entry.warning.streetId}|${entry.cause}`, at)) {
      const first = book.of(key);
      if (first && !first.warning.firstOut) book.change(first, { firstOut: true, updatedAt: first.warning.updatedAt }, at, null);
    }
  }
  /** `name`: what the end of a shelf is told about; absent = the words. */
  function clear(key: number, value: number | null, words: Words, at: number, name: Words = words): void {
    const old = book.of(key);
    if (!old) return;
    const once = old.warning.shelvedUntil === UNTIL_CLEARED;
    book.clear(key, value, words, at, once ? { shelvedUntil: null, shelvedReason: '' } : {});
    if (once) desk.log(at, 'warning.unshelved', SYSTEM_ACTOR, `已解除，搁置结束：${name.zh}`, `Cleared, no longer shelved: ${name.en}`, { objectId: old.warning.objectId, warningId: old.warning.id });
    holdBack.refresh(old, at);
  }
  function switchDevices({ object, slot }: LevelCause, row: ThresholdRule, rank: number, before: number, at: number): void {
    for (const { level: from, device, zh, en, on, off } of row.devices ?? []) {
      const needs = RANK_BY_LEVEL[from];
      if (rank >= needs === before >= needs) continue;
      const start = rank >= needs;
      desk.emit({ type: 'device', at, object, device, state: start ? on : off });
      desk.log(at, 'device.commanded', SYSTEM_ACTOR,
        start ? `${row.zh}达 ${romanOf(needs)} 级，启动${zh}` : `${row.zh}低于 ${romanOf(needs)} 级，停止${zh}`,
        start ? `${row.en} at level ${from}: ${en} started` : `${row.en} below level ${from}: ${en} stopped`,
        { objectId: toObjectId(city.ids[object] ?? ''), warningId: book.of(slot)?.warning.id ?? null, value: start ? on : off });
    }
  }
  function figure(slot: number, rank: number, value: number, at: number): void {
    const entry = book.of(slot);
    if (!entry) return;
    const { warning } = entry;
    if (warning.clearedAt !== null || at - warning.updatedAt < FIGURE_MS) return;
    if (Math.abs(value - (warning.value ?? 0)) < Math.max(Math.abs(warning.limit ?? 0) * FIGURE_SHARE, 1e-6)) return;
    const cause = readings.causeOf(slot, rank, value, at);
    if (!cause.beyond || cause.latchedOnly) return;
    const words = levelWords(cause, rank, value);
    book.change(entry, { value, limit: cause.limit, headlineZh: words.zh, headlineEn: words.en, rule: ruleOf(cause) }, at, null);
  }
  function returned(cause: LevelCause, rank: number, value: number, at: number): void {
    const entry = book.of(cause.slot);
    const words = levelWords(cause, rank, value);
    if (entry) book.change(entry, { value, headlineZh: words.zh, headlineEn: words.en }, at, { action: 'warning.fell', words });
  }

  function counterReset(objectId: string, property: string, value: number, reason: string): CommandOutcome | { stream: number } {
    const object = city.indexOf.get(objectId);
    if (object === undefined) return refused('unknown', `No object ${objectId}.`);
    for (let stream = city.firstStream[object] ?? 0; stream < (city.firstStream[object + 1] ?? 0); stream++) {
      if (city.propertyKeys[city.streamProperty[stream] ?? 0] !== property) continue;
      if (readings.rowOf(stream)?.counter !== true) return refused('invalid', `${property} is no counter.`);
      if (Number.isNaN(readings.value(stream))) return refused('state', 'There is no reading yet.');
      if (!Number.isFinite(value)) return refused('invalid', 'The value is not a number.');
      return reason.trim() === '' || reason.length > REASON_MOST ? noReason : { stream };
    }
    return refused('unknown', `${objectId} has no ${property}.`);
  }
  const noReason = refused('invalid', `A reason of 1 to ${REASON_MOST} characters is needed.`);
  const badReason = (reason: string): boolean => reason.trim() === '' || reason.length > REASON_MOST;
  const offsets = new Map<number, number>();
  const setOffset = (stream: number, offset: number): void => { offsets.set(stream, offset); readings.setOffset(stream, offset); };

  return {
    observe: readings.observe,
    place: (object, lon, lat, at) => { readings.around.place(object, lon, lat, at); },
    setStatus(object, status, at) {
      holdBack.setStatus(object, status, at);
      faults.silence(object, status === OFFLINE, at);
    },
    deviceState(object, device, state, at) {
      if (readings.around.device(object, device) === state) return;
      readings.around.setDevice(object, device, state);
      const words = deviceWords(rules, device, state);
      desk.log(at, 'device.state', SYSTEM_ACTOR, words.zh, words.en, { objectId: toObjectId(city.ids[object] ?? ''), value: state });
      readings.again(object, at);
    },
    command(wish, actor, at) {
      if (wish.type === 'counter.reset') {
        const found = counterReset(wish.objectId, wish.property, wish.value, wish.reason);
        if (!('stream' in found)) return found;
        const { stream } = found;
        const raw = readings.value(stream) - (offsets.get(stream) ?? 0);
        const row = readings.rowOf(stream);
        setOffset(stream, wish.value - raw);
        desk.log(at, 'counter.reset', actor, `${row?.zh} 校正为 ${wish.value} ${row?.unit}`, `${row?.en} set to ${wish.value} ${row?.unit}`, { objectId: toObjectId(wish.objectId), value: wish.value, unit: row?.unit ?? '', reason: wish.reason });
        readings.observe(stream, raw, at, 0);
        return done(at);
      }
      if (wish.type === 'warning.outOfService' || wish.type === 'warning.inService') {
        const object = city.indexOf.get(wish.objectId);
        if (object === undefined) return refused('unknown', `No object ${wish.objectId}.`);
        if (wish.type === 'warning.inService') {
          if (!holdBack.isOut(object)) return refused('state', 'The object is not out of service.');
          holdBack.inService(object, actor, at);
          return done(at);
        }
        if (badReason(wish.reason)) return noReason;
        if (wish.until !== null && !(wish.until > at)) return refused('invalid', 'The end lies in the past.');
        holdBack.outOfService(object, wish.until, wish.reason, actor, at);
        return done(at);
      }
      const entry = book.byId(wish.warningId);
      if (!entry) {
        return book.get(wish.warningId) ? refused('state', 'The warning has ended.') : refused('unknown', `No warning ${wish.warningId}.`);
      }
      const { warning } = entry;
      switch (wish.type) {
        case 'warning.acknowledge': {
          if (warning.state === 'active_ack') return refused('state', 'The warning is acknowledged already.');
          book.change(entry, { state: warning.state === 'active_unack' ? 'active_ack' : 'cleared_ack', acknowledgedAt: at, acknowledgedBy: actor.nameMasked || actor.unitZh }, at, {
            action: 'warning.acknowledged', actor, words: { zh: `确认：${warning.headlineZh}`, en: `Acknowledged: ${warning.headlineEn}` },
          });
          return done(at);
        }
        case 'warning.shelve': {
          if (badReason(wish.reason)) return noReason;
          if (wish.until !== null && !(wish.until > at && wish.until < UNTIL_CLEARED)) return refused('invalid', 'The end of the shelving must lie ahead.');
          if (wish.until === null && !isActive(warning)) return refused('state', 'The warning has cleared.');
          holdBack.shelve(entry, wish.until, wish.reason, actor, at);
          return done(at);
        }
        case 'warning.unshelve': {
          if (warning.shelvedUntil === null) return refused('state', 'The warning is not shelved.');
          holdBack.unshelve(entry, actor, at);
          return done(at);
        }
        case 'warning.reset': {
          if (badReason(wish.reason)) return noReason;
          if (!warning.latched) return refused('state', 'The warning is not latched.');
          if (!readings.canRelease(entry.key)) return refused('state', 'The value still holds the level: it cannot be reset.');
          desk.log(at, 'warning.reset', actor, `查验后复位：${warning.headlineZh}`, `Reset after inspection: ${warning.headlineEn}`, { objectId: warning.objectId, warningId: warning.id, caseId: warning.caseId, level: warning.level, value: warning.value, unit: warning.unit, reason: wish.reason });
          readings.release(entry.key, at);
          return done(at);
        }
      }
    },
    attachCase: book.attachCase,
    inherit(before, at) {
      const entry = [...book.ofObject(city.indexOf.get(before.objectId) ?? -1)].find((one) => one.cause === before.cause);
      if (!entry || RANK_BY_LEVEL[entry.warning.level] > RANK_BY_LEVEL[before.level]) return;
      const { acknowledgedAt, acknowledgedBy, onsetAt } = before;
      book.change(entry, { onsetAt, ...(acknowledgedAt !== null && { state: 'active_ack' as const, acknowledgedAt, acknowledgedBy }) }, at, null);
      if (before.shelvedUntil !== null && before.shelvedUntil > at) holdBack.shelve(entry, before.shelvedUntil >= UNTIL_CLEARED ? null : before.shelvedUntil, before.shelvedReason, SYSTEM_ACTOR, at);
    },
    external,
    ...createWarningMemory({ city, book, holdBack, readings, faults, overdue, externalKey, offsets, setOffset }),
    get: book.get,
    revisions: book.revisions,
    list: book.list, all: book.all,
    value: readings.value,
    forget: book.forget,
    onChange: book.onChange,
  };
}
