/**
 * The detection catalogue with its figures: what the engine's own cases tell, on top of 30 days before them that are made up by seed and
 * say so through `demo: true` of the back end.
 */
import type { AiClass } from '../../../src/domain/catalogues';
import type { Case } from '../../../src/domain/case';
import type { RulesEngine } from '../../../src/rules/engine';
import type { RuleSet } from '../../../src/rules/ruleSet';
import { hash, hashText, unit } from '../hash';
import { DAY } from '../localTime';

const DAYS = 30;

/** Detections of one class on one day, and how many were looked at and found right. */
function dayOf(key: number, day: number, optional: boolean): { readonly detections: number; readonly checked: number; readonly right: number } {
  const usual = optional ? 0.4 + unit(key, 1) * 3 : 2 + unit(key, 1) ** 2 * 46;
  const detections = Math.round(usual * (0.6 + 0.8 * unit(key, day)));
  const checked = Math.round(detections * (0.35 + 0.4 * unit(key, 2)));
  return { detections, checked, right: Math.min(checked, Math.round(checked * (0.74 + 0.23 * unit(key, 3)) + (unit(hash(key, day), 4) - 0.5))) };
}

/** `cases` as they stood at `at`. */
export function aiClassesAt(rules: RuleSet, engine: Pick<RulesEngine, 'isAutomatic' | 'detections'>, cases: readonly Case[], seed: number, at: number): AiClass[] {
  const today = Math.floor(at / DAY);
  const { rows: judged } = engine.detections({ judged: true, at, limit: Infinity });
  /** Cases that a false alarm ended, and what was judged without ever having had a case. */
  const falseCases = new Set(judged.flatMap((record) => (record.verdict?.right === false && record.caseId !== null ? [record.caseId] : [])));
  const alone = judged.filter((record) => record.caseId === null && record.detection.at >= at - DAYS * DAY);
  return rules.ai.classes.map((row) => {
    const key = hash(seed, hashText(row.id));
    let detections = 0;
    let checked = 0;
    let right = 0;
    for (let day = today - DAYS; day < today; day++) {
      const figures = dayOf(key, day, row.optional);
      detections += figures.detections;
      checked += figures.checked;
      right += Math.max(0, figures.right);
    }
    const code = row.eventCode ?? row.componentCode;
    const own = cases.filter((item) => item.aiClass === row.id);
    for (const item of own) {
      if (item.reportedAt < at - DAYS * DAY) continue;
      detections += 1 + item.repeats;
      if (item.open) continue;
      checked += 1;
      if (item.status !== 'not_accepted' && item.status !== 'cancelled' && !falseCases.has(item.id)) right += 1;
    }
    const said = alone.filter((record) => record.detection.aiClass === row.id);
    detections += said.length;
    checked += said.length;
    right += said.filter((record) => record.verdict?.right === true).length;
    return {
      no: row.no, id: row.id, nameZh: row.zh, nameEn: row.en, groupZh: row.groupZh, groupEn: row.groupEn, eventCode: row.eventCode, componentCode: row.componentCode, optional: row.optional,
      automatic: code === null ? row.autoFile : engine.isAutomatic(`${row.eventCode === null ? 'component' : 'event'}:${code}`), minConfidence: row.minConfidence, detections, checked, right, precision: checked === 0 ? null : right / checked,
      openCases: own.filter((item) => item.open).length,
    };
  });
}
