/**
 * Which figures the stage shows: the back end's, the area being drawn, the way of the open mover, roads under water,
 * the zones of counted crowds, and the route of a task whose worker, case or place is open.
 */
import type { Figure } from '../domain/figure';
import type { ObjectId } from '../domain/ids';
import type { Task } from '../domain/task';
import type { CityDiff, CityStore } from '../state/city/CityStore';
import type { Overlay } from './overlay/createOverlay';
import type { SketchShape } from './StageInputs';

/** A fresh task shows its route without being asked for so long, ms: the moment of dispatch is what a leader waits for. */
const freshTaskMs = 120_000;

const nothing = { radiusMetres: null, bearing: null, spread: null, labelZh: '', labelEn: '', objectId: null, from: 0, until: null } as const;

function toRoute(task: Task): Figure {
  const words = { labelZh: `${task.titleZh} ${Math.round(task.routeMetres)} m`, labelEn: `${task.titleEn} ${Math.round(task.routeMetres)} m` };
  return { ...nothing, ...words, id: `task ${task.id}`, shape: 'line', tone: 'route', coordinates: task.route, arrows: true };
}

function toSketch({ ring }: SketchShape): Figure {
  const shape = ring.length >= 6 ? 'polygon' : ring.length === 4 ? 'line' : 'ring';
  return { ...nothing, id: 'sketch', shape, tone: 'info', coordinates: ring, radiusMetres: 8, arrows: false };
}

export interface StageFigures {
  readonly drawing: boolean;
  setSketch(sketch: SketchShape): void;
  /** What the cockpit draws itself: the way of the open mover, roads under water. */
  setOwnFigures(own: readonly Figure[]): void;
  /** Zones of the crowds near the camera. */
  setCrowds(crowds: readonly Figure[]): void;
  show(on: boolean): void;
  apply(diff: CityDiff): void;
  refresh(): void;
}

export function createStageFigures(store: CityStore, overlay: Overlay, selected: () => ObjectId | null): StageFigures {
  let shown = true;
  let own: readonly Figure[] = [];
  let crowds: readonly Figure[] = [];
  let sketch: SketchShape = { ring: [], drawing: false, labelZh: '', labelEn: '' };

  function showsRoute(task: Task, now: number): boolean {
    if (task.status === 'finished' || task.status === 'cancelled' || task.route.length < 4) return false;
    const id = selected();
    return now - task.assignedAt < freshTaskMs || (id !== null && (task.workerId === id || task.objectId === id));
  }
  function refresh(): void {
    const now = store.serverNow();
    const figures = !shown ? [] : [...store.figures(), ...store.tasks().filter((task) => showsRoute(task, now)).map(toRoute)];
    figures.push(...crowds, ...own);
    if (sketch.ring.length >= 2) figures.push(toSketch(sketch));
    overlay.setFigures(figures, selected());
  }
  return {
    get drawing() { return sketch.drawing; },
    setSketch(next) { sketch = next; refresh(); },
    setOwnFigures(next) { own = next; refresh(); },
    setCrowds(next) { crowds = next; refresh(); },
    show(on) { shown = on; refresh(); },
    apply(diff) { if (diff.figuresChanged || diff.tasksChanged || diff.instantChanged) refresh(); },
    refresh,
  };
}
