/** A field worker's tasks: who I am, what is to do, and each step of it as the back end confirms it. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CaseDetail } from '../../../domain/caseDetail';
import type { Refusal, Wish } from '../../../domain/command';
import type { Session } from '../../../domain/role';
import type { Task } from '../../../domain/task';
import { useTimers, type Cancel } from '../Timers';
import { useMobilePorts } from './mobilePorts';

/** How often the list is asked for while somebody looks, ms. */
export const TASKS_MS = 2000;
const MEMORY = 'worker';

const ORDER: Readonly<Record<Task['status'], number>> = { onSite: 0, accepted: 1, assigned: 2, finished: 3, cancelled: 4 };
const inOrder = (a: Task, b: Task): number => ORDER[a.status] - ORDER[b.status] || (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER) || b.assignedAt - a.assignedAt;

export const useFieldWork = defineStore('fieldWork', () => {
  const { notebook } = useMobilePorts();
  const session = shallowRef<Session | null>(null);
  const workerId = ref<string | null>(notebook.read(MEMORY));
  /** Workers who have tasks, to choose from in the demo. */
  const workers = shallowRef<readonly { readonly id: string; readonly nameMasked: string; readonly open: number }[]>([]);
  const tasks = shallowRef<readonly Task[]>([]);
  const openId = ref<string | null>(null);
  const detail = shallowRef<CaseDetail | null>(null);
  const refusal = ref<Refusal | null>(null);
  const busy = ref(false);
  const unreachable = ref(false);
  const asked = ref(false);
  /** False where the back end has a sign-on of its own: nobody chooses who to be. */
  const mayChoose = ref(true);
  const task = computed(() => tasks.value.find((item) => item.id === openId.value) ?? null);
  const isOpen = (item: Task): boolean => item.status !== 'finished' && item.status !== 'cancelled';

  /** Who the back end's own sign-on says this is; null when it does not answer either. */
  async function ownSession(): Promise<Session | null> {
    try { return await useMobilePorts().actions.session(); } catch { return null; }
  }
  async function begin(): Promise<void> {
    const { actions } = useMobilePorts();
    if (workerId.value !== null && await beWorker(workerId.value)) return;
    workerId.value = null;
    refusal.value = null;
    try {
      const chosen = await actions.signIn('dispatcher').catch(() => null);
      mayChoose.value = chosen !== null;
      session.value = chosen ?? await actions.session();
      if (chosen === null && session.value.workerId !== null) { workerId.value = session.value.workerId; await refresh(); return; }
      if (chosen === null) { workers.value = []; unreachable.value = false; asked.value = true; return; }
      const seen = new Map<string, { id: string; nameMasked: string; open: number }>();
      const all = await actions.tasks(null);
      for (const item of all) {
        const own = seen.get(item.workerId) ?? { id: item.workerId, nameMasked: item.workerMasked, open: 0 };
        seen.set(item.workerId, { ...own, open: own.open + (isOpen(item) ? 1 : 0) });
      }
      workers.value = [...seen.values()].sort((a, b) => b.open - a.open || (a.id < b.id ? -1 : 1));
      unreachable.value = false;
    } catch { unreachable.value = true; }
    asked.value = true;
  }
  /** Signs in as this worker; false when the back end knows none by that id. */
  async function beWorker(id: string): Promise<boolean> {
    try {
      const chosen = await useMobilePorts().actions.signIn('handler', { workerId: id }).catch(() => null);
      const next = chosen ?? await ownSession();
      // a back end with a sign-on of its own knows the worker already, or knows that it is none
      if (next === null || (chosen === null && next.workerId !== id)) { refusal.value = 'unknown'; return false; }
      mayChoose.value = chosen !== null;
      session.value = next;
      workerId.value = next.workerId ?? id;
      notebook.write(MEMORY, workerId.value);
      await refresh();
      return true;
    } catch { refusal.value = 'unknown'; return false; }
  }
  async function leave(): Promise<void> {
    notebook.write(MEMORY, null);
    workerId.value = null; tasks.value = []; openId.value = null; detail.value = null;
    await begin();
  }
  async function refresh(): Promise<void> {
    const { actions } = useMobilePorts();
    if (workerId.value === null) return;
    try {
      tasks.value = (await actions.tasks(workerId.value)).toSorted(inOrder);
      const caseId = task.value?.caseId;
      detail.value = caseId ? await actions.caseDetail(caseId, null).catch(() => null) : null;
      unreachable.value = false;
    } catch { unreachable.value = true; }
    asked.value = true;
  }
  async function give(wish: Wish): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    refusal.value = null;
    const outcome = await useMobilePorts().actions.command(wish);
    busy.value = false;
    refusal.value = outcome.ok ? null : outcome.refusal;
    await refresh();
    return outcome.ok;
  }
  function open(id: string | null): void { openId.value = id; detail.value = null; refusal.value = null; void refresh(); }
  function start(): Cancel {
    let asking = false;
    return useTimers().every(TASKS_MS, () => {
      if (asking || !useMobilePorts().visible()) return;
      asking = true;
      void (workerId.value === null && unreachable.value ? begin() : refresh()).finally(() => { asking = false; });
    });
  }
  return { session, mayChoose, workerId, workers, tasks, task, openId, detail, refusal, busy, unreachable, asked, isOpen, begin, beWorker, leave, refresh, give, open, start };
});
