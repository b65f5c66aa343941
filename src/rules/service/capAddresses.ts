/** CAP 1.2 out and in: the list of active warnings as Atom, one warning as a CAP alert, its receipt (`?kind=Ack`), and alerts of other systems. */
import type { Session } from '../../domain/role';
import { isActive, isHeldBack, type Warning } from '../../domain/warning';
import { CapError, CAP_MOST, fromCap } from '../cap/fromCap';
import { toAtom } from '../cap/toAtom';
import { capIdentifier, capKindOf, toCap, type CapContext } from '../cap/toCap';
import { redactionFor } from '../roles/redaction';
import { json, problem, type EngineDesk, type EngineRequest, type EngineResponse } from './responses';

const SENDER = 'cockpit.city';

/** `id` null: the list. */
export function answerCap(desk: EngineDesk, session: Session, { method, query, body }: EngineRequest, id: string | null): EngineResponse {
  const { engine, city, rules, now } = desk;
  if (method === 'POST') {
    if (!desk.trusted) return json({ ok: false, refusal: 'role', detail: 'Alerts come from neighbouring systems, not from this session.' }, 403);
    if (body === null || body.length > CAP_MOST) return problem(413, 'The alert is empty or too long.');
    try {
      const outcome = engine.receiveAlert(fromCap(body), now);
      return json(outcome, outcome.ok ? 200 : outcome.refusal === 'unknown' ? 404 : 400);
    } catch (error) {
      if (error instanceof CapError) return json({ ok: false, refusal: 'invalid', detail: error.message }, 400);
      throw error;
    }
  }
  const redaction = redactionFor(city, rules, engine, session);
  if (id === null) {
    const active = engine.warnings().filter((warning) => isActive(warning) && !isHeldBack(warning)).flatMap((warning) => redaction.warning(warning) ?? []);
    const entries = active.flatMap((warning) => {
      const href = `cap/${encodeURIComponent(warning.id)}`, at = warning.acknowledgedAt;
      const whole = { identifier: capIdentifier(warning, warning.updatedAt), title: warning.headlineZh, summary: warning.headlineEn, sent: warning.updatedAt, href };
      return at === null ? [whole] : [whole, { identifier: capIdentifier(warning, at, 'Ack'), title: `已确认：${warning.headlineZh}`, summary: `Acknowledged: ${warning.headlineEn}`, sent: at, href: `${href}?kind=Ack` }];
    });
    return { status: 200, type: 'application/atom+xml', body: toAtom(entries, { id: `urn:cap:${SENDER}`, title: '城市预警 / City warnings', author: SENDER, href: 'cap', utcOffsetMinutes: rules.calendar.utcOffsetMinutes }) };
  }
  const known = engine.warning(id);
  const warning = known && redaction.warning(known);
  if (!warning) return problem(404, `There is no warning ${id}.`);
  const receipt = query['kind'] === 'Ack';
  if (receipt && warning.acknowledgedAt === null) return problem(404, 'Nobody has acknowledged this warning.');
  return { status: 200, type: 'application/cap+xml', body: toCap(warning, placeOf(desk, warning), contextOf(desk, warning, receipt ? warning.acknowledgedAt : null)) };
}

function placeOf({ city }: EngineDesk, warning: Warning) {
  const object = city.indexOf.get(warning.objectId) ?? -1;
  return { zh: `${warning.streetZh} ${city.namesZh[object] ?? warning.objectId}`.trim(), en: `${city.namesEn[object] ?? warning.objectId}${warning.streetEn === '' ? '' : `, ${warning.streetEn}`}`, lon: city.lon[object] ?? 0, lat: city.lat[object] ?? 0 };
}
/** `receiptAt`: when it was acknowledged, for a receipt of it; null = the warning itself. */
function contextOf({ engine, rules, demo }: EngineDesk, warning: Warning, receiptAt: number | null): CapContext {
  const row = rules.thresholds.properties.find((property) => property.key === warning.cause);
  const kind = receiptAt === null ? capKindOf(warning) : 'Ack' as const;
  const sent = receiptAt ?? warning.updatedAt;
  const earlier = kind === 'Alert' ? [] : engine.revisionsOf(warning.id).filter((at) => at < sent);
  return {
    kind, sender: SENDER, senderNameZh: '城市运行管理中心', senderNameEn: 'City operation centre', sent, utcOffsetMinutes: rules.calendar.utcOffsetMinutes,
    status: demo === false ? 'Actual' : 'Exercise', scope: 'Public', category: row?.capCategory ?? 'Other', eventZh: row?.zh ?? warning.cause, eventEn: row?.en ?? warning.cause,
    references: (kind !== 'Alert' && earlier.length === 0 ? [warning.onsetAt] : earlier).map((at) => ({ sender: SENDER, identifier: capIdentifier(warning, at), sent: at })),
  };
}
