/**
 * When the cause of a case is over. A case that warnings opened may close only when none of them is active, and, where the filing line
 * says so, when the value has been back below a limit for so long, or the warning cleared for so long. The sensor that opened a case
 * also checks it: a finished case of an automatic class passes its check by itself when its cause is over. A class may also close by itself:
 * a switch of its own, off unless somebody turned it on.
 */
import type { Case } from '../../domain/case';
import { SYSTEM_ACTOR } from '../../domain/role';
import { isActive, type Warning } from '../../domain/warning';
import type { AutoFilingRule } from '../ruleSet';
import type { Composition } from './context';
import type { Filing } from './filing';

export interface Closing {
  /** A good value of a stream; call only where `watched` says so. */
  observe(stream: number, value: number, at: number): void;
  /** 1 for streams that a case waits for. */
  readonly watched: Uint8Array;
  onWarning(warning: Warning, at: number): void;
  onCase(item: Case, at: number): void;
  mayClose(item: Case): boolean;
}
interface Watch { readonly caseId: string; readonly warningId: string; readonly limit: number; readonly falling: boolean; readonly ms: number; since: number | null }

export function createClosing(parts: Composition, filing: Filing): Closing {
  const { desk, warnings, cases } = parts;
  const { city, rules } = desk;
  const watched = new Uint8Array(city.streamObject.length);
  const watches = new Map<number, Watch[]>();
  const property = new Map(rules.thresholds.properties.map((rule) => [rule.key, rule]));

  function streamOf(warning: Warning): number {
    const object = city.indexOf.get(warning.objectId) ?? -1;
    const key = property.get(warning.cause)?.of ?? warning.cause;
    if (object >= 0) for (let k = city.firstStream[object] ?? 0; k < (city.firstStream[object + 1] ?? 0); k++) if (city.propertyKeys[city.streamProperty[k] ?? 0] === key) return k;
    return -1;
  }
  const isBack = (watch: Watch, value: number): boolean => (watch.falling ? value > watch.limit : value < watch.limit);

  function observe(stream: number, value: number, at: number): void {
    for (const watch of watches.get(stream) ?? []) {
      if (!isBack(watch, value)) watch.since = null;
      else if (watch.since === null) {
        watch.since = at;
        wakeAt(at + watch.ms, watch.caseId);
      }
    }
  }
  function wakeAt(at: number, caseId: string): void {
    desk.schedule(at, (wake) => parts.later(() => { checkBySensor(caseId, wake); closeByItself(caseId, wake); }));
  }
  function watch(warning: Warning, line: AutoFilingRule, caseId: string, at: number): void {
    if (line.closeBelow === undefined) return;
    const stream = streamOf(warning);
    if (stream < 0 || watches.get(stream)?.some((one) => one.caseId === caseId && one.warningId === warning.id)) return;
    const one: Watch = { caseId, warningId: warning.id, limit: line.closeBelow, falling: property.get(warning.cause)?.direction === 'falling', ms: (line.closeAfterMinutes ?? 0) * 60_000, since: null };
    if (isBack(one, warnings.value(stream))) { one.since = at; wakeAt(at + one.ms, caseId); }
    watches.set(stream, [...(watches.get(stream) ?? []), one]);
    watched[stream] = 1;
  }
  function unwatch(caseId: string): void {
    for (const [stream, list] of watches) {
      const kept = list.filter((one) => one.caseId !== caseId);
      if (kept.length === list.length) continue;
      if (kept.length > 0) watches.set(stream, kept);
      else { watches.delete(stream); watched[stream] = 0; }
    }
  }

  function isOver(warningId: string, caseId: string): boolean {
    const warning = warnings.get(warningId);
    if (!warning) return true;
    if (isActive(warning)) return false;
    const line = filing.lineFor(warning);
    const ms = (line?.closeAfterMinutes ?? 0) * 60_000;
    const stream = line?.closeBelow === undefined ? -1 : streamOf(warning);
    if (stream < 0) return warning.clearedAt === null || parts.now() - warning.clearedAt >= ms;
    const since = watches.get(stream)?.find((one) => one.caseId === caseId && one.warningId === warningId)?.since ?? null;
    return since !== null && parts.now() - since >= ms;
  }
  const mayClose = (item: Case): boolean => filing.warningsOf(item.id).every((warningId) => isOver(warningId, item.id));

  const causesOf = (caseId: string): string[] => filing.warningsOf(caseId).flatMap((id) => warnings.get(id)?.cause ?? []);
  function checkBySensor(caseId: string, at: number): void {
    const item = cases.get(caseId);
    if (!item || item.status !== 'pending_check' || item.source !== 'iot' || cases.isManual(caseId, causesOf(caseId)) || filing.warningsOf(caseId).length === 0 || !mayClose(item)) return;
    const started = cases.command({ type: 'case.startCheck', caseId }, SYSTEM_ACTOR, at);
    if (started.ok) cases.command({ type: 'case.pass', caseId }, SYSTEM_ACTOR, at);
  }

  /** Only where the class closes by itself; the book says no while a unit of a joint event has not acknowledged. */
  function closeByItself(caseId: string, at: number): void {
    const item = cases.get(caseId);
    if (item?.status === 'pending_close' && cases.closesByItself(`${item.category}:${item.classCode}`) && mayClose(item)) cases.command({ type: 'case.close', caseId }, SYSTEM_ACTOR, at);
  }

  return {
    watched, observe, mayClose,
    onWarning(warning, at) {
      const caseId = warning.caseId;
      if (caseId === null) return;
      const line = filing.lineFor(warning);
      if (line && cases.get(caseId)?.open) watch(warning, line, caseId, at);
      if (isActive(warning)) return;
      wakeAt(at, caseId);
      if (line?.closeBelow === undefined && line?.closeAfterMinutes !== undefined) wakeAt(at + line.closeAfterMinutes * 60_000, caseId);
    },
    onCase(item, at) {
      if (!item.open) unwatch(item.id);
      else if (item.status === 'pending_check') parts.later(() => checkBySensor(item.id, at));
      else if (item.status === 'pending_close') parts.later(() => closeByItself(item.id, at));
    },
  };
}
