/**
 * Warnings that nobody acknowledged in time: each such wait stands in the trail once, when the minutes of its level have passed. A wait begins
 * with the raise and anew with every rise; while a warning is held back nobody is waited for, and what shows again late is late at once.
 * Minutes per level come from the rule data; without them nothing is overdue.
 */
import { SYSTEM_ACTOR } from '../../domain/role';
import { RANK_BY_LEVEL } from '../../domain/state';
import { isHeldBack, type Warning } from '../../domain/warning';
import type { Desk } from '../parts';
import { MINUTE } from './plans';

export interface Overdue {
  /** Every change of a warning of the city; warnings about devices are left out by the caller. */
  onChange(warning: Warning, before: Warning | null, at: number): void;
  /** Since when it waits for an acknowledgement that is not late yet; null = it does not. */
  waitingSince(id: string): number | null;
  /** The wait of an earlier run goes on. */
  resume(id: string, since: number, at: number): void;
}

export function createOverdue(desk: Desk, get: (id: string) => Warning | null): Overdue {
  const limits = desk.rules.thresholds.acknowledgeMinutes;
  /** Since when a warning waits; gone once told, acknowledged or cleared. */
  const waiting = new Map<string, number>();

  function look(id: string, since: number, at: number): void {
    const warning = get(id);
    if (!limits || !warning || waiting.get(id) !== since || isHeldBack(warning)) return;
    const minutes = limits[warning.level];
    const due = since + minutes * MINUTE;
    // it fell to a level that may wait longer
    if (due > at) { desk.schedule(due, (wake) => { look(id, since, wake); }); return; }
    waiting.delete(id);
    desk.log(at, 'warning.overdue', SYSTEM_ACTOR, `超过 ${minutes} 分钟未确认：${warning.headlineZh}`, `Not acknowledged within ${minutes} min: ${warning.headlineEn}`, {
      objectId: warning.objectId, warningId: warning.id, caseId: warning.caseId, level: warning.level, value: warning.value, unit: warning.unit,
    });
  }
  return {
    waitingSince: (id) => waiting.get(id) ?? null,
    resume(id, since, at) { if (limits) { waiting.set(id, since); look(id, since, at); } },
    onChange(warning, before, at) {
      if (!limits) return;
      if (warning.state !== 'active_unack') { waiting.delete(warning.id); return; }
      const begins = before?.state !== 'active_unack' || RANK_BY_LEVEL[warning.level] > RANK_BY_LEVEL[before.level];
      if (begins) waiting.set(warning.id, at);
      const since = waiting.get(warning.id);
      if (since !== undefined && (begins || (before !== null && isHeldBack(before) && !isHeldBack(warning)))) look(warning.id, since, at);
    },
  };
}
