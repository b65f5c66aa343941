/** What a rule may ask about an object's surroundings: background level, another property, vehicles that passed, states of actuators. */
import type { EngineCity } from '../engineCity';
import type { LevelRule, ThresholdRule } from '../ruleSet';
import { HOUR, MINUTE } from './plans';

/** A neighbour's reading older than this is no background. */
const BACKGROUND_AGE = 2 * HOUR;
const METRES_PER_DEGREE = 111_320;

/** Metres on the ground between two points in degrees, good to a few per mille within a city. */
export function metresBetween(aLon: number, aLat: number, bLon: number, bLat: number): number {
  const shrink = Math.cos((((aLat + bLat) / 2) * Math.PI) / 180);
  return Math.hypot((aLon - bLon) * METRES_PER_DEGREE * shrink, (aLat - bLat) * METRES_PER_DEGREE);
}

export interface Surroundings {
  /** Median of the same property around an object, its own stream left out; NaN when nobody else measures it. */
  background(stream: number, metres: number, at: number): number;
  /** Stream that an `and` asks for; −1 when there is none. */
  other(object: number, and: NonNullable<LevelRule['and']>): number;
  passed(object: number, near: NonNullable<LevelRule['nearKind']>, at: number): boolean;
  place(object: number, lon: number, lat: number, at: number): void;
  device(object: number, name: string): number;
  setDevice(object: number, name: string, state: number): void;
}

export function createSurroundings(city: EngineCity, rows: readonly ThresholdRule[], value: Float64Array, time: Float64Array): Surroundings {
  const devices = new Map<number, Map<string, number>>();
  const neighbours = new Map<string, number[]>();
  const others = new Map<NonNullable<LevelRule['and']>, Map<number, number>>();
  const nearRules = rows.flatMap(({ rules }) => (rules ?? []).flatMap(({ nearKind }) => (nearKind ? [nearKind] : [])));
  const longest = Math.max(0, ...nearRules.map(({ minutes }) => minutes)) * MINUTE;
  const trails = new Map<number, { at: number; lon: number; lat: number }[]>();
  const distance = (a: number, b: number): number => metresBetween(city.lon[a] as number, city.lat[a] as number, city.lon[b] as number, city.lat[b] as number);
  const isSort = (object: number, { kind, named }: NonNullable<LevelRule['nearKind']>): boolean => {
    if (city.kinds[object] !== kind) return false;
    const name = `${city.namesZh[object]} ${city.namesEn[object]} ${city.attribute(object, 'kind') ?? ''}`.toLowerCase();
    return named === undefined || named.some((word) => name.includes(word.toLowerCase()));
  };
  const followed = new Map<number, boolean>();

  function streamsOf(object: number, property: string): number {
    for (let k = city.firstStream[object] as number; k < (city.firstStream[object + 1] as number); k++) if (city.propertyKeys[city.streamProperty[k] as number] === property) return k;
    return -1;
  }
  const streamsByProperty = new Map<string, number[]>();
  /** Streams of a property, in their order. */
  function measuring(property: string): readonly number[] {
    let own = streamsByProperty.get(property);
    if (!own) {
      own = [];
      for (let k = 0; k < city.streamProperty.length; k++) if (city.propertyKeys[city.streamProperty[k] as number] === property) own.push(k);
      streamsByProperty.set(property, own);
    }
    return own;
  }
  function around(stream: number, metres: number): number[] {
    const property = city.propertyKeys[city.streamProperty[stream] as number];
    const object = city.streamObject[stream] as number;
    const found: number[] = [];
    for (const k of measuring(property ?? '')) if (k !== stream && city.streamObject[k] !== object && distance(object, city.streamObject[k] as number) <= metres) found.push(k);
    return found;
  }

  return {
    background(stream, metres, at) {
      const key = `${stream} ${metres}`;
      const near = neighbours.get(key) ?? around(stream, metres);
      neighbours.set(key, near);
      const values = near.filter((k) => at - (time[k] as number) <= BACKGROUND_AGE && !Number.isNaN(value[k] as number)).map((k) => value[k] as number).sort((a, b) => a - b);
      const middle = values.length >> 1;
      if (values.length === 0) return NaN;
      return values.length % 2 === 1 ? (values[middle] as number) : ((values[middle - 1] as number) + (values[middle] as number)) / 2;
    },
    other(object, and) {
      let known = others.get(and);
      if (!known) others.set(and, (known = new Map()));
      const found = known.get(object);
      if (found !== undefined) return found;
      const { property, kind, metres = Infinity } = and;
      let best = -1;
      if (kind === undefined) best = streamsOf(object, property);
      else {
        let least = metres;
        city.kinds.forEach((own, k) => {
          if (own !== kind || distance(object, k) > least) return;
          const stream = streamsOf(k, property);
          if (stream >= 0) { best = stream; least = distance(object, k); }
        });
      }
      known.set(object, best);
      return best;
    },
    passed(object, near, at) {
      const lon = city.lon[object] as number;
      const lat = city.lat[object] as number;
      for (const [mover, trail] of trails) {
        if (!isSort(mover, near)) continue;
        if (trail.some((point) => at - point.at <= near.minutes * MINUTE && metresBetween(lon, lat, point.lon, point.lat) <= near.metres)) return true;
      }
      return false;
    },
    place(object, lon, lat, at) {
      city.lon[object] = lon;
      city.lat[object] = lat;
      if (nearRules.length === 0) return;
      let wanted = followed.get(object);
      if (wanted === undefined) { wanted = nearRules.some((near) => isSort(object, near)); followed.set(object, wanted); }
      if (!wanted) return;
      const trail = trails.get(object) ?? [];
      trail.push({ at, lon, lat });
      while ((trail[0]?.at ?? at) < at - longest) trail.shift();
      trails.set(object, trail);
    },
    device: (object, name) => devices.get(object)?.get(name) ?? NaN,
    setDevice: (object, name, state) => { devices.set(object, (devices.get(object) ?? new Map()).set(name, state)); },
  };
}
