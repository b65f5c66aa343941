/** What the boards ask: catalogues, emergency stock, trends and pictures. */
import type { Case } from '../../../src/domain/case';
import { caseHistory } from '../../../src/domain/caseHistory';
import type { ResourceQuery } from '../../../src/domain/catalogues';
import type { Session } from '../../../src/domain/role';
import { objectBelongs } from '../../../src/rules/compose/belongings';
import { inScope } from '../../../src/rules/roles/permissions';
import materialFile from '../../data/materials.json';
import { json, problem, text, type DemoRequest, type DemoResponse } from '../answers';
import type { Address, BackEnd } from '../backEnd';
import { aiClassesAt } from '../catalogues/aiClasses';
import { createResources } from '../catalogues/resources';
import { subsystemsAt } from '../catalogues/subsystems';
import { holidayTotals, readSpans, totalsOf } from '../catalogues/totals';
import { readSpan, type VitalTrack } from '../catalogues/trends';
import { cameraPictureUrl, drawCameraPicture, drawDemoPicture } from '../demoPicture';
import { DAY } from '../localTime';

const SORTS = ['id', 'name', 'kind', 'owner', 'lastSeen'] as const;
const MOST_ROWS = 500;
const MOST_CAMERAS = 64;
type Fields = DemoRequest['query'];

function readResourceQuery(query: Fields): ResourceQuery | string {
  const { text: words, kind, owner, online, sort, descending } = query;
  const offset = Number(query['offset'] ?? 0);
  const limit = Number(query['limit'] ?? 100);
  if (!Number.isInteger(offset) || offset < 0) return 'offset must be a whole number from 0';
  if (!Number.isInteger(limit) || limit < 0 || limit > MOST_ROWS) return `limit must be a whole number up to ${MOST_ROWS}`;
  if (sort !== undefined && !SORTS.some((name) => name === sort)) return `sort must be one of ${SORTS.join(', ')}`;
  if (online !== undefined && online !== 'true' && online !== 'false') return 'online must be true or false';
  if (descending !== undefined && descending !== 'true' && descending !== 'false') return 'descending must be true or false';
  return {
    offset, limit, ...(words ? { text: words.slice(0, 100) } : {}), ...(kind ? { kind } : {}), ...(owner ? { owner } : {}), ...(online ? { online: online === 'true' } : {}),
    ...(sort ? { sort: sort as (typeof SORTS)[number] } : {}), ...(descending ? { descending: descending === 'true' } : {}),
  };
}
/** A time of the past or now; NaN = not understood. */
const readAt = (query: Fields, now: number): number => (query['at'] === undefined ? now : Math.min(Number(query['at']), now));

export function createCatalogueAddresses(backEnd: BackEnd, vitals: VitalTrack): Address {
  const resources = createResources(backEnd.fleet, backEnd.seed);

  /** Cases that a session may read, as they stood at an instant. */
  function casesFor(session: Session, at: number): readonly Case[] {
    const { simulation } = backEnd;
    return simulation.engine.cases(at < simulation.now ? { at } : {}, simulation.now, backEnd.views.of(session).readsCase).cases;
  }

  function picture(id: string): DemoResponse {
    const kept = backEnd.media.get(id);
    const headers = { 'x-content-type-options': 'nosniff', 'cache-control': 'private, max-age=86400', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" };
    if (kept) return { status: 200, headers: { ...headers, 'content-type': kept.type }, body: kept.bytes };
    const { rules } = backEnd.files;
    const { city } = backEnd.simulation;
    const cameraOf = (subject: string): { zh: string; en: string } | null => { const object = city.indexOf.get(subject.replaceAll('_', '-')); return object === undefined ? null : { zh: city.namesZh[object] ?? '', en: city.namesEn[object] ?? '' }; };
    const svg = drawCameraPicture(id, cameraOf) ?? drawDemoPicture(id, (subject) => rules.filing.rules.find((rule) => rule.id.replaceAll(/[^\w]+/g, '_') === subject) ?? rules.ai.classes.find((row) => row.id.replaceAll(/[^\w]+/g, '_') === subject) ?? null);
    if (svg === null) return problem(404, `No picture ${id}`);
    const drawn = text(svg, 'image/svg+xml');
    return { ...drawn, headers: { ...headers, 'content-type': 'image/svg+xml; charset=utf-8' } };
  }

  /** What cameras show now: those in the session's scope, an unreachable one without a picture. */
  function cameras(query: Fields, session: Session): DemoResponse {
    const ids = (query['ids'] ?? '').split(',').filter(Boolean);
    if (ids.length === 0 || ids.length > MOST_CAMERAS) return problem(400, `ids must name 1 to ${MOST_CAMERAS} cameras, separated by commas`);
    const { fleet, simulation: { city, rules, status, now } } = backEnd;
    return json({ rows: ids.flatMap((id) => {
      const object = fleet.indexOf.get(id) ?? -1;
      if (fleet.kinds[object] !== 'camera' || !inScope(session.scope, objectBelongs(city, rules, object))) return [];
      const online = status[object] === 0;
      return [{ id, online, at: now, url: online ? cameraPictureUrl(id, now) : null }];
    }) });
  }

  return ({ method, path, query }, session) => {
    const { simulation } = backEnd;
    if (path.startsWith('media/')) return method === 'GET' ? picture(path.slice(6)) : problem(405, 'media are read with GET');
    const at = readAt(query, simulation.now);
    const source = { fleet: backEnd.fleet, status: simulation.status, now: simulation.now };
    const answer = ((): (() => DemoResponse) | null => {
      switch (path) {
        case 'ai-classes': return () => json({ rows: aiClassesAt(simulation.rules, simulation.engine, casesFor(session, at), backEnd.seed, at) });
        case 'subsystems': return () => json({ rows: subsystemsAt(backEnd.seed, at) });
        case 'materials': return () => json({ rows: materialFile.materials });
        case 'resources': return () => {
          const wish = readResourceQuery(query);
          return typeof wish === 'string' ? problem(400, wish) : json(resources.page(source, wish));
        };
        case 'resources/groups': return () => json({ rows: resources.groups(source) });
        case 'cases/history': return () => {
          const span = readSpan(query, simulation.now, DAY);
          return typeof span === 'string' ? problem(400, span) : json(caseHistory(simulation.engine.casePasts(span.from, span.to, backEnd.views.of(session).readsCase), span, simulation.now, simulation.casesFrom));
        };
        case 'cameras': return () => cameras(query, session);
        case 'totals': return () => {
          const spans = readSpans(query['spans']);
          if (typeof spans === 'string') return problem(400, spans);
          // the totals are the district's: whoever reads less of it has no such base
          if (session.scope.type !== 'district') return json({ rows: spans.map(() => null) });
          return json({ rows: totalsOf(spans, simulation.engine.cases({ at }, simulation.now).cases, at, backEnd.simulation.anchor) });
        };
        case 'totals/holidays': return () => json({ rows: holidayTotals() });
        case 'vitals/history': return () => {
          const span = readSpan(query, simulation.now, DAY);
          const ids = (query['ids'] ?? '').split(',').filter((id) => /^\w{1,40}$/.test(id));
          if (typeof span === 'string') return problem(400, span);
          return ids.length === 0 || ids.length > 60 ? problem(400, 'ids must name 1 to 60 vital signs, separated by commas') : json(vitals.read(simulation, ids, span, backEnd.views.of(session)));
        };
        default: return null;
      }
    })();
    if (!answer) return null;
    if (method !== 'GET') return problem(405, `${path} is read with GET`);
    return Number.isFinite(at) ? answer() : problem(400, 'at must be a time in ms');
  };
}
