/**
 * From a warning to its case. A filing line of the warning's cause applies from its level up, after so many minutes at that level; among
 * several the one with the highest level reached. One open case per object and filing rule: a further warning is attached to it. A warning
 * that a person or the system holds back opens nothing by itself. Once its case has ended (closed by order, refuted, rejected, cancelled)
 * the same warning opens another by itself only when it rises above the level it had then, or clears and is raised again.
 */
import type { Case } from '../../domain/case';
import type { CommandOutcome } from '../../domain/command';
import { SYSTEM_ACTOR, type Actor } from '../../domain/role';
import { RANK_BY_LEVEL } from '../../domain/state';
import { isActive, isExercise, isHeldBack, type Warning } from '../../domain/warning';
import type { FilingMemory } from '../memory';
import { done, refused } from '../parts';
import type { AutoFilingRule } from '../ruleSet';
import type { Composition } from './context';

export interface Filing {
  onWarning(warning: Warning, at: number): void;
  onCase(item: Case): void;
  /** A person turns a warning into a case. */
  fileNow(warningId: string, actor: Actor, at: number): CommandOutcome;
  /** Filing line behind a warning, whatever its level is now. */
  lineFor(warning: Warning): AutoFilingRule | null;
  /** Warnings behind a case. */
  warningsOf(caseId: string): readonly string[];
  memoryOf(warningId: string): FilingMemory;
  /** What was known of warnings that stand again; what came due meanwhile is filed. */
  restore(records: readonly (FilingMemory & { readonly warning: Warning })[], at: number): void;
  forget(open: (caseId: string) => boolean): void;
}

