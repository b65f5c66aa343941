/**
 * What hides a warning from the operator without ending it: shelves (a person, timed or once), suppression rules (other active warnings),
 * out of service (a person or maintenance). All of it is recorded; when the reason ends, the warning shows again by itself.
 */
import { SYSTEM_ACTOR, type Actor } from '../../domain/role';
import { RANK_BY_LEVEL } from '../../domain/state';
import { isActive, type Warning } from '../../domain/warning';
import type { Desk } from '../parts';
import { metresBetween } from './surroundings';
import type { Entry, WarningBook } from './warningBook';

/** One-shot shelving: until it clears; written as the year 2100. */
export const UNTIL_CLEARED = Date.UTC(2100, 0, 1);
const MAINTENANCE = 2;
const SUPPRESSED = 3;
/** `suppressedBy` of a warning whose source says that it is suppressed there. */
export const BY_SOURCE = 'source';

export interface HoldBack {
  held(entry: Entry, at: number): Pick<Warning, 'shelvedUntil' | 'shelvedReason' | 'suppressedBy' | 'outOfService'>;
  /** After a warning of `cause` changed: hides and shows what hangs on it. */
  refresh(entry: Entry, at: number): void;
  shelve(entry: Entry, until: number | null, reason: string, actor: Actor, at: number): void;
  /** A record that stood under other rules: its shelf goes on, everything else is looked at anew. */
  resume(entry: Entry, at: number): void;
  /** A record of an earlier run: its shelf goes on; what else hides it is looked at when its status is known. */
  restore(entry: Entry): void;
  unshelve(entry: Entry, actor: Actor, at: number): void;
  outOfService(object: number, until: number | null, reason: string, actor: Actor, at: number): void;
  /** Out of service as an earlier run knew it, without telling it anew. */
  resumeService(object: number, until: number | null): void;
  isOut(object: number): boolean;
  /** Objects that a person took out of service, and until when. */
  services(): readonly { readonly object: number; readonly until: number | null }[];
  inService(object: number, actor: Actor, at: number): void;
  setStatus(object: number, status: number, at: number): void;
}

