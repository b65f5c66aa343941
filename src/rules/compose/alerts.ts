/**
 * Alerts of other systems (CAP 1.2). An alert whose area touches the district stands as one warning of the book, on one object inside its area,
 * and as its own figures on the map, until it is cancelled, says all clear, leaves the district or expires. Updates and cancellations find it
 * by the messages they refer to. What people do with it (acknowledge, shelve, file) is the book's business.
 */
import { capToWarning } from '../cap/capToWarning';
import type { CapAlert } from '../cap/capTypes';
import type { CommandOutcome } from '../../domain/command';
import type { Figure } from '../../domain/figure';
import { SYSTEM_ACTOR } from '../../domain/role';
import { RANK_BY_LEVEL } from '../../domain/state';
import { isActive, type Warning } from '../../domain/warning';
import type { AlertMemory } from '../memory';
import { done, refused, type Desk, type WarningRules } from '../parts';
import { createAlertPlaces } from './alertPlace';

export interface Alerts {
  /** `createdId` is the warning's. Refused, in a sentence: no warning, no place here, over already, about an alert that is not known. */
  receive(alert: CapAlert, at: number): CommandOutcome;
  figures(): readonly Figure[];
  memories(): readonly AlertMemory[];
  restore(records: readonly AlertMemory[]): void;
  forget(time: number): void;
}
/** One alert through all its messages. */
interface Known { readonly key: number; readonly object: number; id: string; /** Its last message: an older one's expiry no longer counts. */ turn: number; expires: number | null }

export function createAlerts(desk: Desk, warnings: Pick<WarningRules, 'external' | 'get'>): Alerts {
  const { city } = desk;
  const places = createAlertPlaces(city, desk.rules.filing.districtCode);
  const figures = new Map<string, Figure>();
  /** By every message about it: an update may refer to the first message or only to the last. */
  const messages = new Map<string, Known>();
  let count = 0;
  const nameOf = (message: { readonly sender: string; readonly identifier: string }): string => `${message.sender},${message.identifier}`;

  function erase(id: string, at: number): void {
    for (const figure of figures.values()) if (figure.until === null && figure.id.startsWith(`${id}-`)) {
      const gone = { ...figure, until: at };
      figures.set(gone.id, gone);
      desk.emit({ type: 'figure', at, figure: gone });
    }
  }
  function draw(alert: CapAlert, warning: Warning, at: number): void {
    alert.infos[0]?.areas.flatMap((area) => [
      ...area.polygons.map((ring) => ({ shape: 'polygon' as const, coordinates: ring.flat(), radiusMetres: null })),
      ...area.circles.map(({ lon, lat, radiusMetres }) => ({ shape: 'ring' as const, coordinates: [lon, lat], radiusMetres })),
    ]).forEach((shape, k) => {
      const figure: Figure = { id: `${warning.id}-${k}`, ...shape, tone: warning.level, bearing: null, spread: null, arrows: false, labelZh: warning.headlineZh, labelEn: warning.headlineEn, objectId: warning.objectId, from: at, until: null };
      figures.set(figure.id, figure);
      desk.emit({ type: 'figure', at, figure });
    });
  }
  function end(known: Known, at: number): CommandOutcome {
    const warning = warnings.get(known.id);
    known.turn++;
    if (warning && isActive(warning)) warnings.external.end(known.key, { zh: `外部告警结束：${warning.headlineZh}`, en: `External alert ended: ${warning.headlineEn}` }, at);
    erase(known.id, at);
    return done(at, known.id);
  }
  function expire(known: Known, turn: number): void {
    if (known.expires !== null) desk.schedule(known.expires, (wake) => { if (known.turn === turn) end(known, wake); });
  }
  function note(alert: CapAlert, warning: Warning, at: number): void {
    const { objectId, id, level, caseId } = warning;
    desk.log(at, 'cap.received', SYSTEM_ACTOR, `收到外部告警（${alert.sender}）：${warning.headlineZh}`, `Alert received from ${alert.sender}: ${warning.headlineEn}`, { objectId, warningId: id, caseId, level });
  }

  return {
    receive(alert, at) {
      const areas = alert.infos.flatMap((info) => info.areas);
      const before = [...alert.references, alert].flatMap((message) => messages.get(nameOf(message)) ?? [])[0];
      const standing = before && warnings.get(before.id);
      const object = areas.length > 0 ? places.objectFor(areas) : before?.object ?? -1;
      const told = capToWarning(alert, { objectId: city.ids[object] ?? '', street: null, receivedAt: at });
      if (!told) return refused('invalid', 'The message is no warning: acknowledgements, errors, drafts, tests and empty messages are not taken.');
      const expires = alert.infos[0]?.expires ?? null;
      if (before && standing) messages.set(nameOf(alert), before);
      if (!isActive(told) || object < 0 || (expires !== null && expires <= at)) {
        if (before && standing) { note(alert, standing, at); return end(before, at); }
        if (!isActive(told)) return refused('unknown', 'The alert that this message ends is not known here.');
        if (object >= 0) return refused('invalid', 'The alert has expired already.');
        return refused('invalid', areas.length === 0 ? 'The alert names no area.' : 'The area of the alert does not touch this district.');
      }
      const known = before ?? { key: count++, object, id: told.id, turn: 0, expires };
      const { value, limit, unit, rule, basis } = told;
      const warning = warnings.external.tell({ key: known.key, id: told.id, object: known.object, rank: RANK_BY_LEVEL[told.level], value, limit, unit, words: { zh: told.headlineZh, en: told.headlineEn }, rule, basis }, at);
      if (before && (areas.length > 0 || known.id !== warning.id)) erase(known.id, at);
      known.id = warning.id;
      const turn = ++known.turn;
      messages.set(nameOf(alert), known);
      note(alert, warning, at);
      if (!before || areas.length > 0) draw(alert, warning, at);
      known.expires = expires;
      expire(known, turn);
      return done(at, warning.id);
    },
    figures: () => [...figures.values()].filter((figure) => figure.until === null),
    memories() {
      const names = new Map<Known, string[]>();
      for (const [name, known] of messages) names.set(known, [...(names.get(known) ?? []), name]);
      return [...names].map(([{ key, object, id, expires }, list]) => ({
        key, objectId: city.ids[object] ?? '', warningId: id, messages: list, expires, figures: [...figures.values()].filter((figure) => figure.id.startsWith(`${id}-`)),
      }));
    },
    restore(records) {
      for (const { key, objectId, warningId, messages: names, expires, figures: drawn } of records) {
        const known: Known = { key, object: city.indexOf.get(objectId) ?? -1, id: warningId, turn: 1, expires };
        count = Math.max(count, key + 1);
        for (const name of names) messages.set(name, known);
        for (const figure of drawn) figures.set(figure.id, figure);
        expire(known, 1);
      }
    },
    forget(time) {
      for (const [name, { id }] of messages) if (!warnings.get(id)) messages.delete(name);
      for (const [id, figure] of figures) if (figure.until !== null && figure.until < time) figures.delete(id);
    },
  };
}
