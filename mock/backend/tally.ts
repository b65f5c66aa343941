/** How many devices were silent and how many lamps out at any instant, kept as steps, so that a chart of a day costs no look at every object. */
import type { Fleet } from './fleet';
import { STATUS_OFFLINE } from './outages';

export interface Tallied { readonly offline: number; readonly camerasOffline: number; /** Off line, or with a warning. */ readonly lampsOut: number }
export interface Tally {
  status(object: number, status: number, at: number): void;
  rank(object: number, rank: number, at: number): void;
  at(time: number): Tallied;
  forget(before: number): void;
}

export function createTally(fleet: Fleet): Tally {
  const offline = new Uint8Array(fleet.ids.length);
  const warned = new Uint8Array(fleet.ids.length);
  let now: Tallied = { offline: 0, camerasOffline: 0, lampsOut: 0 };
  let steps: ({ readonly at: number } & Tallied)[] = [{ at: -Infinity, ...now }];
  const isOut = (object: number): number => Number(fleet.kinds[object] === 'streetLamp' && (offline[object] === 1 || warned[object] === 1));
  function note(object: number, at: number, mark: Uint8Array, value: boolean): void {
    if (mark[object] === Number(value)) return;
    const lampBefore = isOut(object);
    const offlineBefore = offline[object] ?? 0;
    mark[object] = Number(value);
    const turned = (offline[object] ?? 0) - offlineBefore;
    now = { offline: now.offline + turned, camerasOffline: now.camerasOffline + (fleet.kinds[object] === 'camera' ? turned : 0), lampsOut: now.lampsOut + isOut(object) - lampBefore };
    if (steps.at(-1)?.at === at) steps.pop();
    steps.push({ at, ...now });
  }
  return {
    status: (object, status, at) => note(object, at, offline, status === STATUS_OFFLINE),
    rank: (object, rank, at) => note(object, at, warned, rank > 0),
    at(time) {
      let low = 0;
      let high = steps.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((steps[middle]?.at ?? 0) <= time) low = middle + 1;
        else high = middle;
      }
      return steps[Math.max(0, low - 1)] ?? now;
    },
    forget(before) {
      const first = steps.findIndex((step) => step.at > before);
      if (first > 1) steps = steps.slice(first - 1);
    },
  };
}
