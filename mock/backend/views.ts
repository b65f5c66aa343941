/** What one session sees. Equal sessions share a view, so that fifty equal screens cost one encoding. */
import { viewOfSession, type Session } from '../../src/domain/role';
import { roleRule } from '../../src/rules/roles/permissions';
import { createDelivered, type Delivered } from '../../src/rules/roles/delivered';
import { redactionFor, type Redaction } from '../../src/rules/roles/redaction';
import { toEvent } from './streamHub';
import type { ChangedRecord } from './changeLog';
import type { Simulation } from './simulation';

export interface View extends Redaction {
  readonly key: string;
  /** Movers whose position goes out now, in the fleet's order: in a narrow scope they change with the tasks. */
  movers(): readonly number[];
  /** Names one choice of movers; views that show the same movers share a delta. */
  readonly moversKey: string;
  /** Names one choice of ranks; `all` = every object's rank. */
  readonly ranksKey: string;
  /** Persons and telephone numbers of an object's own card. */
  readonly people: boolean;
  readonly plates: boolean;
  /** What went out to it. */
  readonly delivered: Delivered;
}
export interface Views { of(session: Session): View }

export function createViews(simulation: Simulation): Views {
  const views = new Map<string, View>();
  return {
    of(session) {
      const key = viewOfSession(session);
      const known = views.get(key);
      if (known) return known;
      const redaction = redactionFor(simulation.city, simulation.rules, simulation.engine, session);
      const hides = roleRule(simulation.rules.roles, session.role)?.hides ?? [];
      const movers = (): readonly number[] => simulation.movers.members.filter((object) => redaction.moves(object));
      const ranksKey = hides.includes('warnings') ? 'none' : session.scope.type === 'district' ? 'all' : JSON.stringify(session.scope);
      const view: View = { ...redaction, key, movers, moversKey: session.scope.type === 'district' && session.workerId === null ? String(hides.includes('tracks')) : key, ranksKey, people: !hides.includes('people') && !hides.includes('phones'), plates: !hides.includes('plates'), delivered: createDelivered() };
      if (views.size > 200) views.clear();
      views.set(key, view);
      return view;
    },
  };
}

/** One record as an event; what the view may not see still counts, and what it may not see any more is named as gone. */
export function toRecordEvent(record: ChangedRecord, view: View): string {
  const { seq } = record;
  const { delivered } = view;
  if (record.type === 'alarm') return toEvent('alarm', { seq, ...delivered.message('warning', record.warning, view.warning(record.warning)) });
  if (record.type === 'case') return toEvent('case', { seq, ...delivered.message('case', record.case, view.case(record.case)) });
  if (record.type === 'task') return toEvent('task', { seq, ...delivered.message('task', record.task, view.task(record.task)) });
  return toEvent('figure', { seq, ...delivered.message('figure', record.figure, view.figure(record.figure)) });
}
