import { describe, expect, it } from 'vitest';
import { buildStructure } from '../../../tiles/structures/buildStructure';
import type { StructureAnchor } from '../../../tiles/structures/structureMesh';
import { assignAnchors, type SensorHint } from './assignAnchors';
import { groupMembers } from './groupMembers';
import { nameMember } from './nameMember';
import { placeLabels } from './placeLabels';
import { toScaleBar } from './scaleBar';
import { extentAlong, frameOf, toSectionPlane } from './sectionPlane';

const anchor = (id: string, x: number, y = 0): StructureAnchor => ({ id, member: id, position: [x, y, 0] });
const sensor = (id: string, text: string, property: string | null = null, place: readonly [number, number] | null = null): SensorHint => ({ id, text, property, place });
const anchors = [anchor('span-1-mid', 50), anchor('span-1-quarter-a', 25), anchor('midspan', 50), anchor('pylon-1-top', 0), anchor('pylon-2-top', 100), anchor('pier-1-top', 10), anchor('cable-1-01-foot', 20), anchor('cable-1-02-foot', 40), anchor('joint-a', -5)];

describe('assignAnchors', () => {
  it('follows the words of a name before what is measured', () => {
    const [tower, joint] = assignAnchors([sensor('a', '2号塔 应变', 'bridgeStrain'), sensor('b', 'expansion joint north', 'bridgeStrain')], anchors);
    expect(tower!.anchor.id).toBe('pylon-2-top');
    expect(joint!.anchor.id).toBe('joint-a');
  });
  it('uses the property where the name says nothing, and the nearest place', () => {
    const [force] = assignAnchors([sensor('a', 'S-17', 'cableForce', [39, 0])], anchors);
    expect(force!.anchor.id).toBe('cable-1-02-foot');
  });
  it('spreads over anchors before it stacks', () => {
    const made = assignAnchors([1, 2, 3].map((n) => sensor(`s${n}`, 'cable', 'cableForce', [20, 0])), anchors);
    expect(made.map((item) => item.anchor.id)).toEqual(['cable-1-01-foot', 'cable-1-02-foot', 'cable-1-01-foot']);
    expect(made.map((item) => item.level)).toEqual([0, 0, 1]);
  });
  it('always finds a place, and none on a mesh without anchors', () => {
    expect(assignAnchors([sensor('a', 'cable')], [anchor('top', 0)])[0]!.anchor.id).toBe('top');
    expect(assignAnchors([sensor('a', 'cable')], [])).toEqual([]);
  });
});

describe('nameMember', () => {
  it.each([
    ['pylon-1', 'pylon', ['1']], ['cable-1-a-left-07', 'cable', ['1', 'a', 'left', '7']], ['approach-a-pier-2', 'approachPier', ['a', '2']],
    ['t-frame-3', 'tFrame', ['3']], ['lower-deck', 'lowerDeck', []], ['arch-left', 'arch', ['left']],
  ])('%s', (member, key, suffix) => { expect(nameMember(member)).toEqual({ key, suffix }); });
});

describe('section', () => {
  const cloud = [new Float32Array([-100, -100, 0, 100, 100, 0, 0, 1, 40])];
  it('finds the long axis', () => {
    const { along } = frameOf(cloud);
    expect(Math.abs(along[0])).toBeCloseTo(Math.SQRT1_2, 2);
    expect(Math.abs(along[1])).toBeCloseTo(Math.SQRT1_2, 2);
  });
  it('cuts where the slider stands and keeps the chosen side', () => {
    const frame = frameOf(cloud), extent = extentAlong(cloud, frame.up);
    expect(extent).toEqual({ min: 0, max: 40 });
    const keepsLow = toSectionPlane({ axis: 'up', at: 0.25, flipped: false }, frame, extent);
    const side = (z: number, plane: typeof keepsLow) => plane.normal[2] * z + plane.constant;
    expect(keepsLow.offset).toBe(10);
    expect(side(5, keepsLow)).toBeGreaterThan(0);
    expect(side(15, keepsLow)).toBeLessThan(0);
    expect(side(15, toSectionPlane({ axis: 'up', at: 0.25, flipped: true }, frame, extent))).toBeGreaterThan(0);
  });
  it('stays inside the model for a slider out of range', () => {
    expect(toSectionPlane({ axis: 'up', at: 7, flipped: false }, frameOf(cloud), { min: 0, max: 40 }).offset).toBe(40);
  });
});

describe('scale bar', () => {
  it('takes the largest round length that fits', () => {
    expect(toScaleBar(1, 120)).toEqual({ metres: 100, pixels: 100 });
    expect(toScaleBar(0.5, 120)).toEqual({ metres: 50, pixels: 100 });
    expect(toScaleBar(0.013, 120).metres).toBe(1);
    expect(toScaleBar(0, 120)).toEqual({ metres: 0, pixels: 0 });
  });
});

it('lists every member of a bridge once, what carries first', () => {
  const mesh = buildStructure({ index: 0, id: 'x', kind: 'bridge', names: { en: 'x' }, provenance: 'derived', path: [[106.58, 29.56], [106.59, 29.56]], ground: [200, 200], spec: { type: 'cable-stayed', mainSpanM: 400 } });
  const groups = groupMembers(mesh), members = groups.flatMap((group) => group.members);
  expect(groups[0]!.role).toBe('pylon');
  expect(new Set(members).size).toBe(members.length);
  expect(new Set(members)).toEqual(new Set(mesh.parts.map((part) => part.member)));
});

it('keeps the worst label where two collide and drops those outside', () => {
  const box = (id: string, x: number, weight: number) => ({ id, x, y: 10, width: 50, height: 20, weight });
  expect(placeLabels([box('mild', 10, 1), box('bad', 40, 4), box('far', 200, 0), box('out', 380, 9)], 400, 100)).toEqual(new Set(['bad', 'far']));
});
