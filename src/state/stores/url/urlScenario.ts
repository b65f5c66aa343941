/** Scenario, its speed and the seed of the demo back end: read by the composition root, carried along unchanged. */
import type { UrlFact } from './UrlFact';

/** `id`, or `id.branch` for one of its endings. */
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,39}(?:\.[A-Za-z][A-Za-z0-9-]{0,39})?$/;

export const urlScenario: UrlFact<string | null> = {
  name: 'scenario', default: null,
  parse: (text) => (NAME.test(text) ? text : null),
  write: (value) => value,
};

export const urlSeed: UrlFact<number | null> = {
  name: 'seed', default: null,
  parse(text) {
    if (!/^\d{1,10}$/.test(text)) return null;
    const seed = Number(text);
    return seed <= 0xffffffff ? seed : null;
  },
  write: (value) => (value === null ? null : String(value)),
};

/** How much faster than real time a scenario runs, as the demo back end allows it. */
export const SPEED_LIMITS: readonly [number, number] = [0.1, 120];
export const urlSpeed: UrlFact<number | null> = {
  name: 'speed', default: null,
  parse(text) {
    const speed = /^\d{1,3}(?:\.\d{1,2})?$/.test(text) ? Number(text) : NaN;
    return speed >= SPEED_LIMITS[0] && speed <= SPEED_LIMITS[1] ? speed : null;
  },
  write: (value) => (value === null ? null : String(value)),
};
