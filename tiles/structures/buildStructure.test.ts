import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StructureFeature, StructureSpec } from '../format';
import { Axis, toLocal, type LonLat } from './Axis';
import { buildStructure } from './buildStructure';
import { LANDMARK_BUILDERS } from './landmarks/landmarkBuilders';
import type { StructureMesh } from './structureMesh';

/** Authored facts of the embedded city: the same numbers as the reference this was written against. */
const FACTS = new URL('../../mock/data/yuzhong.json', import.meta.url);
interface BridgeFact { id: string; type: string; ends: [LonLat, LonLat]; path?: LonLat[]; spansM: number[] | null; mainSpanM: number; mainBridgeM: number | null; deckElevationM: number | null; endsDistanceM: number; pylons: { lon: number; lat: number; heightM: number }[] }
const bridges: BridgeFact[] = existsSync(FACTS) ? (JSON.parse(readFileSync(FACTS, 'utf8')) as { bridges: BridgeFact[] }).bridges : [];

const BANK_METRES = 205;
const WATER_METRES = 166.3;
const TRIANGLE_BUDGET = 12_000;

function feature(id: string, path: readonly LonLat[], spec: StructureSpec, ground = BANK_METRES): StructureFeature {
  return { index: 0, id, kind: 'bridge', names: { en: id }, provenance: 'derived', path, ground: path.map(() => ground), spec };
}
const bridgeFeature = (fact: BridgeFact): StructureFeature => feature(fact.id, fact.ends, { ...(fact as unknown as StructureSpec), waterElevationM: WATER_METRES });

/** Volume under the signed-tetrahedra rule around the part's own middle: positive when faces look outward. */
function signedVolume(positions: Float32Array, indices: Uint32Array): number {
  const centre = [0, 1, 2].map((k) => { let sum = 0; for (let i = k; i < positions.length; i += 3) sum += positions[i]!; return sum / (positions.length / 3); });
  let volume = 0;
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => [0, 1, 2].map((axis) => positions[indices[t + k]! * 3 + axis]! - centre[axis]!)) as [number[], number[], number[]];
    volume += (a[0]! * (b[1]! * c[2]! - b[2]! * c[1]!) + a[1]! * (b[2]! * c[0]! - b[0]! * c[2]!) + a[2]! * (b[0]! * c[1]! - b[1]! * c[0]!)) / 6;
  }
  return volume;
}

function expectSound(mesh: StructureMesh): void {
  expect(mesh.parts.length).toBeGreaterThan(0);
  const seen = new Set<string>();
  for (const part of mesh.parts) {
    const key = `${part.member}|${part.role}`;
    expect(seen.has(key), key).toBe(false);
    seen.add(key);
    expect(part.indices.length % 3).toBe(0);
    expect(part.positions.every(Number.isFinite), key).toBe(true);
    expect(part.indices.every((i) => i < part.positions.length / 3), key).toBe(true);
  }
  for (const anchor of mesh.anchors) expect(anchor.position.every(Number.isFinite), anchor.id).toBe(true);
  expect(new Set(mesh.anchors.map((anchor) => anchor.id)).size).toBe(mesh.anchors.length);
  for (const value of Object.values(mesh.facts)) expect(Number.isFinite(value)).toBe(true);
  expect(mesh.facts.triangles).toBeLessThanOrEqual(TRIANGLE_BUDGET);
}

describe.skipIf(bridges.length === 0)('reference bridges', () => {
  for (const fact of bridges) {
    const mesh = buildStructure(bridgeFeature(fact));
    it(`${fact.id}: sound geometry within the budget`, () => { expectSound(mesh); expect(mesh.facts.unknownType).toBeUndefined(); });

    it(`${fact.id}: length and spans match the data`, () => {
      expect(Math.abs(mesh.facts.lengthM! - fact.endsDistanceM)).toBeLessThan(fact.endsDistanceM * 0.02);
      expect(mesh.facts.mainSpanM).toBeCloseTo(fact.mainSpanM, 6);
      if (fact.spansM) fact.spansM.forEach((span, i) => expect(mesh.facts[`span${i + 1}M`]).toBeCloseTo(span, 6));
      if (fact.mainBridgeM !== null && fact.spansM) expect(Math.abs(mesh.facts.mainBridgeM! - fact.mainBridgeM)).toBeLessThan(1);
      if (fact.deckElevationM !== null) expect(Math.abs(mesh.facts.deckElevationM! - fact.deckElevationM)).toBeLessThanOrEqual(2);
      expect(mesh.facts.mainStartM! + mesh.facts.mainBridgeM!).toBeLessThanOrEqual(mesh.facts.lengthM! + 0.01);
    });

    it(`${fact.id}: deck clears the water and solid parts face outward`, () => {
      for (const part of mesh.parts) {
        if (part.role === 'deck') for (let i = 2; i < part.positions.length; i += 3) expect(part.positions[i]!).toBeGreaterThan(WATER_METRES + 15);
        if (['deck', 'girder', 'pier', 'pylon'].includes(part.role)) expect(signedVolume(part.positions, part.indices), part.member).toBeGreaterThan(0);
      }
    });

    if (fact.pylons.length > 0) it(`${fact.id}: pylons at their places with their heights`, () => {
      fact.pylons.forEach((pylon, i) => {
        const top = mesh.anchors.find((anchor) => anchor.id === `pylon-${i + 1}-top`)!;
        const [x, y] = toLocal(mesh.origin, [pylon.lon, pylon.lat]);
        // The data gives derived pylons an error of about 80 m; true spans win over them.
        expect(Math.hypot(top.position[0] - x, top.position[1] - y)).toBeLessThan(80);
        expect(mesh.facts[`pylon${i + 1}HeightM`]).toBeCloseTo(pylon.heightM, 6);
      });
    });
  }

  it('puts the main span over a given centre', () => {
    const fact = bridges.find((bridge) => bridge.id === 'chaotianmen')!;
    const spec = { ...(fact as unknown as StructureSpec), mainSpanCentre: [106.5776, 29.5884] };
    const mesh = buildStructure(feature('chaotianmen', fact.ends, spec));
    const mid = mesh.anchors.find((anchor) => anchor.id === 'midspan')!;
    const [x, y] = toLocal(mesh.origin, [106.5776, 29.5884]);
    expect(Math.hypot(mid.position[0] - x, mid.position[1] - y)).toBeLessThan(40);
  });

  it('names sensors places on towers and cables', () => {
    const ids = buildStructure(bridgeFeature(bridges.find((bridge) => bridge.id === 'dongshuimen')!)).anchors.map((anchor) => anchor.id);
    expect(ids).toEqual(expect.arrayContaining(['midspan', 'span-2-quarter-a', 'pylon-1-top', 'pylon-2-base', 'cable-1-a-01-foot']));
  });
});

