/**
 * Who sits at this screen: the session as the back end knows it, what it may do, and signing in as another role where the back
 * end offers that (the demo does). Without a session the screen reads as a visitor and may do nothing.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CommandType } from '../../domain/command';
import type { Hidden, Role, Scope, Session } from '../../domain/role';
import type { Mode } from './preferences';
import { usePorts } from './providePorts';

/** Roles that a person may choose in the demo, in the order of a case's path; `citizen` has a page of its own. */
export const SIGN_IN_ROLES = ['leader', 'shiftLeader', 'collector', 'acceptor', 'dispatcher', 'handler', 'checker', 'planner', 'visitor'] as const satisfies readonly Role[];

/** Whom each kind of page takes its user for when the address names nobody. */
export const roleOfMode = (mode: Mode): Role => ({ desk: 'leader', wall: 'leader', bare: 'visitor', kiosk: 'visitor', report: 'citizen', task: 'handler' } as const)[mode];

export interface SignInScope { readonly streetId?: string; readonly unitId?: string; readonly gridId?: string; readonly workerId?: string; readonly communityId?: string }

/** What a role may be narrowed to: a handler belongs to a unit, a collector to a grid, others may look after one subdistrict or community; a visitor to nothing. */
export const placeTypeOf = (role: Role): 'unit' | 'grid' | 'street' | null => (role === 'handler' ? 'unit' : role === 'collector' ? 'grid' : role === 'visitor' || role === 'citizen' || role === 'system' ? null : 'street');
/** Sign-in at a place of that type; without one the back end decides. */
export function toSignInScope(role: Role, place: string | null): SignInScope {
  const type = placeTypeOf(role);
  if (place === null || place === '' || type === null) return {};
  if (type === 'street' && place.startsWith('CM-')) return { communityId: place };
  return type === 'unit' ? { unitId: place } : type === 'grid' ? { gridId: place } : { streetId: place };
}
/** The place of a scope; null = the whole district, or nothing that can be chosen. */
export const placeOf = (scope: Scope | null): string | null => (scope?.type === 'unit' ? scope.unitId : scope?.type === 'grid' ? scope.gridId : scope?.type === 'street' ? scope.streetId : scope?.type === 'community' ? scope.communityId : null);

export const useSession = defineStore('session', () => {
  const session = shallowRef<Session | null>(null);
  /** `none`: the back end gave no session, or none belongs to the city. */
  const phase = ref<'asking' | 'signedIn' | 'none'>('asking');
  const switching = ref(false);
  /** Signing in as somebody else was refused or failed; the old session stays. */
  const refused = ref(false);
  /** False where the back end has a sign-on of its own. */
  const canSwitch = ref(false);
  /** Counts sign-ins: whoever shows the first view of a role watches this. */
  const visit = ref(0);

  const role = computed<Role>(() => session.value?.role ?? 'visitor');
  const scope = computed<Scope | null>(() => session.value?.scope ?? null);
  /** Looks after a part of the city: warnings and cases of the rest never arrive. */
  const isNarrowed = computed(() => scope.value !== null && scope.value.type !== 'district');
  const allowed = computed<ReadonlySet<CommandType>>(() => new Set(session.value?.may));
  const hides = (what: Hidden): boolean => session.value?.hides?.includes(what) ?? false;
  const may = (type: CommandType): boolean => allowed.value.has(type);

  /** At the start of a page: as the role of the address, else as whoever the back end's own sign-on says. Never rejects. */
  async function begin(wanted: Role, where: SignInScope = {}): Promise<void> {
    const { actions } = usePorts();
    if (!actions) { phase.value = 'none'; return; }
    try {
      session.value = await actions.signIn(wanted, where);
      canSwitch.value = true;
    } catch {
      try { session.value = await actions.session(); } catch { session.value = null; }
    }
    phase.value = session.value ? 'signedIn' : 'none';
  }

  async function signIn(next: Role, where: SignInScope = {}): Promise<boolean> {
    const { actions } = usePorts();
    if (!actions || switching.value) return false;
    switching.value = true;
    refused.value = false;
    try {
      session.value = await actions.signIn(next, where);
      phase.value = 'signedIn';
      visit.value += 1;
      return true;
    } catch {
      refused.value = true;
      return false;
    } finally { switching.value = false; }
  }
  return { session, phase, switching, refused, canSwitch, visit, role, scope, isNarrowed, may, hides, begin, signIn };
});
