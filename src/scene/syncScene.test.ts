import { describe, expect, it } from 'vitest';
import { WUSONG_TO_ORTHOMETRIC } from '../domain/highWater';
import { toObjectId, toWarningId } from '../domain/ids';
import type { CityDiff } from '../state/city/CityStore';
import { syncScene, type SceneParts } from './syncScene';

const quiet: CityDiff = { source: 'delta', rows: new Uint32Array(), moved: new Uint32Array(), warningsChanged: [], casesChanged: [], vitalsChanged: false, connectionChanged: false, tasksChanged: false, figuresChanged: false, instantChanged: false };

function sceneOf(readings: readonly { readonly key: string; readonly value: number | null; readonly quality?: string; readonly freshness?: string }[], gaugeId: string | null = 'WL-1') {
  const levels: number[] = [];
  const classes: [number | null, boolean][] = [];
  const told: (readonly number[] | 'all')[] = [];
  const warning = { objectId: toObjectId('CAM-1'), state: 'active_unack', level: 'I' };
  const parts = {
    store: {
      stateBytes: new Uint8Array(64), connection: { phase: 'live' }, warnings: () => [warning], warning: (id: string) => (id === 'w1' ? warning : null),
      catalogue: { indexOf: (id: string) => (id === 'CAM-1' ? 7 : null) },
      readings: (id: string) => (id === 'WL-1' || id === 'RR-1' ? readings.map(({ key, value, quality = 'good', freshness = 'live' }) => ({ property: { key, unit: 'm' }, value, quality, freshness })) : []),
    },
    state: { refreshAll: () => {}, refresh: () => {} }, pose: { refresh: () => false }, city: { setFeedStale: () => {}, setWindowsDimmed: () => {}, upload: () => false },
    overlay: { stateChanged: (rows: Uint32Array | 'all') => told.push(rows === 'all' ? 'all' : [...rows]), placesChanged: () => {} },
    waters: { reaches: [{ id: 'RR-1', gaugeId, index: 3 }], mark: () => {}, setClass: (_id: string, rank: number | null, live: boolean) => classes.push([rank, live]), setLevel: (_id: string, elevation: number) => levels.push(elevation) },
    requestRender: () => {},
  };
  return { scene: syncScene(parts as unknown as SceneParts, () => null), levels, told, classes };
}

describe('a water surface', () => {
  it('follows its gauge, Wusong to orthometric, at any height', () => {
    for (const value of [168, 3.2]) {
      const { scene, levels } = sceneOf([{ key: 'sewerLevel', value: 12 }, { key: 'riverWaterLevel', value }]);
      scene.apply(quiet);
      expect(levels).toEqual([value + WUSONG_TO_ORTHOMETRIC]);
    }
  });

  it('rests without a gauge, without a value, at a bad value and at other levels', () => {
    for (const { scene, levels } of [
      sceneOf([{ key: 'riverWaterLevel', value: 168 }], null), sceneOf([{ key: 'riverWaterLevel', value: null }]),
      sceneOf([{ key: 'riverWaterLevel', value: 999, quality: 'bad' }]), sceneOf([{ key: 'manholeWaterLevel', value: 168 }]),
    ]) {
      scene.apply(quiet);
      expect(levels).toEqual([]);
    }
  });
});

describe('a reach', () => {
  it.each([
    ['its class while the value is live', { value: 4 }, [4, true]],
    ['an old class as old', { value: 2, freshness: 'stale' }, [2, false]],
    ['worse than V at most', { value: 6 }, [6, true]],
    ['no class for a missing value', { value: null, quality: 'missing' }, [null, false]],
    ['no class for a bad value', { value: 3, quality: 'bad' }, [null, false]],
  ] as const)('shows %s', (_words, reading, expected) => {
    const { scene, classes } = sceneOf([{ key: 'waterQualityClass', ...reading }]);
    scene.apply(quiet);
    expect(classes).toEqual([expected]);
  });
});

it('a changed warning touches the rows of its own object only', () => {
  const { scene, told } = sceneOf([]);
  scene.apply({ ...quiet, rows: Uint32Array.of(2), warningsChanged: [toWarningId('w1'), toWarningId('gone')] });
  expect(told).toEqual([[7], [2]]);
});