describe('imported and odd bridges', () => {
  const start: LonLat = [121.48, 31.23];
  it('lifts a plain girder over flat ground and follows its bends', () => {
    const path: LonLat[] = [start, [121.481, 31.2302], [121.4818, 31.2308]];
    const mesh = buildStructure(feature('osm', path, { type: 'girder', roadLanes: 4 }, 4));
    expectSound(mesh);
    expect(mesh.facts.deckElevationM).toBeGreaterThan(8);
    expect(mesh.facts.triangles).toBeLessThan(600);
    expect(mesh.facts.lengthM).toBeCloseTo(new Axis(path).length, 6);
  });

  it('builds a footbridge without lanes, with stairs', () => {
    const mesh = buildStructure(feature('fb', [start, [121.4804, 31.23]], { type: 'footbridge' }, 4));
    expectSound(mesh);
    expect(mesh.facts.widthM).toBe(4);
    expect(mesh.parts.map((part) => part.member)).toEqual(expect.arrayContaining(['stair-a', 'stair-b']));
  });

  it('survives a doubled point, a point-sized path and a bridge without any number', () => {
    expectSound(buildStructure(feature('a', [start, start, [121.482, 31.23]], { type: 'suspension' })));
    expectSound(buildStructure(feature('b', [start, start], { type: 'girder' })));
    expectSound(buildStructure(feature('c', [start, [121.4803, 31.23]], { type: 'cable-stayed', mainSpanM: 400, spansM: [] })));
  });

  it('says so when it does not know a type, also for names of object members', () => {
    for (const type of ['teapot', 'constructor']) {
      const mesh = buildStructure(feature('x', [start], { type, heightM: 30 }));
      expect(mesh.facts.unknownType).toBe(1);
      expectSound(mesh);
    }
  });
});

describe('lines and landmarks', () => {
  const pin: LonLat = [106.57, 29.56];
  it('stands monorail columns under twin beams at the given heights', () => {
    const path: LonLat[] = [pin, [106.572, 29.561], [106.575, 29.561]];
    const mesh = buildStructure(feature('line', path, { type: 'monorail-viaduct', deckHeightsM: [10, 14, 10] }));
    expectSound(mesh);
    expect(Math.abs(mesh.facts.spanM! - 22)).toBeLessThan(1);
    const beam = mesh.parts.find((part) => part.member === 'beam-left')!;
    const tops = Array.from(beam.positions).filter((_, i) => i % 3 === 2);
    expect(Math.max(...tops)).toBeCloseTo(BANK_METRES + 14, 3);
  });

  it('hangs a cableway between two masts', () => {
    const mesh = buildStructure(feature('cable', [[106.5791, 29.5606], [106.5893, 29.555]], { type: 'cableway' }));
    expectSound(mesh);
    expect(mesh.facts.lengthM).toBeCloseTo(1166, -1);
    expect(mesh.parts.map((part) => part.member)).toEqual(expect.arrayContaining(['mast-1', 'mast-2', 'cabin-1', 'cabin-2']));
  });

  it.each(Object.keys(LANDMARK_BUILDERS))('%s: sound and as tall as its data says', (type) => {
    const mesh = buildStructure(feature(type, [pin], { type, heightM: 60, widthM: 60, depthM: 50, crown: 'spire' }, 200));
    expectSound(mesh);
    expect(mesh.facts.unknownType).toBeUndefined();
    expect(mesh.facts.heightM).toBe(type === 'raffles-city' ? 250 : 60);
  });

  it('gives the world financial centre its 339 m and turns with the heading', () => {
    const at = (headingDeg: number) => buildStructure(feature('wfc', [pin], { type: 'tower', heightM: 339, widthM: 46, setbacks: [0.55, 0.8], crown: 'spire', headingDeg }, 250));
    const mesh = at(0), tops = mesh.parts.flatMap((part) => Array.from(part.positions).filter((_, i) => i % 3 === 2));
    expect(Math.max(...tops)).toBeCloseTo(250 + 339, 2);
    const base = (m: StructureMesh) => m.anchors.find((anchor) => anchor.id === 'base')!.position;
    expect(base(mesh)[1]).toBeGreaterThan(10);
    expect(base(at(90))[0]).toBeGreaterThan(10);
  });
});
