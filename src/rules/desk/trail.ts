/**
 * The audit trail: lines in the order they were written, found by object, case and warning. Bounded by age and by number; what is
 * dropped is the oldest. A case's timeline shows the lines of the warning behind it too.
 */
import type { LogEntry } from '../../domain/logEntry';

export interface Trail {
  write(entry: LogEntry): void;
  of(ids: { readonly objectId?: string; readonly caseId?: string; readonly warningId?: string }, until: number): LogEntry[];
  lines(): readonly LogEntry[];
  forget(time: number): void;
  readonly size: number;
}
type Index = Map<string, LogEntry[]>;

export function createTrail(maxLines: number): Trail {
  let lines: LogEntry[] = [];
  const byObject: Index = new Map(), byCase: Index = new Map(), byWarning: Index = new Map();
  const put = (index: Index, key: string | null, entry: LogEntry): void => {
    if (key === null) return;
    const list = index.get(key);
    if (list) list.push(entry);
    else index.set(key, [entry]);
  };
  function drop(count: number): void {
    if (count <= 0) return;
    const firstKept = lines[count]?.seq ?? Infinity;
    const cut = (index: Index, key: string | null): void => {
      const list = key === null ? undefined : index.get(key);
      if (key === null || !list || (list[0]?.seq ?? Infinity) >= firstKept) return;
      const kept = list.filter((entry) => entry.seq >= firstKept);
      if (kept.length === 0) index.delete(key);
      else index.set(key, kept);
    };
    for (let k = 0; k < count; k++) {
      const line = lines[k];
      if (!line) break;
      cut(byObject, line.objectId);
      cut(byCase, line.caseId);
      cut(byWarning, line.warningId);
    }
    lines = lines.slice(count);
  }
  return {
    get size() { return lines.length; },
    write(entry) {
      lines.push(entry);
      put(byObject, entry.objectId, entry);
      put(byCase, entry.caseId, entry);
      put(byWarning, entry.warningId, entry);
      // a tenth at a time, so that a full trail costs little per line
      if (lines.length > maxLines * 1.1) drop(lines.length - maxLines);
    },
    of({ objectId, caseId, warningId }, until) {
      const found = new Map<number, LogEntry>();
      const add = (list: readonly LogEntry[] | undefined): void => { for (const entry of list ?? []) if (entry.at <= until) found.set(entry.seq, entry); };
      if (objectId !== undefined) add(byObject.get(objectId));
      if (warningId !== undefined) add(byWarning.get(warningId));
      if (caseId !== undefined) {
        const own = byCase.get(caseId) ?? [];
        add(own);
        for (const warning of new Set(own.map((entry) => entry.warningId))) if (warning !== null) add(byWarning.get(warning));
      }
      return [...found.values()].sort((a, b) => a.seq - b.seq);
    },
    lines: () => lines,
    forget(time) {
      let count = 0;
      while (count < lines.length && (lines[count]?.at ?? Infinity) < time) count++;
      drop(count);
    },
  };
}
