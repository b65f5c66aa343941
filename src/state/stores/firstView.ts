/** What each role sees first: its own queue of cases, the overview, the layers, or the city as a visitor finds it. An open case stays open: the next person looks at it with other eyes. */
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { isDutyRole } from '../../domain/duty';
import type { Role, Scope } from '../../domain/role';
import type { ListFilter } from '../city/cityList';
import { useLists } from './lists';
import { useSelection } from './selection';
import { useSession } from './session';
import { useView } from './view';

/** The cases that wait for a role within its scope; null for roles without a queue. */
export function queueOf(role: Role, scope: Scope | null): Extract<ListFilter, { type: 'cases' }> | null {
  if (!isDutyRole(role)) return null;
  const where = scope?.type === 'street' ? { streetId: scope.streetId } : scope?.type === 'grid' ? { gridId: scope.gridId } : scope?.type === 'unit' ? { unitId: scope.unitId } : {};
  return { type: 'cases', waits: role, ...where };
}

export const useFirstView = defineStore('firstView', () => {
  /** The left column's tab that the role works with. */
  const tab = ref<'overview' | 'layers'>('overview');

  function show(): void {
    const session = useSession();
    const lists = useLists();
    useSelection().close();
    tab.value = session.role === 'planner' ? 'layers' : 'overview';
    const queue = queueOf(session.role, session.scope);
    if (queue) lists.open(queue);
    else if (session.role === 'leader') lists.open({ type: 'warnings', unacknowledged: true });
    else lists.close();
    if (session.role === 'visitor') useView().goHome();
  }
  return { tab, show };
});
