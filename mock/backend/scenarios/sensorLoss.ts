/** A third of the devices goes silent within a minute; the gateways notice half of them. */
import type { Fleet } from '../fleet';
import { hash } from '../hash';
import type { Scenario } from './scenario';

const lostAt = (fleet: Fleet, object: number): number => {
  const draw = hash(fleet.seed[object] ?? 0, 333);
  return draw % 3 === 0 ? (draw % 60_000) : Infinity;
};

export const sensorLoss: Scenario = {
  id: 'sensorLoss',
  lifts: () => new Map(),
  silent: (fleet, object, sceneMs) => sceneMs >= lostAt(fleet, object),
  offline: (fleet, object, sceneMs) => hash(fleet.seed[object] ?? 0, 334) % 2 === 0 && sceneMs >= lostAt(fleet, object) + 15_000,
};
