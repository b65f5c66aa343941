/** Lines of a timeline under the city's days, newest first; each day keeps the order of its lines. */
import type { LogEntry } from '../../domain/logEntry';

export interface TimelineDay { readonly day: string; /** A moment of that day, ms. */ readonly at: number; readonly entries: readonly LogEntry[] }

/** `dayOf` = the city's date of a moment, e.g. 2026-03-08. */
export function groupByDay(entries: readonly LogEntry[], dayOf: (at: number) => string): readonly TimelineDay[] {
  const days: { day: string; at: number; entries: LogEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry); else days.push({ day, at: entry.at, entries: [entry] });
  }
  return days;
}

/** What the latency of a line is measured between. */
export function latencyOf(action: string): 'dispatch' | 'case' | 'warning' | 'other' {
  if (action === 'case.dispatch' || action === 'case.dispatched') return 'dispatch';
  if (action.startsWith('case.')) return 'case';
  return action === 'warning.raised' || action === 'warning.rose' ? 'warning' : 'other';
}
