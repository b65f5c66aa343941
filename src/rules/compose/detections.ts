/**
 * From what a camera saw to its case: class of the catalogue, least confidence, report with everything automatic after it. A later look
 * at a place whose case waits for its check answers that check: gone = passed, still there = failed.
 * Every detection is remembered with what came of it, so that a person can file it or call it a false alarm.
 */
import type { Case } from '../../domain/case';
import type { CommandOutcome, Wish } from '../../domain/command';
import type { Detection, DetectionOutcome, DetectionPage, DetectionQuery, DetectionRecord } from '../../domain/detection';
import { toCaseId, toObjectId } from '../../domain/ids';
import { SYSTEM_ACTOR, type Actor } from '../../domain/role';
import { RANK_BY_LEVEL } from '../../domain/state';
import { distanceMetres } from '../dispatch/metres';
import { mayHappen } from '../cases/transitions';
import { done, refused } from '../parts';
import type { AiClassRule } from '../ruleSet';
import type { Composition } from './context';

type JudgeWish = Extract<Wish, { type: `detection.${string}` }>;
export interface Detections {
  detect(detection: Detection, at: number): void;
  onCase(item: Case): void;
  command(wish: JudgeWish, actor: Actor, at: number): CommandOutcome;
  get(id: string): DetectionRecord | null;
  page(query: DetectionQuery, mayRead?: (item: DetectionRecord) => boolean): DetectionPage;
  /** Everything that is remembered, oldest first. */
  records(): Iterable<DetectionRecord>;
  /** What is new or was judged since the last call. */
  takeChanged(): readonly DetectionRecord[];
  restore(records: readonly DetectionRecord[]): void;
}
/** Detections that are remembered; the oldest go first. About two weeks of a city with 150 a day. */
const REMEMBERED = 2000;
const PAGE = 50;

