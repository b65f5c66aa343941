/** The handle for tests and benches, made only when the address asks for it. */
import type { TestHandle } from '../config/testHandle';
import { toObjectId, type ObjectId } from '../domain/ids';
import type { Stage } from '../scene/stage';

export function createTestHandle(stage: Stage, marks: Record<string, number>, apiBase: string, open: (id: ObjectId) => void): TestHandle {
  const control = async (state: string): Promise<void> => {
    await fetch(`${apiBase}demo/feed`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ state }) });
  };
  return {
    marks,
    whenComplete: () => stage.whenComplete(),
    screenPosition: async (id) => {
      const place = await stage.screenPosition(toObjectId(id));
      return place ? { x: place.x, y: place.y } : null;
    },
    pick: async (x, y) => (await stage.pick(x, y))?.id ?? null,
    pose: (id) => stage.pose(toObjectId(id)),
    stats: () => ({ ...stage.stats() }),
    orbit: (degreesPerSecond) => stage.orbit(degreesPerSecond),
    open: (id) => open(toObjectId(id)),
    pauseFeed: () => control('silent'),
    resumeFeed: () => control('running'),
  };
}
