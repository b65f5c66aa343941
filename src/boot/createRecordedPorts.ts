/**
 * What panels ask, answered from the recorded file while one is shown, else by the back end: the past of a file is not the past of the city that
 * happens to be connected. What the file does not hold is a NotRecorded; no request leaves for it.
 */
import type { Case } from '../domain/case';
import { caseHistory as countHistory, pastByStamps } from '../domain/caseHistory';
import type { CasePage, CaseQuery } from '../domain/caseQuery';
import { evaluate } from '../domain/evaluate';
import { toDatastreamId } from '../domain/ids';
import { matchesCase } from '../domain/matchCaseQuery';
import type { CityStore } from '../state/city/CityStore';
import { NotRecorded, type ActionPorts, type BoardPorts } from '../state/ports/actions';
import type { CityPorts } from '../state/ports/cityPorts';
import type { RuleBook } from '../state/ports/ruleBook';
import type { TimePort } from '../state/ports/timePort';
import { recordedCase, recordedTimeline } from './recordedLines';

export interface LivePorts { readonly ports: CityPorts; readonly actions: ActionPorts; readonly boards: BoardPorts }
export interface RecordedPortOptions extends LivePorts {
  readonly store: Pick<CityStore, 'connection' | 'serverNow' | 'demo'>;
  readonly time: Pick<TimePort, 'past'>; readonly ruleBook: Pick<RuleBook, 'evaluation'>;
}

interface Standing { readonly from: number; readonly cases: readonly Case[] }
const notHere = (what: string) => (): Promise<never> => Promise.reject(new NotRecorded(what));

/** The same ports, of which each looks where the shown instant comes from at every call. */
export function createRecordedPorts({ ports, actions, boards, store, time, ruleBook }: RecordedPortOptions): LivePorts {
  const isFile = (): boolean => store.connection.source === 'file';
  /** The cases of the last instant asked for: a board asks for one instant many times over. */
  let held: { readonly at: number; readonly answer: Promise<Standing> } | null = null;
  function casesAt(at: number): Promise<Standing> {
    if (held?.at !== at) held = { at, answer: time.past('casesAt', { at }) };
    return held.answer;
  }
  const rules = () => ruleBook.evaluation();

  async function cases(query: CaseQuery): Promise<CasePage> {
    const at = query.at ?? store.serverNow();
    const known = await rules();
    if (query.industry !== undefined && !known) throw new NotRecorded('industries');
    const found = (await casesAt(at)).cases.filter((item) => matchesCase(item, query, at, (ruleId) => known?.industryOf.get(ruleId ?? '') ?? null)).toSorted((a, b) => b.reportedAt - a.reportedAt || (a.id < b.id ? 1 : -1));
    const offset = query.offset ?? 0;
    return { count: found.length, at, cases: found.slice(offset, offset + (query.limit ?? found.length)) };
  }
  /** Of the cases that the file holds: those of earlier days have left it, so the period begins where they begin. */
  async function evaluation(...[by, from, to, at]: Parameters<BoardPorts['evaluation']>): ReturnType<BoardPorts['evaluation']> {
    const instant = at ?? to;
    const known = await rules();
    if (!known) throw new NotRecorded('the rules of evaluation');
    const { from: start, cases: standing } = await casesAt(instant);
    // every case closed since the first one that closed is still there; what was closed before has left the file
    const first = standing.reduce((least, item) => Math.min(least, item.closedAt ?? Infinity), start);
    const begin = Math.max(from, Math.min(first, to - 1));
    return { ...evaluate(standing, by, begin, to, instant, { demo: store.demo, weights: known.weights, filingMinutes: known.filingMinutes, before: [] }), before: null };
  }
  async function caseHistory(...[from, to, stepMs]: Parameters<BoardPorts['caseHistory']>): ReturnType<BoardPorts['caseHistory']> {
    const { from: start, cases: all } = await casesAt(to);
    return countHistory(all.map(pastByStamps), { from, to, step: stepMs }, to, start);
  }

  const recordedPorts: Pick<CityPorts, 'detail' | 'history' | 'track'> = {
    async track(id, from, to) {
      const way = await time.past('track', { objectId: id, from, to });
      if (!way) throw new NotRecorded(`the way of ${id}`);
      return way;
    },
    detail: notHere('who is responsible, documents'),
    async history(id, property, from, to) {
      const columns = await time.past('trend', { objectId: id, property, from, to });
      if (!columns) throw new NotRecorded(`${id} ${property}`);
      return { datastreamId: toDatastreamId(id, property), ...columns };
    },
  };
  const recordedActions: ActionPorts = {
    command: (wish) => actions.command(wish), session: () => actions.session(), signIn: (role, scope) => actions.signIn(role, scope),
    timeline: async (of, until) => recordedTimeline(await time.past('versions', { of, until }), until),
    async caseDetail(id, at) {
      const until = at ?? store.serverNow();
      return recordedCase(id, await time.past('versions', { of: { caseId: id }, until }), until);
    },
    cases, tasks: notHere('tasks of a worker'),
  };
  const recordedBoards: BoardPorts = {
    evaluation, caseHistory, vitalHistory: (ids, from, to, stepMs) => time.past('vitals', { ids, from, to, stepMs }),
    automation: notHere('switches'), aiClasses: notHere('video classes'), detections: notHere('detections'), resources: notHere('resources'), resourceGroups: notHere('resources'), subsystems: notHere('subsystems'), preplans: notHere('preplans'),
    preplanRuns: notHere('preplans'), materials: notHere('materials'), totals: notHere('totals of past periods'), holidays: notHere('totals of past periods'), cameras: notHere('pictures of cameras'),
  };
  /** Each call goes to one or the other. */
  function either<Ports extends object>(live: Ports, recorded: Partial<Ports>): Ports {
    return Object.fromEntries(Object.entries(live).map(([name, value]: [string, unknown]) => {
      const own = recorded[name as keyof Ports] as unknown;
      return [name, typeof value !== 'function' || typeof own !== 'function' ? value : (...args: unknown[]): unknown => ((isFile() ? own : value) as (...all: unknown[]) => unknown)(...args)];
    })) as Ports;
  }
  return { ports: either(ports, recordedPorts), actions: either(actions, recordedActions), boards: either(boards, recordedBoards) };
}
