import type { ObjectId } from './ids';
import type { CommandType } from './command';

/** Who may sign in. `system` is the actor of automatic hops and never signs in. `visitor` is what nobody-in-particular is. */
export const ROLES = ['collector', 'acceptor', 'dispatcher', 'handler', 'checker', 'shiftLeader', 'leader', 'planner', 'citizen', 'visitor', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** What part of the city a session reads and acts on. Ids: grid cell `GC-…`, subdistrict `ST-…` of the pack, unit of the rule set. */
export type Scope =
  | { readonly type: 'district' }
  | { readonly type: 'street'; readonly streetId: string }
  | { readonly type: 'grid'; readonly gridId: string }
  | { readonly type: 'unit'; readonly unitId: string }
  /** Own reports only; the reporter's token is the key. */
  | { readonly type: 'own'; readonly reporterId: string };

/** A signed-in person as the back end sees them; names arrive masked. */
export interface Session {
  /** Bearer token of every later request; empty for an anonymous visitor. */
  readonly token: string;
  readonly role: Role;
  readonly nameMasked: string;
  readonly unitZh: string; readonly unitEn: string;
  readonly scope: Scope;
  /** What the back end will accept from this session; everything else is refused with 403. */
  readonly may: readonly CommandType[];
  /** The moving object of a field worker, when the session is one. */
  readonly workerId: ObjectId | null;
}

/** Names what a session sees, the same for every session that sees the same. */
export const viewOfSession = ({ role, scope, workerId }: Pick<Session, 'role' | 'scope' | 'workerId'>): string => JSON.stringify([role, scope, workerId]);

/** Whoever did something, as a timeline shows them. */
export interface Actor { readonly role: Role; readonly nameMasked: string; readonly unitZh: string; readonly unitEn: string }
export const SYSTEM_ACTOR: Actor = { role: 'system', nameMasked: '', unitZh: '系统', unitEn: 'System' };