export function createDetections(parts: Composition): Detections {
  const { desk, cases, preplans } = parts;
  const { city, rules } = desk;
  const classes = new Map(rules.ai.classes.map((rule) => [rule.id, rule]));
  /** Finished work that nobody has checked yet. */
  const unchecked = new Map<string, Case>();
  const records = new Map<string, DetectionRecord>();
  let changed = new Set<string>();
  const percent = (share: number): string => `${Math.round(share * 100)} %`;

  function openCheck(rule: AiClassRule, detection: Detection): Case | null {
    let best: Case | null = null;
    let least = rules.ai.merge.distanceMetres;
    for (const item of unchecked.values()) {
      const sameClass = item.category === (rule.eventCode === null ? 'component' : 'event') && item.classCode === (rule.eventCode ?? rule.componentCode);
      if (item.ruleId !== rule.filingRule && !sameClass) continue;
      const metres = distanceMetres(item.lon, item.lat, detection.lon, detection.lat);
      if (metres <= least && detection.at >= (item.finishedAt ?? 0)) { least = metres; best = item; }
    }
    return best;
  }
  /** False when a person checks this class. */
  function answer(item: Case, fixed: boolean, at: number): void {
    if (cases.isManual(item.id)) return;
    if (item.status === 'pending_check') cases.command({ type: 'case.startCheck', caseId: item.id }, SYSTEM_ACTOR, at);
    cases.command(fixed ? { type: 'case.pass', caseId: item.id } : { type: 'case.fail', caseId: item.id, reason: '视频复查：问题仍在' }, SYSTEM_ACTOR, at);
  }

  function remember(record: DetectionRecord): void {
    records.delete(record.detection.id);
    records.set(record.detection.id, record);
    changed.add(record.detection.id);
    for (const id of records.keys()) { if (records.size <= REMEMBERED) break; records.delete(id); }
  }
  function report(rule: AiClassRule, detection: Detection, actor: Actor, automatic: boolean, at: number): Case {
    const street = city.streetAt(detection.lon, detection.lat);
    return cases.report({
      at, source: 'video', actor, automatic, ruleId: rule.filingRule, classCode: rule.eventCode ?? rule.componentCode, objectId: detection.objectId,
      warningId: null, lon: detection.lon, lat: detection.lat, titleZh: `${street?.zh ?? ''} ${rule.zh}`.trim(), titleEn: street ? `${rule.en}, ${street.en}` : rule.en,
      text: detection.note, photos: detection.picture ? [detection.picture] : [], reporterId: null, detection, causedAt: Math.min(detection.at, at),
    });
  }

  /** The case that waits for a person goes on; what was not filed is filed now. */
  function file(record: DetectionRecord, rule: AiClassRule, actor: Actor, at: number): CommandOutcome {
    const item = record.caseId === null ? null : cases.get(record.caseId);
    if (item) {
      if (!mayHappen('confirm', item.status) && !mayHappen('file', item.status)) return refused('state', `Case ${item.code} is past its filing.`);
      if (mayHappen('confirm', item.status)) cases.command({ type: 'case.confirm', caseId: item.id }, actor, at);
      const outcome = cases.command({ type: 'case.file', caseId: item.id, ruleId: item.ruleId ?? rule.filingRule ?? '' }, actor, at);
      return outcome.ok ? done(at, item.id) : outcome;
    }
    if (rule.filingRule === null) return refused('state', 'Detections of this class open no case.');
    return done(at, report(rule, record.detection, actor, true, at).id);
  }
  /** Ends the case unless somebody else has reported it too. */
  function dismiss(record: DetectionRecord, reason: string, actor: Actor, at: number): CommandOutcome {
    const item = record.caseId === null ? null : cases.get(record.caseId);
    if (!item?.open || item.source !== 'video' || record.outcome !== 'case') return done(at);
    const others = [...records.values()].some((one) => one.caseId === item.id && one !== record && one.outcome === 'case' && one.verdict?.right !== false);
    if (others || cases.merged(item.id).some((one) => one.source !== 'video')) return done(at);
    const type = (['refute', 'reject', 'cancel', 'forceClose'] as const).find((action) => mayHappen(action, item.status));
    return type ? cases.command({ type: `case.${type}`, caseId: item.id, reason: `误报：${reason}` }, actor, at) : refused('state', `Case ${item.code} cannot be ended now.`);
  }

  return {
    get: (id) => records.get(id) ?? null,
    records: () => records.values(),
    takeChanged() {
      const taken = [...changed].flatMap((id) => records.get(id) ?? []);
      changed = new Set();
      return taken;
    },
    restore(kept) { for (const record of kept) remember(record); changed = new Set(); },
    page({ aiClass, cameraId, caseId, outcome, judged, at = Infinity, offset = 0, limit = PAGE }, mayRead) {
      const found: DetectionRecord[] = [];
      for (const kept of records.values()) {
        const { detection } = kept;
        if (detection.at > at || (aiClass !== undefined && detection.aiClass !== aiClass) || (cameraId !== undefined && detection.cameraId !== cameraId) || (caseId !== undefined && kept.caseId !== caseId) || (outcome !== undefined && kept.outcome !== outcome)) continue;
        const record = kept.verdict !== null && kept.verdict.at > at ? { ...kept, verdict: null } : kept;
        if ((judged !== undefined && judged !== (record.verdict !== null)) || mayRead?.(record) === false) continue;
        found.push(record);
      }
      found.sort((a, b) => b.detection.at - a.detection.at);
      return { count: found.length, rows: found.slice(offset, offset + limit) };
    },
    command(wish, actor, at) {
      const record = records.get(wish.detectionId);
      const rule = record && classes.get(record.detection.aiClass);
      if (!record || !rule) return refused('unknown', `There is no detection ${wish.detectionId}.`);
      if (record.verdict) return refused('state', 'Somebody has judged this detection already.');
      const reason = wish.type === 'detection.falseAlarm' ? wish.reason.trim() : '';
      if (wish.type === 'detection.falseAlarm' && reason === '') return refused('invalid', 'A false alarm needs a reason.');
      const outcome = wish.type === 'detection.file' ? file(record, rule, actor, at) : dismiss(record, reason, actor, at);
      if (!outcome.ok) return outcome;
      const right = wish.type === 'detection.file';
      const judged: DetectionRecord = { ...record, ...(right && { outcome: 'case' as const, caseId: outcome.createdId }), verdict: { right, at, by: actor, reason } };
      records.set(record.detection.id, judged);
      changed.add(record.detection.id);
      desk.log(at, right ? 'detection.filed' : 'detection.falseAlarm', actor, right ? `视频识别属实，立案：${rule.zh}` : `视频识别误报：${rule.zh}（${reason}）`, right ? `Detection confirmed and filed: ${rule.en}` : `False alarm: ${rule.en} (${reason})`, {
        objectId: toObjectId(record.detection.objectId ?? record.detection.cameraId), ...(judged.caseId !== null && { caseId: toCaseId(judged.caseId) }), value: record.detection.confidence, reason,
      });
      return outcome;
    },
    detect(detection, at) {
      const rule = classes.get(detection.aiClass);
      const note = (zh: string, en: string, caseId: string | null, reason = ''): void => desk.log(at, 'detection.received', SYSTEM_ACTOR, zh, en, {
        objectId: toObjectId(detection.objectId ?? detection.cameraId), ...(caseId !== null && { caseId: toCaseId(caseId) }), value: detection.confidence, reason, latencyMs: Math.max(0, at - detection.at),
      });
      if (!rule) { note(`未知的识别类别 ${detection.aiClass}`, `Unknown detection class ${detection.aiClass}`, null, 'unknown class'); return; }
      const keep = (outcome: DetectionOutcome, caseId: string | null = null): void => remember({ detection, outcome, caseId, verdict: null });
      const seen = detection.note === '' ? '' : ` ${detection.note}`;
      const zh = `视频识别：${rule.zh}${seen}`, en = `Video detection: ${rule.en}${seen}`;
      // who is not sure decides nothing, a check neither
      if (detection.confidence < rule.minConfidence) {
        note(`${zh}，置信度 ${percent(detection.confidence)} 低于 ${percent(rule.minConfidence)}`, `${en}, confidence ${percent(detection.confidence)} below ${percent(rule.minConfidence)}`, null, 'below least confidence');
        keep('unsure');
        return;
      }
      const check = openCheck(rule, detection);
      if (check) {
        note(`${zh}${detection.clear ? '已消除' : '仍在'}`, `${en}, ${detection.clear ? 'gone' : 'still there'}`, check.id);
        answer(check, detection.clear, at);
        keep('check', check.id);
        return;
      }
      if (detection.clear) { note(`${zh}已消除`, `${en}, gone`, null); keep('noted'); return; }
      note(`${zh}，置信度 ${percent(detection.confidence)}`, `${en}, confidence ${percent(detection.confidence)}`, null);
      if (rule.filingRule === null) { keep('noted'); return; }
      const item = report(rule, detection, SYSTEM_ACTOR, rule.autoFile, at);
      keep('case', item.id);
      for (const preplan of rules.preplans.preplans) if (preplan.cause === rule.id) preplans.startForCase(preplan.id, cases.get(item.id) ?? item, RANK_BY_LEVEL[preplan.level], at);
    },
    onCase(item) {
      if (item.status === 'pending_check' || item.status === 'checking') unchecked.set(item.id, item);
      else unchecked.delete(item.id);
    },
  };
}
