/**
 * The live warnings: one record per object and cause through raise, rise, fall, acknowledge, clear, reopen and end (ISA-18.2). Keeps the indices
 * that hiding and ranking need, tells every change once: the event, then the line of the trail, then the object's rank, then the listeners.
 */
import { toCaseId, toObjectId, toWarningId } from '../../domain/ids';
import type { LogAction } from '../../domain/logEntry';
import { SYSTEM_ACTOR, type Actor } from '../../domain/role';
import { LEVEL_BY_RANK, RANK_BY_LEVEL, type LevelRank, type WarningLevel } from '../../domain/state';
import { isActive, isHeldBack, type Warning } from '../../domain/warning';
import type { Desk } from '../parts';
import { revised } from '../revised';
import type { Words } from './words';

export interface Entry { readonly key: number; readonly object: number; readonly cause: string; /** About the device: never colours the object. */ readonly diagnostic: boolean; warning: Warning }
export interface NewWarning {
  readonly key: number; readonly object: number; readonly cause: string; readonly diagnostic: boolean; readonly rank: number; readonly value: number | null; readonly limit: number | null;
  readonly unit: string; readonly rule: string; readonly basis: string; readonly latched: boolean; readonly words: Words;
  /** Name of a new record; absent = made from object, cause and time. */
  readonly id?: string;
}
export interface Line { readonly action: Extract<LogAction, `warning.${string}`>; readonly words: Words; readonly actor?: Actor; readonly reason?: string }
/** Earlier messages that a later one may refer to. */
const REVISIONS = 50;
type Held = Pick<Warning, 'shelvedUntil' | 'shelvedReason' | 'suppressedBy' | 'outOfService'>;

export interface WarningBook {
  of(key: number): Entry | undefined;
  byId(id: string): Entry | undefined;
  get(id: string): Warning | null;
  /** Earlier times at which a warning was told, oldest first, the newest of them at most `REVISIONS`; the first is its onset. */
  revisions(id: string): readonly number[];
  list(): readonly Warning[];
  /** Live entries of a cause and of an object, cleared ones that wait for an acknowledgement included. */
  ofCause(cause: string): Iterable<Entry>;
  ofObject(object: number): readonly Entry[];
  /** Raises, changes or reopens. `held` is asked for a new record, so that it is born hidden when it must be. */
  level(input: NewWarning, at: number, held: (entry: Entry) => Held): Entry;
  /** `also`: what else ends with it. */
  clear(key: number, value: number | null, words: Words, at: number, also?: Partial<Warning>): void;
  change(entry: Entry, change: Partial<Warning>, at: number, line: Line | null): void;
  attachCase(id: string, caseId: string, at: number): void;
  /** Takes over a live record as it is, without telling it anew. */
  resume(entry: Entry, at: number): void;
  /** Likewise one that has ended. */
  resumeEnded(warning: Warning): void;
  resumeRevisions(id: string, times: readonly number[]): void;
  /** Every record that is remembered, live ones first. */
  all(): readonly Warning[];
  forget(time: number): void;
  onChange(listener: (warning: Warning, before: Warning | null, at: number) => void): void;
}

