import type { ObjectId } from './ids';
import type { CommandType } from './command';
import type { Role } from './actor';
export { ROLES, SYSTEM_ACTOR, type Actor, type Role } from './actor';

/** What part of the city a session reads and acts on. Ids: grid cell `GC-…`, subdistrict `ST-…` of the pack, unit and community `CM-…` of the rule set. */
export type Scope =
  | { readonly type: 'district' }
  | { readonly type: 'street'; readonly streetId: string }
  | { readonly type: 'grid'; readonly gridId: string }
  | { readonly type: 'unit'; readonly unitId: string }
  /** What lies inside the ring (lon, lat pairs in degrees). */
  | { readonly type: 'community'; readonly communityId: string; readonly zh: string; readonly en: string; readonly ring: readonly number[] }
  /** Own reports only; the reporter's token is the key. */
  | { readonly type: 'own'; readonly reporterId: string };

/** What a role may never receive. */
export const HIDDEN = ['people', 'phones', 'plates', 'tracks', 'cases', 'warnings'] as const;
export type Hidden = (typeof HIDDEN)[number];

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
  /** What never reaches this session, so that nobody asks for it; absent = nothing is hidden. */
  readonly hides?: readonly Hidden[];
  /** The moving object of a field worker, when the session is one. */
  readonly workerId: ObjectId | null;
}

/** Names what a session sees, the same for every session that sees the same. */
export const viewOfSession = ({ role, scope, workerId }: Pick<Session, 'role' | 'scope' | 'workerId'>): string => JSON.stringify([role, scope, workerId]);