export function createHoldBack(desk: Desk, book: WarningBook): HoldBack {
  const { city } = desk;
  const { suppressions } = desk.rules.thresholds;
  const shelves = new Map<number, { until: number; reason: string }>();
  const out = new Map<number, number>();
  const status = new Uint8Array(city.ids.length);
  const words = new Map(suppressions.map((rule) => [rule.id, rule]));

  const isNear = (a: number, b: number, metres: number): boolean => {
    const [hostA, hostB] = [city.host[a] ?? -1, city.host[b] ?? -1];
    if (a === b || hostA === b || hostB === a || (hostA >= 0 && hostA === hostB)) return true;
    return metres > 0 && metresBetween(city.lon[a] ?? 0, city.lat[a] ?? 0, city.lon[b] ?? 0, city.lat[b] ?? 0) <= metres;
  };
  function suppressorOf(entry: Entry): string {
    if (status[entry.object] === SUPPRESSED) return BY_SOURCE;
    for (const rule of suppressions) {
      if (rule.cause !== entry.cause) continue;
      for (const other of book.ofCause(rule.by)) {
        if (other === entry || !isActive(other.warning) || RANK_BY_LEVEL[other.warning.level] < RANK_BY_LEVEL[rule.byLevel]) continue;
        // nothing is ever hidden behind something milder
        if (RANK_BY_LEVEL[entry.warning.level] <= RANK_BY_LEVEL[other.warning.level] && isNear(entry.object, other.object, rule.metres)) return rule.id;
      }
    }
    return '';
  }
  function review(entry: Entry, at: number): void {
    const by = suppressorOf(entry);
    const { suppressedBy, headlineZh, headlineEn } = entry.warning;
    if (by === suppressedBy || entry.warning.state === 'cleared_ack') return;
    const rule = words.get(by);
    const line = by === ''
      ? { zh: `恢复提示：${headlineZh}`, en: `Shown again: ${headlineEn}` }
      : { zh: `抑制：${headlineZh}（${rule?.zh ?? '来源已抑制'}）`, en: `Suppressed: ${headlineEn} (${rule?.en ?? 'suppressed at its source'})` };
    book.change(entry, { suppressedBy: by }, at, { action: by === '' ? 'warning.unsuppressed' : 'warning.suppressed', words: line });
  }
  const isOut = (object: number): boolean => out.has(object) || status[object] === MAINTENANCE;
  function applyService(object: number, actor: Actor, reason: string, at: number): void {
    const outOfService = isOut(object);
    for (const entry of book.ofObject(object)) {
      if (entry.warning.outOfService === outOfService) continue;
      const { headlineZh, headlineEn } = entry.warning;
      book.change(entry, { outOfService }, at, {
        action: outOfService ? 'warning.outOfService' : 'warning.inService', actor, reason,
        words: outOfService ? { zh: `停用期间不提示：${headlineZh}`, en: `Out of service, not shown: ${headlineEn}` } : { zh: `恢复使用：${headlineZh}`, en: `In service again: ${headlineEn}` },
      });
    }
  }
  function endService(object: number, actor: Actor, at: number): void {
    out.delete(object);
    desk.log(at, 'warning.inService', actor, `${city.namesZh[object]} 恢复使用`, `${city.namesEn[object]} is in service again`, { objectId: city.ids[object] as Warning['objectId'] });
    applyService(object, actor, '', at);
  }
  function endShelf(entry: Entry, actor: Actor, at: number): void {
    shelves.delete(entry.key);
    book.change(entry, { shelvedUntil: null, shelvedReason: '' }, at, { action: 'warning.unshelved', actor, words: { zh: `取消搁置：${entry.warning.headlineZh}`, en: `Unshelved: ${entry.warning.headlineEn}` } });
  }

  function keepShelf({ key }: Entry, end: number, reason: string): void {
    shelves.set(key, { until: end, reason });
    desk.schedule(end, (due) => {
      if (shelves.get(key)?.until !== end) return;
      shelves.delete(key);
      const now = book.of(key);
      if (now?.warning.shelvedUntil === end) endShelf(now, SYSTEM_ACTOR, due);
    });
  }
  function takeOut(object: number, until: number | null): void {
    out.set(object, until ?? Infinity);
    if (until !== null) desk.schedule(until, (due) => { if (out.get(object) === until) endService(object, SYSTEM_ACTOR, due); });
  }
  function restoreShelf(entry: Entry): void {
    const { shelvedUntil, shelvedReason } = entry.warning;
    if (shelvedUntil !== null && shelvedUntil !== UNTIL_CLEARED) keepShelf(entry, shelvedUntil, shelvedReason);
  }
  function refresh(entry: Entry, at: number): void {
    if (suppressions.some(({ cause }) => cause === entry.cause)) review(entry, at);
    for (const rule of suppressions) if (rule.by === entry.cause) for (const other of book.ofCause(rule.cause)) if (other !== entry) review(other, at);
  }

  return {
    held(entry, at) {
      const shelf = shelves.get(entry.key);
      const lasts = shelf !== undefined && shelf.until > at;
      return { shelvedUntil: lasts ? shelf.until : null, shelvedReason: lasts ? shelf.reason : '', suppressedBy: suppressorOf(entry), outOfService: isOut(entry.object) };
    },
    refresh,
    resume(entry, at) {
      restoreShelf(entry);
      review(entry, at);
      refresh(entry, at);
      applyService(entry.object, SYSTEM_ACTOR, '', at);
    },
    shelve(entry, until, reason, actor, at) {
      const end = until ?? UNTIL_CLEARED;
      if (until === null) shelves.delete(entry.key);
      else keepShelf(entry, end, reason);
      const minutes = Math.round((end - at) / 60_000);
      const { headlineZh, headlineEn } = entry.warning;
      book.change(entry, { shelvedUntil: end, shelvedReason: reason }, at, {
        action: 'warning.shelved', actor, reason,
        words: until === null ? { zh: `搁置至解除：${headlineZh}`, en: `Shelved until it clears: ${headlineEn}` } : { zh: `搁置 ${minutes} 分钟：${headlineZh}`, en: `Shelved for ${minutes} min: ${headlineEn}` },
      });
    },
    unshelve: endShelf,
    outOfService(object, until, reason, actor, at) {
      takeOut(object, until);
      desk.log(at, 'warning.outOfService', actor, `${city.namesZh[object]} 停用`, `${city.namesEn[object]} is out of service`, { objectId: city.ids[object] as Warning['objectId'], reason });
      applyService(object, actor, reason, at);
    },
    restore: restoreShelf,
    resumeService: takeOut,
    services: () => [...out].map(([object, until]) => ({ object, until: until === Infinity ? null : until })),
    isOut: (object) => out.has(object),
    inService: endService,
    setStatus(object, now, at) {
      status[object] = now;
      applyService(object, SYSTEM_ACTOR, '', at);
      for (const entry of book.ofObject(object)) review(entry, at);
    },
  };
}