export function createWarningBook(desk: Desk): WarningBook {
  const { city } = desk;
  const live = new Map<number, Entry>();
  const ids = new Map<string, Entry>();
  const ended = new Map<string, Warning>();
  const causes = new Map<string, Set<Entry>>();
  const objects = new Map<number, Set<Entry>>();
  const told = new Map<number, number>();
  /** Only of what was told more than twice: most warnings are raised and cleared. */
  const revisions = new Map<string, number[]>();
  const listeners: ((warning: Warning, before: Warning | null, at: number) => void)[] = [];

  function index(entry: Entry): void {
    const own = objects.get(entry.object) ?? new Set();
    const same = causes.get(entry.cause) ?? new Set();
    objects.set(entry.object, own.add(entry));
    causes.set(entry.cause, same.add(entry));
    if (entry.warning.state !== 'cleared_ack') return;
    live.delete(entry.key);
    ids.delete(entry.warning.id);
    own.delete(entry);
    same.delete(entry);
    if (own.size === 0) objects.delete(entry.object);
    ended.set(entry.warning.id, entry.warning);
  }
  function tellRank(object: number, at: number): void {
    let rank: LevelRank = 0;
    let some = false;
    let shown = false;
    for (const { warning, diagnostic } of objects.get(object) ?? []) {
      if (diagnostic || !isActive(warning)) continue;
      some = true;
      if (isHeldBack(warning)) continue;
      shown = true;
      rank = Math.max(rank, RANK_BY_LEVEL[warning.level]) as LevelRank;
    }
    const heldBack = some && !shown;
    const code = rank * 2 + (heldBack ? 1 : 0);
    if (code === (told.get(object) ?? 0)) return;
    if (code === 0) told.delete(object); else told.set(object, code);
    desk.emit({ type: 'rank', at, object, rank, heldBack });
  }
  function tell(entry: Entry, before: Warning | null, at: number, line: Line | null): void {
    const { warning } = entry;
    index(entry);
    if (before && before.updatedAt !== warning.updatedAt && before.updatedAt > before.onsetAt) {
      const list = revisions.get(warning.id) ?? [];
      list.push(before.updatedAt);
      if (list.length > REVISIONS) list.shift();
      revisions.set(warning.id, list);
    }
    desk.emit({ type: 'warning', at, warning });
    if (line) {
      desk.log(at, line.action, line.actor ?? SYSTEM_ACTOR, line.words.zh, line.words.en, {
        objectId: warning.objectId, warningId: warning.id, caseId: warning.caseId, level: warning.level, value: warning.value, unit: warning.unit, reason: line.reason ?? '',
      });
    }
    tellRank(entry.object, at);
    for (const listener of listeners) listener(warning, before, at);
  }
  function newId(plain: string): Warning['id'] {
    let id = plain;
    for (let turn = 2; ids.has(id) || ended.has(id); turn++) id = `${plain}-${turn}`;
    return toWarningId(id);
  }

  return {
    of: (key) => live.get(key),
    byId: (id) => ids.get(id),
    get: (id) => ids.get(id)?.warning ?? ended.get(id) ?? null,
    revisions(id) {
      const warning = ids.get(id)?.warning ?? ended.get(id);
      return warning && warning.updatedAt > warning.onsetAt ? [warning.onsetAt, ...(revisions.get(id) ?? [])] : [];
    },
    list: () => [...live.values()].map(({ warning }) => warning),
    ofCause: (cause) => causes.get(cause) ?? [],
    ofObject: (object) => [...(objects.get(object) ?? [])],
    level({ key, object, cause, diagnostic, rank, value, limit, unit, rule, basis, latched, words, id }, at, held) {
      const level = LEVEL_BY_RANK[rank] as WarningLevel;
      const old = live.get(key);
      const figures = { level, headlineZh: words.zh, headlineEn: words.en, value, limit, unit, rule, basis, latched, updatedAt: at };
      if (old) {
        const before = old.warning;
        const reopened = before.clearedAt !== null;
        const worse = rank > RANK_BY_LEVEL[before.level];
        const same = rank === RANK_BY_LEVEL[before.level];
        old.warning = {
          ...before, ...figures, clearedAt: null, prevLevel: same && !reopened ? before.prevLevel : before.level,
          ...(reopened || worse ? { state: 'active_unack' as const, acknowledgedAt: null, acknowledgedBy: '' } : {}),
        };
        tell(old, before, at, same && !reopened ? null : { action: reopened ? 'warning.raised' : worse ? 'warning.rose' : 'warning.fell', words });
        return old;
      }
      const objectId = city.ids[object] ?? '';
      const street = city.streetAt(city.lon[object] ?? NaN, city.lat[object] ?? NaN);
      const entry: Entry = {
        key, object, cause, diagnostic,
        warning: {
          id: newId(id ?? `w:${objectId}:${cause}:${Math.floor(at / 1000).toString(36)}`), objectId: toObjectId(objectId), cause, state: 'active_unack', ...figures, onsetAt: at, clearedAt: null, caseId: null, prevLevel: null,
          streetId: street?.id ?? '', streetZh: street?.zh ?? '', streetEn: street?.en ?? '', acknowledgedAt: null, acknowledgedBy: '',
          shelvedUntil: null, shelvedReason: '', suppressedBy: '', outOfService: false, firstOut: false,
        },
      };
      entry.warning = { ...entry.warning, ...held(entry) };
      live.set(key, entry);
      ids.set(entry.warning.id, entry);
      tell(entry, null, at, { action: 'warning.raised', words });
      return entry;
    },
    clear(key, value, words, at, also = {}) {
      const entry = live.get(key);
      if (!entry || entry.warning.clearedAt !== null) return;
      const before = entry.warning;
      entry.warning = {
        ...before, state: before.state === 'active_ack' ? 'cleared_ack' : 'cleared_unack', value, headlineZh: words.zh, headlineEn: words.en, updatedAt: at, clearedAt: at, latched: false, ...also,
      };
      tell(entry, before, at, { action: 'warning.cleared', words });
    },
    change(entry, change, at, line) {
      const before = entry.warning;
      entry.warning = revised(before, { updatedAt: at }, change);
      tell(entry, before, at, line);
    },
    attachCase(id, caseId, at) {
      const entry = ids.get(id);
      const gone = ended.get(id);
      if (entry) {
        const before = entry.warning;
        entry.warning = revised(before, { caseId: toCaseId(caseId) });
        tell(entry, before, at, null);
      } else if (gone) ended.set(id, { ...gone, caseId: toCaseId(caseId) });
    },
    resume(entry, at) {
      live.set(entry.key, entry);
      ids.set(entry.warning.id, entry);
      index(entry);
      tellRank(entry.object, at);
    },
    resumeEnded(warning) { ended.set(warning.id, warning); },
    resumeRevisions(id, times) { if (times.length > 1) revisions.set(id, times.slice(1)); },
    all: () => [...[...live.values()].map(({ warning }) => warning), ...ended.values()],
    forget(time) { for (const [id, warning] of ended) if (warning.updatedAt < time) { ended.delete(id); revisions.delete(id); } },
    onChange(listener) { listeners.push(listener); },
  };
}
