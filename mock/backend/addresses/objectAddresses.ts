/** objects/:id, its history and its track: what a card asks. */
import type { WireHistory, WireObjectDetail, WireTrack } from '../../../src/feeds/wire';
import type { CommandOutcome } from '../../../src/domain/command';
import type { Session } from '../../../src/domain/role';
import { registerOf } from '../../../src/rules/city/registerOf';
import { workerName } from '../../../src/rules/city/workerName';
import { json, problem, type DemoRequest, type DemoResponse } from '../answers';
import type { Address, BackEnd } from '../backEnd';
import { DAY } from '../localTime';
import { STATUS_OFFLINE } from '../outages';
import { hash } from '../hash';
import { lastDue } from '../phaseRing';
import { responsibilityFor } from '../responsibility';

const MAX_POINTS = 2000;
/** A month, for charts of slow quantities. */
const LONGEST = 31 * DAY;
/** Longest track that is answered, and its most places. */
const LONGEST_TRACK = DAY;
const TRACK_PLACES = 900;
const OBJECT = /^objects\/([^/]+)(?:\/(history|track))?$/;

export function createObjectAddresses(backEnd: BackEnd): Address {
  const { fleet } = backEnd;

  function detail(id: string, session: Session): DemoResponse {
    const object = fleet.indexOf.get(id);
    if (object === undefined) return problem(404, `No object ${id}`);
    const view = backEnd.views.of(session);
    if (!view.reads(object)) return json({ ok: false, refusal: 'scope', detail: `${id} lies outside the scope of the session.` } satisfies CommandOutcome, 403);
    const { now } = backEnd.simulation;
    const key = fleet.seed[object] ?? 0;
    let whole = responsibilityFor(fleet.kinds[object] ?? '', fleet.lon[object] ?? 0, fleet.lat[object] ?? 0, key);
    const { city } = backEnd.simulation;
    if (fleet.kinds[object] === 'worker') whole = { ...whole, personMasked: workerName(city, object), phoneMasked: String(city.attribute(object, 'phoneMasked') ?? '') };
    const answer: WireObjectDetail = {
      id, responsibility: view.people ? whole : { ...whole, personMasked: '', phoneMasked: '' },
      register: registerOf(backEnd.files.objects, (name) => city.attribute(object, name), view.plates),
      documents: [
        // each at its own rhythm, so that a document keeps its date until the next one is written
        { titleZh: '最近一次巡检记录', titleEn: 'Last inspection record', origin: 'demo', at: lastDue(key, 42 * DAY, now) },
        { titleZh: '设备台账', titleEn: 'Asset register entry', origin: 'demo', at: lastDue(hash(key, 7), 1100 * DAY, now) },
      ],
    };
    return json(answer);
  }

  function history(id: string, query: DemoRequest['query']): DemoResponse {
    const { simulation } = backEnd;
    const object = fleet.indexOf.get(id);
    const property = query['property'] ?? '';
    if (object === undefined) return problem(404, `No object ${id}`);
    let stream = -1;
    for (let k = fleet.firstStream[object] ?? 0; k < (fleet.firstStream[object + 1] ?? 0); k++) if (fleet.properties[fleet.streamProperty[k] ?? 0]?.observed.key === property) stream = k;
    if (stream < 0) return problem(404, `${id} has no ${property}`);
    const [asked, points] = [Number(query['to'] ?? simulation.now), Math.min(MAX_POINTS, Math.max(2, Math.floor(Number(query['points'] ?? 288))))];
    const begin = Number(query['from'] ?? asked - DAY);
    if (!Number.isFinite(asked) || !Number.isFinite(begin) || !Number.isFinite(points) || begin >= asked) return problem(400, 'from, to and points must be numbers in order');
    // what has not happened yet has no readings; a screen that asks so stands in a run that has just been replaced
    const to = Math.min(asked, simulation.now);
    const from = Math.max(begin, to - LONGEST);
    if (from >= to) return json({ id, property, t: [], v: [] } satisfies WireHistory);
    const key = fleet.streamSeed[stream] ?? 0;
    const interval = (fleet.properties[fleet.streamProperty[stream] ?? 0]?.observed.samplingSeconds ?? 0) * 1000 || 600_000;
    const every = Math.max(1, Math.ceil((to - from) / points / interval)) * interval;
    const answer = { id, property, t: [] as number[], v: [] as (number | null)[] } satisfies WireHistory;
    for (let t = lastDue(key, interval, from) + interval; t <= to; t += every) {
      answer.t.push(t);
      answer.v.push(simulation.valueAt(stream, t));
    }
    const lastAt = simulation.observedAt[stream] ?? NaN;
    if (to === simulation.now && Number.isFinite(lastAt) && lastAt > (answer.t.at(-1) ?? from)) {
      answer.t.push(lastAt);
      answer.v.push(simulation.value[stream] ?? null);
    }
    return json(answer);
  }

  /** Where it reported from, at its own period or coarser; a time at which it was silent, or nobody of this session's business, has no place. */
  function track(id: string, query: DemoRequest['query'], session: Session): DemoResponse {
    const { simulation } = backEnd;
    const object = fleet.indexOf.get(id);
    if (object === undefined || !simulation.movers.members.includes(object)) return problem(404, `${id} does not move`);
    const view = backEnd.views.of(session);
    if (!view.moves(object)) return problem(403, `This session does not follow ${id}`);
    const to = Math.min(Number(query['to'] ?? simulation.now), simulation.now);
    const from = Math.max(Number(query['from'] ?? to - DAY), to - LONGEST_TRACK);
    if (!Number.isFinite(to) || !Number.isFinite(from) || from >= to) return problem(400, 'from and to must be numbers in order');
    const period = simulation.movers.periodOf(object);
    const every = Math.max(1, Math.ceil((to - from) / TRACK_PLACES / period)) * period;
    const answer = { id, t: [] as number[], lon: [] as (number | null)[], lat: [] as (number | null)[] } satisfies WireTrack;
    const place = { lon: 0, lat: 0, heading: 0 };
    for (let at = lastDue(fleet.seed[object] ?? 0, period, from) + period; at <= to; at += every) {
      const known = simulation.statusAt(object, at) !== STATUS_OFFLINE && view.moves(object, at);
      if (known) simulation.movers.place(object, at, place);
      answer.t.push(at);
      answer.lon.push(known ? Number(place.lon.toFixed(6)) : null);
      answer.lat.push(known ? Number(place.lat.toFixed(6)) : null);
    }
    return json(answer);
  }

  return ({ method, path, query }, session) => {
    const object = OBJECT.exec(path);
    if (!object) return null;
    if (method !== 'GET') return problem(405, 'objects are read with GET');
    let id: string;
    try { id = decodeURIComponent(object[1] ?? ''); } catch { return problem(400, 'Badly encoded id'); }
    return object[2] === 'history' ? history(id, query) : object[2] === 'track' ? track(id, query, session) : detail(id, session);
  };
}
