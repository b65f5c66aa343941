/**
 * Who is asking. The demo's sign-in needs no password, so a token is simply the wish it was given for plus a number that nobody can
 * guess; it says the same after a restart and nothing has to be kept. A city's own back end puts its sign-on here.
 */
import { ROLES, type Role, type Scope, type Session } from '../../src/domain/role';
import { toObjectId } from '../../src/domain/ids';
import type { EngineCity } from '../../src/rules/engineCity';
import { workerName } from '../../src/rules/city/workerName';
import { roleRule } from '../../src/rules/roles/permissions';
import type { RuleSet } from '../../src/rules/ruleSet';
import { hash, hashText } from './hash';
import { personMasked } from './responsibility';

interface SignIn { readonly role: Role; readonly streetId: string; readonly unitId: string; readonly gridId: string; readonly workerId: string; readonly communityId: string; readonly key: string }
export interface Sessions {
  readonly visitor: Session;
  /** Null = nobody gave out this token. */
  of(token: string): Session | null;
  /** A session, or a sentence that names field and reason. */
  signIn(wish: Readonly<Record<string, unknown>>): Session | string;
}
export interface SessionCity { readonly rules: RuleSet; readonly city: EngineCity; /** Objects that are field workers. */ readonly workers: readonly number[]; /** Absent where the grid is not known: any id is then taken. */ readonly isGrid?: (id: string) => boolean; /** Where most open cases are now: whoever names no place begins where there is something to do. */ readonly busiest?: () => { readonly unitId: string; readonly gridId: string } }

const PREFIX = 'demo.';
const LONGEST = 600;
const FIELDS = ['role', 'streetId', 'unitId', 'gridId', 'workerId', 'communityId', 'key'] as const;
const encode = (wish: SignIn): string => PREFIX + FIELDS.map((name) => encodeURIComponent(wish[name])).join('~');
function decode(token: string): Record<string, string> | null {
  if (!token.startsWith(PREFIX) || token.length > LONGEST) return null;
  const parts = token.slice(PREFIX.length).split('~');
  try { return parts.length === FIELDS.length ? Object.fromEntries(FIELDS.map((name, k) => [name, decodeURIComponent(parts[k] ?? '')])) : null; } catch { return null; }
}