export function createFiling(parts: Composition): Filing {
  const { desk, warnings, cases, preplans } = parts;
  const { city, rules } = desk;
  const lines = rules.filing.autoFiling;
  const causes = new Set(lines.map((line) => line.cause));
  const byCause = new Map([...causes].map((cause) => [cause, lines.filter((line) => line.cause === cause)]));
  const linesOf = (cause: string): readonly AutoFilingRule[] => byCause.get(cause) ?? byCause.get('*') ?? [];
  /** Since when a warning is at a rank or above, by rank 1 … 4. */
  const since = new Map<string, Map<number, number>>();
  /** Wake-up that a warning waits for. */
  const waiting = new Map<string, number>();
  const openCases = new Map<string, Case>();
  /** Rank of a warning when the last case about it ended: people have decided about that much. */
  const decided = new Map<string, number>();
  const behind = new Map<string, Set<string>>();

  const reached = (warning: Warning): AutoFilingRule | null => linesOf(warning.cause)
    .filter((line) => RANK_BY_LEVEL[line.level] <= RANK_BY_LEVEL[warning.level])
    .reduce<AutoFilingRule | null>((best, line) => (best === null || RANK_BY_LEVEL[line.level] > RANK_BY_LEVEL[best.level] ? line : best), null);
  const lineFor = (warning: Warning): AutoFilingRule | null => reached(warning) ?? linesOf(warning.cause)[0] ?? null;

  function link(warning: Warning, item: Case, at: number): void {
    const list = behind.get(item.id) ?? new Set();
    list.add(warning.id);
    behind.set(item.id, list);
    warnings.attachCase(warning.id, item.id, at);
  }

  function file(warning: Warning, line: AutoFilingRule | null, actor: Actor, automatic: boolean, at: number): Case {
    const object = city.indexOf.get(warning.objectId) ?? -1;
    const open = [...openCases.values()].find((item) => item.objectId === warning.objectId && item.ruleId !== null && item.ruleId === line?.filingRule);
    let item: Case;
    if (open) {
      item = open;
      desk.log(at, 'case.attachWarning', actor, `预警并入在办案件 ${open.code}：${warning.headlineZh}`, `Warning joined open case ${open.code}: ${warning.headlineEn}`, { objectId: warning.objectId, warningId: warning.id, caseId: open.id, level: warning.level });
    } else {
      const component = city.attribute(object, 'componentCode');
      item = cases.report({
        at, source: 'iot', actor, automatic, ruleId: line?.filingRule ?? null, classCode: line?.code ?? (component === null ? null : String(component)),
        objectId: warning.objectId, warningId: warning.id, lon: city.lon[object] ?? 0, lat: city.lat[object] ?? 0,
        titleZh: `${city.namesZh[object] ?? warning.objectId} ${warning.headlineZh}`, titleEn: `${city.namesEn[object] ?? warning.objectId}: ${warning.headlineEn}`,
        text: '', photos: [], reporterId: null, detection: null, causedAt: warning.updatedAt,
      });
    }
    link(warning, item, at);
    if (line?.preplan !== undefined) preplans.startForCase(line.preplan, cases.get(item.id) ?? item, RANK_BY_LEVEL[warning.level], at);
    return item;
  }

  /** Files when the line's time has passed; asks to be woken when it has not. */
  function consider(warningId: string, at: number): void {
    const warning = warnings.get(warningId);
    if (!warning || !isActive(warning) || isHeldBack(warning) || isExercise(warning)) return;
    if (warning.caseId !== null && openCases.has(warning.caseId)) return;
    if (RANK_BY_LEVEL[warning.level] <= (decided.get(warningId) ?? 0)) return;
    const line = reached(warning);
    if (!line) return;
    const from = since.get(warningId)?.get(RANK_BY_LEVEL[line.level]) ?? at;
    const dueAt = from + (line.afterMinutes ?? 0) * 60_000;
    if (dueAt <= at) { file(warning, line, SYSTEM_ACTOR, line.automatic && cases.isAutomatic(warning.cause), at); return; }
    if (waiting.get(warningId) === dueAt) return;
    waiting.set(warningId, dueAt);
    desk.schedule(dueAt, (wake) => parts.later(() => {
      if (waiting.get(warningId) === dueAt) waiting.delete(warningId);
      consider(warningId, wake);
    }));
  }

  return {
    onWarning(warning, at) {
      if (!isActive(warning)) { since.delete(warning.id); decided.delete(warning.id); return; }
      const rank = RANK_BY_LEVEL[warning.level];
      const reachedAt = since.get(warning.id) ?? new Map<number, number>();
      for (let k = 1; k <= 4; k++) {
        if (k > rank) reachedAt.delete(k);
        else if (!reachedAt.has(k)) reachedAt.set(k, at);
      }
      since.set(warning.id, reachedAt);
      consider(warning.id, at);
    },
    onCase(item) {
      if (item.open) { openCases.set(item.id, item); return; }
      openCases.delete(item.id);
      for (const id of new Set([...(behind.get(item.id) ?? []), ...(item.warningId === null ? [] : [item.warningId])])) {
        const warning = warnings.get(id);
        if (warning && isActive(warning)) decided.set(id, RANK_BY_LEVEL[warning.level]);
      }
    },
    fileNow(warningId, actor, at) {
      const warning = warnings.get(warningId);
      if (!warning) return refused('unknown', `There is no warning ${warningId}.`);
      if (isExercise(warning)) return refused('state', 'The alert is an exercise: it opens no case.');
      const known = warning.caseId === null ? null : openCases.get(warning.caseId);
      if (known) return refused('state', `Case ${known.code} is open for this warning already.`);
      const line = lineFor(warning);
      return done(at, file(warning, line, actor, line?.automatic ?? false, at).id);
    },
    lineFor,
    warningsOf: (caseId) => [...(behind.get(caseId) ?? [])],
    memoryOf: (warningId) => ({ since: [...(since.get(warningId) ?? [])], decided: decided.get(warningId) ?? null }),
    restore(records, at) {
      for (const { warning, since: times, decided: rank } of records) {
        if (times.length > 0) since.set(warning.id, new Map(times));
        if (rank === null) decided.delete(warning.id);
        else decided.set(warning.id, rank);
        if (warning.caseId !== null) behind.set(warning.caseId, (behind.get(warning.caseId) ?? new Set<string>()).add(warning.id));
      }
      for (const { warning } of records) if (isActive(warning)) parts.later(() => consider(warning.id, at));
    },
    forget(open) { for (const caseId of behind.keys()) if (!open(caseId)) behind.delete(caseId); },
  };
}
