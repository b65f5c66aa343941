/** CAP 1.2 out and in: the list of warnings as Atom, those that ended within a day with their all-clear, one warning as a CAP alert, its receipt (`?kind=Ack`), and alerts of other systems. */
import type { Session } from '../../domain/role';
import type { Figure } from '../../domain/figure';
import { isExercise, type Warning } from '../../domain/warning';
import { CapError, CAP_MOST, fromCap } from '../cap/fromCap';
import { toAtom } from '../cap/toAtom';
import { capIdentifier, capKindOf, toCap, type CapContext, type CapPlace } from '../cap/toCap';
import { redactionFor } from '../roles/redaction';
import { json, problem, type EngineDesk, type EngineRequest, type EngineResponse } from './responses';

const SENDER = 'cockpit.city';
/** The end of a warning stays in the list so long, ms: whoever heard the alert must be able to hear that it is over. */
const ENDED_LISTED_MS = 86_400_000;

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
    // what an operator shelves is still so for the neighbours; what a rule explains away from the beginning was never told
    const told = engine.warningsSince(now - ENDED_LISTED_MS).filter((warning) => warning.suppressedBy === '' || engine.revisionsOf(warning.id).length > 1).flatMap((warning) => redaction.warning(warning) ?? []);
    const entries = told.flatMap((warning) => {
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

/** The place with the area that is drawn for the warning: a threatened polygon first, else the largest ring, else the point itself. */
function placeOf({ city, engine }: EngineDesk, warning: Warning): CapPlace {
  const drawn = engine.figures().filter((figure) => figure.objectId === warning.objectId && (figure.until === null || figure.until > warning.updatedAt));
  const ring = drawn.filter((figure) => figure.shape === 'ring').reduce<number | null>((most, figure) => Math.max(most ?? 0, figure.radiusMetres ?? 0), null);
  const area = drawn.find((figure) => figure.shape === 'polygon');
  const object = city.indexOf.get(warning.objectId) ?? -1;
  return { zh: `${warning.streetZh} ${city.namesZh[object] ?? warning.objectId}`.trim(), en: `${city.namesEn[object] ?? warning.objectId}${warning.streetEn === '' ? '' : `, ${warning.streetEn}`}`, lon: city.lon[object] ?? 0, lat: city.lat[object] ?? 0, ...(area ? { polygon: pairsOf(area) } : ring === null ? {} : { radiusMetres: ring }) };
}
const pairsOf = ({ coordinates }: Figure): [number, number][] => Array.from({ length: coordinates.length / 2 }, (_, k) => [coordinates[k * 2] ?? 0, coordinates[k * 2 + 1] ?? 0]);

/** `receiptAt`: when it was acknowledged, for a receipt of it; null = the warning itself. */
function contextOf({ engine, rules, demo }: EngineDesk, warning: Warning, receiptAt: number | null): CapContext {
  const row = rules.thresholds.properties.find((property) => property.key === warning.cause);
  const kind = receiptAt === null ? capKindOf(warning) : 'Ack' as const;
  const sent = receiptAt ?? warning.updatedAt;
  // what people are to do now: the open steps of a preplan that runs for the object
  const steps = kind === 'Alert' || kind === 'Update' ? engine.preplanRuns({ objectId: warning.objectId }).filter((run) => run.endedAt === null).flatMap((run) => run.steps).filter((step) => step.doneAt === null) : [];
  const earlier = kind === 'Alert' ? [] : engine.revisionsOf(warning.id).filter((at) => at < sent);
  return {
    kind, sender: SENDER, senderNameZh: '城市运行管理中心', senderNameEn: 'City operation centre', sent, utcOffsetMinutes: rules.calendar.utcOffsetMinutes,
    status: demo === false && !isExercise(warning) ? 'Actual' : 'Exercise', scope: 'Public', category: row?.capCategory ?? 'Other', eventZh: row?.zh ?? warning.cause, eventEn: row?.en ?? warning.cause,
    instructionZh: steps.map((step) => step.zh).join('；'), instructionEn: steps.map((step) => step.en).join('; '),
    references: (kind !== 'Alert' && earlier.length === 0 ? [warning.onsetAt] : earlier).map((at) => ({ sender: SENDER, identifier: capIdentifier(warning, at), sent: at })),
  };
}
