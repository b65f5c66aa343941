import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { toObjectId } from '../../domain/ids';
import { useCity } from './city';
import { createFakeCity, fakeReading, FAKE_NOW, methane } from './createFakeCity';
import { STAGE_PROPERTY, useHighWater } from './highWater';
import { providePorts } from './providePorts';

const settle = async (): Promise<void> => { for (let turn = 0; turn < 12; turn++) await Promise.resolve(); };
const stage = { ...methane, key: STAGE_PROPERTY, unit: 'm', decimals: 2 };

describe('high water', () => {
  let world: ReturnType<typeof setUp>;
  function setUp() {
    setActivePinia(createPinia());
    const city = createFakeCity([{ id: 'WL-1', kind: 'waterLevelGauge', nameZh: '朝天门水位站', rank: 2 }]);
    const asked: string[] = [];
    city.ports.lowRoads = () => { asked.push('roads'); return Promise.resolve([{ nameZh: '南滨路', nameEn: 'Nanbin Road', waterId: 'R1', points: Float64Array.of(106.5, 29.5, 184, 106.501, 29.5, 180, 106.502, 29.5, 186) }]); };
    // it rose a metre in its last hour
    city.ports.history = (_id, _property, from, to) => { const times = [from, (from + to) / 2, to]; return Promise.resolve({ datastreamId: '' as never, times, values: [182, 182.5, 183] }); };
    providePorts(city);
    useCity().open({ name: 'x', titles: {}, attribution: [], containsGenerated: false, waters: [{ id: 'R1', gaugeId: 'WL-1', elevation: 166.5 }] });
    return { city, asked, water: useHighWater(), stands(value: number, more: object = {}) { city.held.readings = [fakeReading('WL-1', value, 2, { property: stage, ...more })]; city.tell(); } };
  }
  beforeEach(() => { world = setUp(); world.water.start(); });

  it('asks for no road and says nothing while the river rests', async () => {
    world.stands(168.2);
    await settle();
    expect(world.asked).toEqual([]);
    expect(world.water.isOn).toBe(false);
  });
  it('names the roads under the surface, draws the same, and carries the rise on', async () => {
    const { water, stands } = world;
    stands(183);
    await settle();
    expect(water.isOn).toBe(true);
    expect(water.flooded.map(({ nameZh }) => nameZh)).toEqual(['南滨路']);
    expect(water.figures.map(({ tone, coordinates }) => [tone, coordinates])).toEqual(water.stretches.map(({ coordinates }) => ['water', coordinates]));
    expect(water.stretches).toHaveLength(1);
    expect(water.outlook.map(({ hours, level }) => [hours, Number(level.toFixed(2))])).toEqual([[1, 184], [2, 185], [3, 186]]);
    expect(water.outlook[2]?.metres).toBeGreaterThan(water.metres);
  });
  it('shows the instant looked back to', async () => {
    const { water, stands, city } = world;
    stands(186);
    await settle();
    const high = water.metres;
    city.held.instant = FAKE_NOW - 3_600_000;
    stands(182.5);
    await settle();
    expect(water.metres).toBeLessThan(high);
    expect(water.leading).toMatchObject({ gaugeId: toObjectId('WL-1'), level: 182.5 });
  });
  it('claims nothing from an old or bad stage', async () => {
    world.stands(186);
    await settle();
    world.stands(186, { freshness: 'stale' });
    expect(world.water.stretches).toEqual([]);
    world.stands(186, { quality: 'bad' });
    expect(world.water.isOn).toBe(false);
  });
});