export function createSessions(city: () => SessionCity, newKey: () => string): Sessions {
  const known = new Map<string, Session>();

  /** Where a field worker begins the day. */
  function workerAt(wish: SignIn): number | null {
    const { city: map, workers } = city();
    if (wish.workerId) return map.indexOf.get(wish.workerId) ?? null;
    return workers.find((object) => !wish.streetId || map.streetAt(map.lon[object] ?? 0, map.lat[object] ?? 0)?.id === wish.streetId) ?? workers[0] ?? null;
  }

  function scopeOf(wish: SignIn, worker: number | null): Scope {
    const { rules, city: map } = city();
    const reach = roleRule(rules.roles, wish.role)?.scope ?? 'none';
    const { units } = rules.units;
    const place = worker === null ? null : { lon: map.lon[worker] ?? 0, lat: map.lat[worker] ?? 0 };
    // a place outside every area is nobody's: the scope then matches nothing
    if (reach === 'grid') return { type: 'grid', gridId: wish.gridId || (place && map.gridAt(place.lon, place.lat)?.id) || 'none' };
    if (reach === 'own') return { type: 'own', reporterId: `r${hash(hashText(wish.key), 1).toString(36)}${hash(hashText(wish.key), 2).toString(36)}${hash(hashText(wish.key), 3).toString(36)}` };
    if (reach === 'street') return { type: 'street', streetId: wish.streetId || (place && map.streetAt(place.lon, place.lat)?.id) || 'none' };
    if (reach === 'unit') {
      const own = wish.unitId ? units.find((unit) => unit.id === wish.unitId) : units.find((unit) => wish.streetId !== '' && unit.kind === 'street' && unit.streetId === wish.streetId);
      return { type: 'unit', unitId: own?.id ?? (wish.unitId || rules.units.fallbackUnit) };
    }
    const community = reach === 'district' ? rules.units.communities?.find((one) => one.id === wish.communityId) : undefined;
    if (community) return { type: 'community', communityId: community.id, zh: community.zh, en: community.en, ring: community.ring };
    return wish.streetId && reach === 'district' ? { type: 'street', streetId: wish.streetId } : { type: 'district' };
  }

  function open(wish: SignIn): Session {
    const { rules, city: map } = city();
    const field = wish.role === 'collector' || wish.role === 'handler' || wish.role === 'checker';
    const worker = field ? workerAt(wish) : null;
    const scope = scopeOf(wish, worker);
    const unitId = scope.type === 'unit' ? scope.unitId : wish.unitId;
    const unit = rules.units.units.find((item) => item.id === unitId || (scope.type === 'street' && item.streetId === scope.streetId)) ?? rules.units.units.find((item) => item.id === rules.units.fallbackUnit);
    const nameless = wish.role === 'visitor' || wish.role === 'citizen';
    const workerId = field && worker !== null && (wish.workerId || wish.role !== 'checker') ? map.ids[worker] ?? null : null;
    return {
      token: wish.role === 'visitor' ? '' : encode(wish), role: wish.role, scope, may: roleRule(rules.roles, wish.role)?.may ?? [], hides: roleRule(rules.roles, wish.role)?.hides ?? [],
      nameMasked: nameless ? '' : workerId !== null && worker !== null ? workerName(map, worker) : personMasked(hashText(`${wish.role} ${workerId ?? unitId} ${wish.streetId}`)),
      unitZh: nameless ? '' : unit?.zh ?? '', unitEn: nameless ? '' : unit?.en ?? '',
      workerId: workerId === null ? null : toObjectId(workerId),
    };
  }

  function check(wish: Readonly<Record<string, unknown>>, key: string): SignIn | string {
    const { rules, city: map } = city();
    const { role } = wish;
    if (typeof role !== 'string' || role === 'system' || !ROLES.some((name) => name === role)) return `role must be one of ${ROLES.filter((name) => name !== 'system').join(', ')}`;
    const fields = { streetId: '', unitId: '', gridId: '', workerId: '', communityId: '' };
    for (const name of ['streetId', 'unitId', 'gridId', 'workerId', 'communityId'] as const) {
      const value = wish[name] ?? '';
      if (typeof value !== 'string' || value.length > 80) return `${name} must be an id`;
      fields[name] = value;
    }
    if (fields.unitId && !rules.units.units.some((unit) => unit.id === fields.unitId)) return `unitId: there is no unit ${fields.unitId}`;
    if (fields.communityId && !rules.units.communities?.some((one) => one.id === fields.communityId)) return `communityId: there is no community ${fields.communityId}`;
    if (fields.gridId && city().isGrid?.(fields.gridId) === false) return `gridId: there is no grid ${fields.gridId}`;
    if (fields.workerId && map.kinds[map.indexOf.get(fields.workerId) ?? -1] !== 'worker') return `workerId: there is no worker ${fields.workerId}`;
    return { role: role as Role, ...fields, key };
  }

  /** A handler or collector who names no place gets one, which the token then says. */
  function placed(wish: SignIn): SignIn {
    const reach = roleRule(city().rules.roles, wish.role)?.scope;
    if (wish.streetId || wish.unitId || wish.gridId || wish.workerId || (reach !== 'unit' && reach !== 'grid')) return wish;
    const busiest = city().busiest?.();
    return busiest ? { ...wish, ...(reach === 'unit' ? { unitId: busiest.unitId } : { gridId: busiest.gridId }) } : wish;
  }

  const visitor = (): Session => open({ role: 'visitor', streetId: '', unitId: '', gridId: '', workerId: '', communityId: '', key: '' });
  return {
    get visitor() { return visitor(); },
    of(token) {
      if (token === '') return visitor();
      const old = known.get(token);
      if (old) return old;
      const told = decode(token);
      const key = told?.['key'] ?? '';
      if (!told || key.length < 8) return null;
      const wish = check(told, key);
      if (typeof wish === 'string') return null;
      const session = open(wish);
      if (session.token !== token) return null;
      if (known.size > 500) known.clear();
      known.set(token, session);
      return session;
    },
    signIn(wish) {
      const checked = check(wish, newKey());
      if (typeof checked === 'string') return checked;
      const session = open(placed(checked));
      known.set(session.token, session);
      return session;
    },
  };
}
