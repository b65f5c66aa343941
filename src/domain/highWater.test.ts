import { describe, expect, it } from 'vitest';
import { floodedRoads, floodedStretches, risePerHour, type LowRoad } from './highWater';

/** 100 m east per step; ground falls into a dip of 180 m and rises again. */
const STEP = 100 / (111_195 * Math.cos((29.5 * Math.PI) / 180));
const road = (grounds: readonly number[], nameZh = '滨江路'): LowRoad => ({ nameZh, nameEn: 'Riverside', waterId: 'R1', points: Float64Array.from(grounds.flatMap((ground, k) => [106.5 + k * STEP, 29.5, ground])) });

describe('high water', () => {
  it('covers what lies below the surface, cut where the ground crosses it', () => {
    const [stretch, ...more] = floodedStretches([road([184, 180, 180, 184])], () => 182);
    expect(more).toEqual([]);
    expect(stretch?.depth).toBeCloseTo(2);
    expect(stretch?.metres).toBeCloseTo(200, 0);
    expect(stretch?.coordinates[0]).toBeCloseTo(106.5 + STEP / 2, 6);
  });
  it('covers more the higher it stands, and nothing at rest or where the stage is not known', () => {
    const roads = [road([184, 180, 182, 178, 186])];
    const metres = [166.5, 179, 181, 183, 190].map((level) => floodedStretches(roads, () => level).reduce((sum, item) => sum + item.metres, 0));
    expect(metres[0]).toBe(0);
    expect(metres).toEqual([...metres].sort((a, b) => a - b));
    expect(new Set(metres).size).toBe(5);
    expect(metres[4]).toBeCloseTo(400, 0);
    expect(floodedStretches(roads, () => null)).toEqual([]);
  });
  it('adds the stretches of a road up, longest road first', () => {
    const roads = floodedRoads(floodedStretches([road([184, 180, 184, 179, 179, 184]), road([170, 170, 170, 170, 170, 170], '南滨路')], () => 182));
    expect(roads.map(({ nameZh }) => nameZh)).toEqual(['南滨路', '滨江路']);
    expect(roads[1]?.depth).toBeCloseTo(3);
    expect(roads[0]?.metres).toBeCloseTo(500, 0);
  });
  it('rises by what its last hour says, and says nothing from too little', () => {
    const times = [0, 20, 40, 60].map((minute) => minute * 60_000);
    expect(risePerHour(times, [180, 180.5, 181, 181.5])).toBeCloseTo(1.5);
    expect(risePerHour(times, [180, null, null, 181])).toBeNull();
  });
});
