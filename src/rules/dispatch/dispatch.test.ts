/** The nearest free worker by path: over a street graph, past the river that the straight line ignores, and what a task lives through. */
import { describe, expect, test } from 'vitest';
import type { PathNetwork } from '../engineCity';
import { emptyRules, tinyDesk } from '../fixtures/tinyDesk';
import { tinyCity } from '../fixtures/tinyCity';
import { SYSTEM_ACTOR } from '../../domain/role';
import { createDispatch } from './createDispatch';
import { distanceMetres } from './metres';
import { createPathGraph } from './pathGraph';

/** Two parallel streets 0.002° apart that meet only at the east end. */
const NODES: readonly (readonly [number, number])[] = [[106.55, 29.55], [106.56, 29.55], [106.57, 29.55], [106.57, 29.552], [106.55, 29.552]];
const EDGES: readonly (readonly [number, number])[] = [[0, 1], [1, 2], [2, 3], [3, 4]];
const network: PathNetwork = {
  lon: Float64Array.from(NODES, ([lon]) => lon), lat: Float64Array.from(NODES, ([, lat]) => lat), from: Uint32Array.from(EDGES, ([from]) => from), to: Uint32Array.from(EDGES, ([, to]) => to),
  metres: Float32Array.from(EDGES, ([a, b]) => distanceMetres(...(NODES[a] ?? [0, 0]), ...(NODES[b] ?? [0, 0]))),
};
const TARGET = { lon: 106.55, lat: 29.55 };

describe('shortest ways', () => {
  const graph = createPathGraph(network);
  test('the nearest by path is not the nearest by the straight line', () => {
    const across = { lon: 106.551, lat: 29.552 }, along = { lon: 106.562, lat: 29.55 };
    expect(distanceMetres(TARGET.lon, TARGET.lat, across.lon, across.lat)).toBeLessThan(distanceMetres(TARGET.lon, TARGET.lat, along.lon, along.lat));
    const way = graph.nearest(TARGET, [across, along]);
    expect(way).toMatchObject({ candidate: 1 });
    expect(way?.metres).toBeCloseTo(distanceMetres(TARGET.lon, TARGET.lat, along.lon, along.lat), -1);
    expect(way?.route.slice(0, 2)).toEqual([106.562, 29.55]);
    expect(way?.route.slice(-2)).toEqual([106.55, 29.55]);
  });
  test('the way goes through the nodes between', () => {
    const way = graph.nearest(TARGET, [{ lon: 106.55, lat: 29.552 }]);
    expect(way?.route).toEqual([106.55, 29.552, 106.57, 29.552, 106.57, 29.55, 106.56, 29.55, 106.55, 29.55]);
  });
  test('two places on one street do not walk round the block', () => {
    expect(graph.nearest({ lon: 106.553, lat: 29.55 }, [{ lon: 106.557, lat: 29.55 }])?.metres).toBeCloseTo(distanceMetres(106.553, 29.55, 106.557, 29.55), 0);
  });
  test('a candidate far from every street is no candidate; searches do not disturb each other', () => {
    expect(graph.nearest(TARGET, [{ lon: 106.9, lat: 29.9 }])).toBeNull();
    expect(graph.nearest(TARGET, [])).toBeNull();
    const first = graph.nearest(TARGET, [{ lon: 106.565, lat: 29.55 }]);
    expect(graph.nearest(TARGET, [{ lon: 106.565, lat: 29.55 }])).toEqual(first);
  });
});

describe('tasks', () => {
  const setUp = (withNetwork: boolean) => {
    const city = tinyCity([
      { id: 'WK-1', kind: 'worker', zh: '一号', en: 'one', lon: 106.551, lat: 29.552 }, { id: 'WK-2', kind: 'worker', zh: '二号', en: 'two', lon: 106.562, lat: 29.55 }, { id: 'WK-3', kind: 'worker', zh: '三号', en: 'three', lon: 106.55, lat: 29.5501 },
      { id: 'SC-1', kind: 'septicTank' },
    ], withNetwork ? { network } : {});
    const desk = tinyDesk(city, emptyRules());
    const off = new Set(['WK-3']);
    return { city, desk, dispatch: createDispatch(desk, { onDuty: (object) => !off.has(city.ids[object] ?? '') }) };
  };
  const to = { ...TARGET, caseId: 'c1', objectId: null, streetId: '', titleZh: '到场', titleEn: 'Go there', dueMinutes: 30 };
  test('go to the nearest who is free and on duty, and say when the line is straight', () => {
    const { dispatch } = setUp(true);
    const first = dispatch.assignNearest(1000, to);
    expect(first).toMatchObject({ workerId: 'WK-2', straight: false, status: 'assigned', dueAt: 1000 + 30 * 60_000 });
    expect(dispatch.assignNearest(1000, to)?.workerId).toBe('WK-1');
    expect(dispatch.assignNearest(1000, to)).toBeNull();
    const straight = setUp(false).dispatch.assignNearest(1000, to);
    expect(straight).toMatchObject({ workerId: 'WK-1', straight: true, route: [106.551, 29.552, 106.55, 29.55] });
  });
  test('a worker is free again after finishing, and where the worker is now counts', () => {
    const { dispatch, city, desk } = setUp(true);
    const task = dispatch.assignNearest(1000, to);
    const id = task?.id ?? '';
    expect(dispatch.command({ type: 'task.arrive', taskId: id }, SYSTEM_ACTOR, 2000)).toMatchObject({ ok: false, refusal: 'state' });
    for (const type of ['task.accept', 'task.arrive'] as const) expect(dispatch.command({ type, taskId: id }, SYSTEM_ACTOR, 2000).ok).toBe(true);
    dispatch.place(city.object('WK-2'), 106.5501, 29.55, 2500);
    expect(dispatch.command({ type: 'task.finish', taskId: id, photos: [], text: '好了' }, SYSTEM_ACTOR, 3000).ok).toBe(true);
    expect(dispatch.assignNearest(4000, to)).toMatchObject({ workerId: 'WK-2' });
    expect(desk.lines.map((line) => line.action)).toEqual(['task.assigned', 'task.accepted', 'task.arrived', 'task.finished', 'task.assigned']);
  });
  test('a task of a case that ends is cancelled, and nothing more can be done with it', () => {
    const { dispatch } = setUp(true);
    const task = dispatch.assignNearest(1000, to);
    dispatch.cancelOf('c1', 2000);
    expect(dispatch.list()).toMatchObject([{ status: 'cancelled' }]);
    expect(dispatch.command({ type: 'task.accept', taskId: task?.id ?? '' }, SYSTEM_ACTOR, 3000)).toMatchObject({ ok: false, refusal: 'state', detail: 'The task was cancelled.' });
    expect(dispatch.command({ type: 'task.accept', taskId: 'nobody' }, SYSTEM_ACTOR, 3000)).toMatchObject({ ok: false, refusal: 'unknown' });
  });
});
