/**
 * The command view: what stands inside the drawn area (people, vehicles, aircraft, cameras, warned objects, stock), tasks to chosen
 * workers, and a mock call. It listens to the feed only while it is open.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { insideRing } from '../../domain/area';
import type { Material } from '../../domain/catalogues';
import type { ObjectId } from '../../domain/ids';
import type { Kind } from '../../domain/kind';
import type { Task } from '../../domain/task';
import type { Condition } from '../../domain/state';
import { isNotRecorded } from '../ports/actions';
import { useActions } from './actions';
import { createThrottle } from './createThrottle';
import { toMetres } from './objectCard';
import { usePorts } from './providePorts';
import { useSketch } from './sketch';
import { useTimers, type Cancel } from './Timers';

/** Groups of the view, in display order, and what belongs to each. */
export const COMMAND_GROUPS = ['worker', 'vehicle', 'uav', 'camera', 'warned'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];
const OF_KIND: Partial<Record<Kind, CommandGroup>> = { worker: 'worker', vehicle: 'vehicle', uav: 'uav', camera: 'camera' };

export interface InsideItem { readonly id: ObjectId; readonly index: number; readonly kind: Kind; readonly nameZh: string; readonly nameEn: string; readonly metres: number; readonly condition: Condition; /** The open task of a worker. */ readonly task: Task | null }
export type Inside = Readonly<Record<CommandGroup, readonly InsideItem[]>>;
const nobody: Inside = { worker: [], vehicle: [], uav: [], camera: [], warned: [] };

/** Shortest time between two looks into the area, ms. */
export const COMMAND_INTERVAL_MS = 500;

/** One who was called. The call is a mock: nobody is rung, and the view says so. */
export interface Callee { readonly id: ObjectId; readonly nameZh: string; readonly nameEn: string; readonly state: 'ringing' | 'joined' }
/** Mock: after so long a callee joins, ms per place in the list. */
const JOIN_MS = 900;

export const useCommandView = defineStore('commandView', () => {
  const sketch = useSketch();
  const inside = shallowRef<Inside>(nobody);
  const materials = shallowRef<readonly Material[]>([]);
  const stock = shallowRef<readonly Material[]>([]);
  const chosen = shallowRef<ReadonlySet<ObjectId>>(new Set());
  const call = shallowRef<readonly Callee[]>([]);
  const isOpen = ref(false);
  let joins: Cancel[] = [];

  function centre(): { lon: number; lat: number } {
    const ring = sketch.ring;
    const count = ring.length / 2;
    let lon = 0, lat = 0;
    for (let k = 0; k < count; k++) { lon += (ring[k * 2] ?? 0) / count; lat += (ring[k * 2 + 1] ?? 0) / count; }
    return { lon, lat };
  }

  function look(): void {
    if (!sketch.isArea) { inside.value = nobody; stock.value = []; return; }
    const { store } = usePorts();
    const { ring } = sketch;
    const middle = centre();
    const open = new Map(store.tasks().filter((task) => task.status !== 'finished' && task.status !== 'cancelled').map((task) => [task.workerId, task]));
    const found: Record<CommandGroup, InsideItem[]> = { worker: [], vehicle: [], uav: [], camera: [], warned: [] };
    for (const index of store.catalogue.symbolIndices) {
      const group = OF_KIND[store.catalogue.kindOf(index)];
      const state = store.state(index);
      if (!group && state.rank === 0) continue;
      const place = store.place(index);
      if (!place || !insideRing(ring, place.lon, place.lat)) continue;
      const summary = store.catalogue.summary(index);
      if (!summary) continue;
      found[group ?? 'warned'].push({
        id: summary.id, index, kind: summary.kind, nameZh: summary.nameZh, nameEn: summary.nameEn, metres: toMetres(middle.lon, middle.lat, place.lon, place.lat),
        condition: state.condition, task: open.get(summary.id) ?? null,
      });
    }
    for (const list of Object.values(found)) list.sort((a, b) => a.metres - b.metres || a.index - b.index);
    inside.value = found;
    stock.value = materials.value.filter((item) => insideRing(ring, item.lon, item.lat));
    // who has left the area can no longer be sent from it
    const here = new Set(found.worker.map((item) => item.id));
    if ([...chosen.value].some((id) => !here.has(id))) chosen.value = new Set([...chosen.value].filter((id) => here.has(id)));
  }

  /** Opens the view and follows the feed; returns the stop. */
  function open(): Cancel {
    isOpen.value = true;
    const { store, boards } = usePorts();
    const throttle = createThrottle(useTimers(), COMMAND_INTERVAL_MS, look);
    const unwatch = watch(() => sketch.ring, look, { immediate: true });
    const unsubscribe = store.subscribe(() => { throttle.request(); });
    void boards?.materials().then((list) => { materials.value = list; look(); }, (error: unknown) => { if (isNotRecorded(error)) { materials.value = []; look(); } });
    return () => { isOpen.value = false; unwatch(); unsubscribe(); throttle.cancel(); hangUp(); sketch.clear(); };
  }

  function toggle(id: ObjectId): void {
    const next = new Set(chosen.value);
    if (!next.delete(id)) next.add(id);
    chosen.value = next;
  }
  function chooseNearest(count: number): void { chosen.value = new Set(inside.value.worker.filter((item) => item.task === null).slice(0, count).map((item) => item.id)); }

  /** One task for everybody chosen; answers whether it was taken. What became of it is said where every command is answered. */
  async function assign(text: string): Promise<boolean> {
    const actions = useActions();
    if (chosen.value.size === 0 || text.trim() === '' || actions.whyNot('task.assign') !== null) return false;
    const { ok } = await actions.perform({ type: 'task.assign', workerIds: [...chosen.value], text: text.trim(), ...centre(), caseId: null });
    if (ok) chosen.value = new Set();
    look();
    return ok;
  }

  function startCall(): void {
    hangUp();
    const people = inside.value.worker.filter((item) => chosen.value.has(item.id));
    call.value = people.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn, state: 'ringing' }));
    joins = people.map((person, at) => useTimers().after(JOIN_MS * (at + 1), () => { call.value = call.value.map((item) => (item.id === person.id ? { ...item, state: 'joined' } : item)); }));
  }
  function hangUp(): void { for (const cancel of joins) cancel(); joins = []; call.value = []; }

  const openTasks = computed(() => inside.value.worker.flatMap((item) => (item.task ? [item.task] : [])));
  return { inside, stock, chosen, call, isOpen, openTasks, open, toggle, chooseNearest, assign, startCall, hangUp };
});
