/** Aerial tramway: a mast on each bank, track ropes that sag between them, two cabins, two station houses. */
import type { StructureFeature } from '../../format';
import { Axis } from '../Axis';
import type { MeshBuilder } from '../MeshBuilder';
import type { Vec3 } from '../vec3';

const ROPE_GAUGE_METRES = 4.5;
/** Masts stand this far in from the stations, part of the line. */
const MAST_AT = [0.14, 0.86] as const;
/** Height of a mast above its ground and of the ropes above the station floor, metres. */
const MAST_HEIGHT_METRES = 48;
const STATION_HEIGHT_METRES = 14;
/** Masts stand on the bank below their station, metres; estimated. */
const BANK_DROP_METRES = 15;
const CABIN_HANGER_METRES = 0.5;

export function cableway(b: MeshBuilder, feature: StructureFeature): readonly [number, number] {
  const axis = new Axis(feature.path), length = axis.length, { spec } = feature;
  const g0 = feature.ground[0] ?? 200, g1 = feature.ground.at(-1) ?? g0;
  const usual = typeof spec.heightM === 'number' ? spec.heightM : MAST_HEIGHT_METRES;
  const given = (Array.isArray(spec.masts) ? spec.masts : []) as readonly { readonly along?: unknown; readonly heightM?: unknown }[];
  const masts = MAST_AT.map((at, i) => {
    const along = given[i]?.along, height = given[i]?.heightM;
    return { along: typeof along === 'number' ? along : at, height: typeof height === 'number' ? height : usual };
  });
  const ends = [g0 + STATION_HEIGHT_METRES, g1 + STATION_HEIGHT_METRES] as const;
  const towers = masts.map((mast, i) => {
    const ground = (i === 0 ? g0 : g1) - BANK_DROP_METRES;
    return { s: length * mast.along, ground, top: ground + mast.height };
  });
  const knots = [[0, ends[0]], ...towers.map((t) => [t.s, t.top] as const), [length, ends[1]]] as const;
  const sag = typeof spec.sagM === 'number' ? spec.sagM : length * 0.025, longest = Math.max(...knots.slice(1).map(([s], i) => s - knots[i]![0]));
  const sagOf = (a: number, c: number): number => sag * ((c - a) / longest) ** 2;
  const rope = (s: number): number => {
    let i = 0;
    while (i < knots.length - 2 && s > knots[i + 1]![0]) i++;
    const [a, za] = knots[i]!, [c, zc] = knots[i + 1]!, t = (s - a) / (c - a);
    return za + (zc - za) * t - 4 * t * (1 - t) * sagOf(a, c);
  };
  for (const [name, n] of [['rope-left', ROPE_GAUGE_METRES], ['rope-right', -ROPE_GAUGE_METRES]] as const) {
    const stations = knots.slice(0, -1).flatMap(([a], i) => axis.sample(a, knots[i + 1]![0], 30).slice(i === 0 ? 0 : 1));
    b.part(name, 'cable').tube(stations.map((s) => axis.point(s, n, rope(s))), 0.35, 4);
    b.anchor(`${name}-mid`, name, axis.point(length / 2, n, rope(length / 2)));
  }
  towers.forEach((tower, i) => {
    const member = `mast-${i + 1}`, sink = b.part(member, 'pylon');
    for (const t of [-1, 1]) for (const n of [-1, 1]) sink.beam(axis.point(tower.s + t * 5, n * 6, tower.ground - 4), axis.point(tower.s + t * 1.2, n * 3.4, tower.top), 1.1);
    sink.beam(axis.point(tower.s, -7, tower.top), axis.point(tower.s, 7, tower.top), 1.6, 1.6, 'both');
    for (const k of [0.35, 0.7]) for (const n of [-1, 1]) sink.beam(axis.point(tower.s - 5 + 3.8 * k, n * (6 - 2.6 * k), tower.ground + (tower.top - tower.ground) * k), axis.point(tower.s + 5 - 3.8 * k, n * (6 - 2.6 * k), tower.ground + (tower.top - tower.ground) * k), 0.8);
    b.anchor(`${member}-top`, member, axis.point(tower.s, 0, tower.top));
  });
  [[0.36, 1], [0.66, -1]].forEach(([t, side], i) => {
    const s = length * t!, n = side! * ROPE_GAUGE_METRES, z = rope(s), member = `cabin-${i + 1}`;
    box(b, axis, member, 'glass', s, n, 4.2, 2.6, z - 7.2, z - 4.2);
    box(b, axis, member, 'wall', s, n, 4.4, 2.8, z - 4.2, z - 3.8);
    b.part(member, 'hanger').beam(axis.point(s, n, z - 3.8), axis.point(s, n, z), CABIN_HANGER_METRES);
    b.anchor(member, member, axis.point(s, n, z - 5));
  });
  [[0, g0], [length, g1]].forEach(([s, g], i) => {
    const member = `station-${i + 1}`;
    box(b, axis, member, 'wall', s! + (i === 0 ? -8 : 8), 0, 18, 22, g! - 4, g! + STATION_HEIGHT_METRES - 3);
    box(b, axis, member, 'roof', s! + (i === 0 ? -8 : 8), 0, 20, 24, g! + STATION_HEIGHT_METRES + 2, g! + STATION_HEIGHT_METRES + 3);
  });
  Object.assign(b.facts, { lengthM: length, mastCount: towers.length });
  return axis.origin;
}

function box(b: MeshBuilder, axis: Axis, member: string, role: 'glass' | 'wall' | 'roof', s: number, n: number, along: number, across: number, from: number, to: number): void {
  const f = axis.at(s), ring = (z: number): Vec3[] => [[along / 2, -across / 2], [along / 2, across / 2], [-along / 2, across / 2], [-along / 2, -across / 2]].map(([u, v]): Vec3 => [f.x + f.tx * u! - f.ty * (n + v!), f.y + f.ty * u! + f.tx * (n + v!), z]);
  b.part(member, role).loft([ring(from), ring(to)], 'both');
}
