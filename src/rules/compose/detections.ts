/**
 * From what a camera saw to its case: class of the catalogue, least confidence, report with everything automatic after it. A later look
 * at a place whose case waits for its check answers that check: gone = passed, still there = failed.
 */
import type { Case } from '../../domain/case';
import type { Detection } from '../../domain/detection';
import { toCaseId, toObjectId } from '../../domain/ids';
import { SYSTEM_ACTOR } from '../../domain/role';
import { RANK_BY_LEVEL } from '../../domain/state';
import { distanceMetres } from '../dispatch/metres';
import type { AiClassRule } from '../ruleSet';
import type { Composition } from './context';

export interface Detections { detect(detection: Detection, at: number): void; onCase(item: Case): void }

export function createDetections(parts: Composition): Detections {
  const { desk, cases, preplans } = parts;
  const { city, rules } = desk;
  const classes = new Map(rules.ai.classes.map((rule) => [rule.id, rule]));
  /** Finished work that nobody has checked yet. */
  const unchecked = new Map<string, Case>();
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

  return {
    detect(detection, at) {
      const rule = classes.get(detection.aiClass);
      const note = (zh: string, en: string, caseId: string | null, reason = ''): void => desk.log(at, 'detection.received', SYSTEM_ACTOR, zh, en, {
        objectId: toObjectId(detection.objectId ?? detection.cameraId), ...(caseId !== null && { caseId: toCaseId(caseId) }), value: detection.confidence, reason, latencyMs: Math.max(0, at - detection.at),
      });
      if (!rule) { note(`未知的识别类别 ${detection.aiClass}`, `Unknown detection class ${detection.aiClass}`, null, 'unknown class'); return; }
      const seen = detection.note === '' ? '' : ` ${detection.note}`;
      const zh = `视频识别：${rule.zh}${seen}`, en = `Video detection: ${rule.en}${seen}`;
      const check = openCheck(rule, detection);
      if (check) {
        note(`${zh}${detection.clear ? '已消除' : '仍在'}`, `${en}, ${detection.clear ? 'gone' : 'still there'}`, check.id);
        answer(check, detection.clear, at);
        return;
      }
      if (detection.clear) { note(`${zh}已消除`, `${en}, gone`, null); return; }
      if (detection.confidence < rule.minConfidence) {
        note(`${zh}，置信度 ${percent(detection.confidence)} 低于 ${percent(rule.minConfidence)}`, `${en}, confidence ${percent(detection.confidence)} below ${percent(rule.minConfidence)}`, null, 'below least confidence');
        return;
      }
      note(`${zh}，置信度 ${percent(detection.confidence)}`, `${en}, confidence ${percent(detection.confidence)}`, null);
      if (rule.filingRule === null) return;
      const street = city.streetAt(detection.lon, detection.lat);
      const item = cases.report({
        at, source: 'video', actor: SYSTEM_ACTOR, automatic: rule.autoFile, ruleId: rule.filingRule, classCode: rule.eventCode ?? rule.componentCode, objectId: detection.objectId,
        warningId: null, lon: detection.lon, lat: detection.lat, titleZh: `${street?.zh ?? ''} ${rule.zh}`.trim(), titleEn: street ? `${rule.en}, ${street.en}` : rule.en,
        text: detection.note, photos: [], reporterId: null, detection, causedAt: Math.min(detection.at, at),
      });
      for (const preplan of rules.preplans.preplans) if (preplan.cause === rule.id) preplans.startForCase(preplan.id, cases.get(item.id) ?? item, RANK_BY_LEVEL[preplan.level], at);
    },
    onCase(item) {
      if (item.status === 'pending_check' || item.status === 'checking') unchecked.set(item.id, item);
      else unchecked.delete(item.id);
    },
  };
}
