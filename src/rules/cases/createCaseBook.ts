/**
 * The book of cases: reports come in, cases come out, walk the table of transitions, keep their whole past and are forgotten when old.
 * One of the engine's parts; time and events go over the desk.
 */
import { classKey, type Case } from '../../domain/case';
import { toCaseId, toObjectId, toWarningId } from '../../domain/ids';
import { SYSTEM_ACTOR, type Actor } from '../../domain/role';
import { stableId } from '../desk/stableId';
import { done, refused, type CaseBook, type CaseReport, type Desk } from '../parts';
import { createCaseCommands } from './caseCommands';
import { createCaseMoves } from './caseMoves';
import { appealsOf, asOf, flowOf, textOf, type CaseRecord } from './caseRecord';
import { createDuplicateSearch } from './duplicates';
import { componentIdOf, createFilingLookup, registeredCode } from './filingLookup';
import { sourceSentence } from './sentences';
import { createWorkCalendar } from './workCalendar';

const SERIAL_DIGITS = 5;
/** Before the class in the name of its closing switch. */
const CLOSING = 'close:';
/** Drawn pictures of a demo come from addresses below this. */
const DRAWN = /(^|\/)media\/demo-/;

export function createCaseBook(desk: Desk): CaseBook {
  const { city, rules } = desk;
  const { filing } = rules;
  const calendar = createWorkCalendar(rules.calendar);
  const lookup = createFilingLookup(rules);
  const duplicates = createDuplicateSearch(filing.duplicate);
  const records = new Map<string, CaseRecord>();
  const listeners: ((item: Case, before: Case | null, at: number) => void)[] = [];
  const switched = new Map<string, boolean>();
  let list: readonly Case[] | null = null;
  let serialDate = '';
  let serial = 0;

  const isManual = ({ switches, item }: CaseRecord, causes: readonly string[] = []): boolean => [...switches, `${item.category}:${item.classCode}`, item.ruleId ?? '', ...causes].some((key) => switched.get(key) === false);
  const moves = createCaseMoves({
    desk, lookup, calendar,
    isAutomatic: (record) => record.automatic && lookup.rule(record.item.ruleId) !== null && !isManual(record),
    changed(item, before, at) { list = null; for (const listener of listeners) listener(item, before, at); },
    reclassed: (record) => duplicates.add(record),
  });

  function nextCode(at: number): string {
    const date = calendar.localDate(at);
    if (date > serialDate) { serialDate = date; serial = 0; }
    return `${filing.districtCode ?? ''}${serialDate}${String(++serial).padStart(SERIAL_DIGITS, '0')}`;
  }
  function addMedia(record: CaseRecord, moment: 'before' | 'after', urls: readonly string[], by: Actor, at: number): void {
    for (const url of urls) record.media.push({ id: `${record.item.id}-m${record.media.length + 1}`, moment, url, at, by, lon: null, lat: null, generated: DRAWN.test(url) });
  }
  /** The name of the object, within its subdistrict; without one the grid cell. */
  function addressOf(objectId: string | null, street: { readonly zh: string; readonly en: string } | null, grid: { readonly zh: string; readonly en: string } | null): Pick<Case, 'addressZh' | 'addressEn'> {
    const object = city.indexOf.get(objectId ?? '') ?? -1;
    const zh = city.namesZh[object] ?? '', en = city.namesEn[object] ?? '';
    if (zh === '' && en === '') return { addressZh: (grid ?? street)?.zh ?? '', addressEn: (grid ?? street)?.en ?? '' };
    return { addressZh: `${street?.zh ?? ''}${zh}`, addressEn: [en, street?.en].filter(Boolean).join(', ') };
  }
  /** The reporter of a duplicate hears of the first case. */
  function repeat(record: CaseRecord, input: CaseReport): Case {
    record.lastReportAt = input.at;
    record.merged.push({ at: input.at, source: input.source });
    if (input.reporterId !== null) record.reporters.push(input.reporterId);
    // what a second look adds, as the masked plate that a camera read
    if (input.text !== '' && !textOf(record).includes(input.text)) record.texts.push({ at: input.at, text: input.text });
    addMedia(record, 'before', input.photos, input.actor, input.at);
    moves.note(record, 'repeat', input.actor, input.at, '', { repeats: record.item.repeats + 1 }, sourceSentence(input.source));
    return record.item;
  }

  const report = (input: CaseReport): Case => {
    const rule = lookup.rule(input.ruleId) ?? (input.classCode === null ? null : lookup.ruleOfClass(input.classCode, input.objectId !== null)) ?? (input.detection ? lookup.ruleOfDetection(input.detection.aiClass) : null);
    const classCode = lookup.codeFor(rule, input.classCode, registeredCode(city, input.objectId));
    const category = rule?.category ?? 'event';
    const { at, lon, lat } = input;
    const first = duplicates.find({ category, classCode, ruleId: rule?.id ?? null, lon, lat, at, objectId: input.objectId, warningId: input.warningId });
    if (first) return repeat(first, input);

    const street = city.streetAt(lon, lat);
    const grid = city.gridAt(lon, lat);
    const community = street && lookup.communityOf(street.id);
    const entry = lookup.classOf(category, classCode);
    const code = nextCode(at);
    const classNameZh = entry?.zh ?? rule?.zh ?? '未分类';
    const classNameEn = entry?.en ?? rule?.en ?? 'Unclassified';
    const item: Case = {
      id: toCaseId(stableId(`c${code.slice(-SERIAL_DIGITS - 8, -SERIAL_DIGITS)}`, [at, input.source, rule?.id ?? null, classCode, input.objectId, lon, lat], (id) => records.has(id))), code, objectId: input.objectId === null ? null : toObjectId(input.objectId), warningId: input.warningId === null ? null : toWarningId(input.warningId),
      titleZh: input.titleZh || `${street?.zh ?? ''} ${classNameZh}`.trim(), titleEn: input.titleEn || `${classNameEn}${street ? `, ${street.en}` : ''}`,
      category, classCode, classNameZh, classNameEn, scheme: entry?.scheme ?? filing.scheme, ruleId: rule?.id ?? null,
      status: 'reported', step: 'collection', source: input.source, aiClass: input.detection?.aiClass ?? null, open: true, lon, lat, streetId: street?.id ?? '', streetZh: street?.zh ?? '', streetEn: street?.en ?? '', gridId: grid?.id ?? '', dutyGridId: grid?.duty ?? '',
      communityId: community?.id ?? '', communityZh: community?.zh ?? '', communityEn: community?.en ?? '', ...addressOf(input.objectId, street, grid), componentId: componentIdOf(city, category, input.objectId), incidentGrade: null, responseLevel: null,
      leadUnitId: '', leadUnitZh: '', leadUnitEn: '', supporting: [], hops: [], handlerMasked: '', limit: null, reportedAt: at, stepSince: at, filedAt: null, dispatchedAt: null, receivedAt: null, finishedAt: null, checkedAt: null,
      deadlineAt: null, stepDueAt: null, closedAt: null, suspendedSince: null, pendingRequest: null, urgent: rule?.urgent ?? false, supervised: false, escalation: 0, reworks: 0, returns: 0, extensions: 0, repeats: 0, duplicateOf: null, rating: null, appeal: null,
      automatic: input.source === 'video' || input.source === 'iot',
    };
    const record: CaseRecord = {
      item, first: item, changes: [], media: [], merged: [], reporters: input.reporterId === null ? [] : [input.reporterId], texts: input.text === '' ? [] : [{ at, text: input.text }], causedAt: input.causedAt,
      switches: [classKey(category, classCode), ...(rule ? [rule.id] : []), ...(input.detection ? [input.detection.aiClass] : [])],
      automatic: input.automatic, witness: street && input.source === 'collector' && input.actor.role === 'collector' ? input.actor : null, lastReportAt: at, moves: 0, clock: 0,
    };
    records.set(item.id, record);
    duplicates.add(record);
    addMedia(record, 'before', input.photos, input.actor, at);
    moves.open(record, input.actor, at);
    // a person's report from outside the district is nobody's here
    if (!street && item.objectId === null && !record.automatic && record.item.status === 'pending_verify') moves.move(record, 'refute', SYSTEM_ACTOR, at, '位置不在本区范围内 / outside the district');
    return record.item;
  };

  const book: CaseBook = {
    report,
    command: createCaseCommands({ offsetMinutes: rules.calendar.utcOffsetMinutes, city, lookup, moves, record: (id) => records.get(id), addMedia, mayClose: (item) => book.mayClose(item),
      mustAsk: (role, type) => rules.roles.roles.some((row) => row.role === role && row.asks?.includes(type) === true),
      latestExtension: ({ deadlineAt, limit }, at) => (filing.extension && limit ? calendar.after(Math.max(deadlineAt ?? at, at), calendar.lengthOf(limit) * filing.extension.limitShare, limit.clock) : Infinity),
      appealableUntil: ({ closedAt }) => (closedAt === null || !filing.appeal ? Infinity : calendar.deadlineOf(closedAt, { value: filing.appeal.workDays, clock: 'work_day' })) }),
    setAutomatic({ classCode, automatic, part = 'flow' }, actor, at) {
      if (!lookup.knows(classCode)) return refused('unknown', `There is no class ${classCode}.`);
      const meant = lookup.classesOf(classCode);
      if (meant.length > 1) return refused('invalid', `Class ${classCode} is a component and an event; say which: ${meant.map((entry) => `${entry.key} (${entry.en})`).join(' or ')}.`);
      const [first] = meant;
      if (part === 'closing') {
        if (!first) return refused('invalid', `${classCode} is no class of cases: only classes close by themselves.`);
        switched.set(`${CLOSING}${first.key}`, automatic);
        desk.log(at, 'automation.set', actor, `类别 ${classCode} 改为${automatic ? '自动' : '人工'}结案`, `Class ${classCode} now ${automatic ? 'closes by itself' : 'is closed by a person'}`, {});
        return done(at);
      }
      switched.set(first?.key ?? classCode, automatic);
      desk.log(at, 'automation.set', actor, `类别 ${classCode} 改为${automatic ? '自动' : '人工'}流转`, `Class ${classCode} is now ${automatic ? 'automatic' : 'manual'}`, {});
      return done(at);
    },
    closesByItself(classCode) {
      const [first, second] = lookup.classesOf(classCode);
      return first !== undefined && second === undefined && (switched.get(`${CLOSING}${first.key}`) ?? filing.automaticClosing?.includes(first.key) ?? false);
    },
    isAutomatic(classCode) {
      const meant = lookup.classesOf(classCode);
      return meant.every((entry) => switched.get(entry.key) !== false) && (switched.get(meant.length === 1 ? meant[0]?.key ?? '' : classCode) ?? lookup.automaticByDefault(classCode));
    },
    switches: () => switched,
    resumeSwitches(switches) { for (const [key, automatic] of switches) switched.set(key, automatic); },
    isManual(id, causes) { const record = records.get(id); return record !== undefined && isManual(record, causes); },
    get: (id) => records.get(id)?.item ?? null,
    all: () => (list ??= [...records.values()].map((record) => record.item)),
    asOf(id, at) { const record = records.get(id); return record ? asOf(record, at) : null; },
    flow(id) { const record = records.get(id); return record ? flowOf(record) : []; },
    appeals(id) { const record = records.get(id); return record ? appealsOf(record) : []; },
    media: (id) => records.get(id)?.media ?? [],
    merged: (id) => records.get(id)?.merged ?? [],
    text(id, at) { const record = records.get(id); return record ? textOf(record, at) : ''; },
    reporters: (id) => records.get(id)?.reporters ?? [],
    addMedia(id, moment, urls, by, at) { const record = records.get(id); if (record) addMedia(record, moment, urls, by, at); },
    record: (id) => records.get(id) ?? null,
    restore(kept, at) {
      for (const one of kept) {
        if (records.has(one.item.id)) continue;
        const record: CaseRecord = { ...one, changes: [...one.changes], media: [...one.media], merged: [...one.merged], reporters: [...one.reporters] };
        records.set(record.item.id, record);
        duplicates.add(record);
        // numbers go on where they ended
        const date = calendar.localDate(record.first.reportedAt);
        const number = Number(record.item.code.slice(-SERIAL_DIGITS));
        if (date > serialDate) { serialDate = date; serial = number; } else if (date === serialDate) serial = Math.max(serial, number);
        list = null;
        for (const listener of listeners) listener(record.item, record.item, at);
        if (record.item.open) moves.resume(record, at);
      }
    },
    mayClose: () => true,
    forget(time) {
      let dropped = false;
      for (const [id, { item }] of records) if (!item.open && (item.closedAt ?? 0) < time) dropped = records.delete(id) || dropped;
      if (dropped) list = null;
    },
    onChange: (listener) => { listeners.push(listener); },
  };
  return book;
}
