import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAgenda } from './agenda';
import { createPhaseRing, lastDue } from './phaseRing';
import { PROPERTIES, propertyIndex } from './properties';
import { streamsOfKind } from './streamsOfKind';

describe('phase ring', () => {
  it('visits exactly the members that a look at each would find due, however time is cut', () => {
    fc.assert(fc.property(fc.array(fc.nat(100_000), { maxLength: 30 }), fc.constantFrom(7, 60, 1000), fc.nat(5000), fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 12 }), (seeds, period, start, steps) => {
      const ring = createPhaseRing(period, seeds.map((_, k) => k), (member) => seeds[member] ?? 0);
      let now = start;
      for (const step of steps) {
        const visited = new Map<number, number>();
        ring.due(now, now + step, (member, at) => { expect(visited.has(member)).toBe(false); visited.set(member, at); });
        seeds.forEach((seed, member) => {
          const at = lastDue(seed, period, now + step);
          expect(visited.get(member)).toBe(at > now ? at : undefined);
        });
        now += step;
      }
    }));
  });
});

describe('agenda', () => {
  it('hands out by time, then in order of insertion', () => {
    fc.assert(fc.property(fc.array(fc.nat(20)), (times) => {
      const agenda = createAgenda<number>();
      times.forEach((at, k) => agenda.add(at, k));
      const taken: number[] = [];
      while (agenda.size > 0) { expect(agenda.next()).toBe(Math.min(...times.filter((_, k) => !taken.includes(k)))); taken.push(agenda.take() ?? -1); }
      expect(taken).toEqual(times.map((at, k) => ({ at, k })).sort((a, b) => a.at - b.at || a.k - b.k).map(({ k }) => k));
    }));
  });
});

describe('properties', () => {
  it('use the limits of the station', () => {
    expect(PROPERTIES[propertyIndex('riverWaterLevel', 'WL-ciqikou')]?.observed.levels.III).toBe(182.64);
    expect(PROPERTIES[propertyIndex('riverWaterLevel', 'WL-elsewhere')]?.observed.levels.III).toBe(182);
  });
});

describe('streams of a kind', () => {
  it('read a bridge sensor from its name and leave map features unfed', () => {
    expect(streamsOfKind('bridgeSensor', 'BS-x-01', '东水门大桥索力计01 cable force sensor')).toEqual(['cableForce']);
    expect(streamsOfKind('bridgeSensor', 'BS-x-02', '应变计02')).toEqual(['bridgeStrain']);
    expect(streamsOfKind('waterLevelGauge', 'WL-a', '大坪下穿道积水监测点')).toEqual(['roadPonding', 'ledSignState', 'sirenState', 'roadGateState', 'pumpState']);
    expect(streamsOfKind('metroStation', 'm', '')).toBeNull();
    expect(streamsOfKind('worker', 'w', '')).toEqual([]);
  });
});
