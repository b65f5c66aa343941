import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StructureSpec } from '../format';
import { buildStructure } from './buildStructure';

const TYPES = ['continuous-rigid-frame', 'steel-truss-girder', 'rigid-cantilever-steel-truss', 'partially-cable-stayed', 'cable-stayed', 'suspension', 'self-anchored-suspension', 'half-through-tied-arch', 'half-through-truss-tied-arch', 't-frame-with-suspended-spans', 'girder', 'footbridge', 'monorail-viaduct', 'cableway', 'tower', 'temple', 'unheard-of'];
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const point = fc.tuple(fc.double({ min: 106.5, max: 106.52, noNaN: true }), fc.double({ min: 29.5, max: 29.52, noNaN: true }));

/** Whatever an importer passes on: every number of the mesh stays finite and every index valid. */
it('never breaks on odd parameters', () => {
  fc.assert(fc.property(
    fc.array(point, { minLength: 0, maxLength: 6 }), fc.constantFrom(...TYPES), fc.array(fc.double({ min: -20, max: 900, noNaN: true }), { maxLength: 7 }),
    maybe(fc.double({ min: 1, max: 1500, noNaN: true })), maybe(fc.double({ min: 2, max: 60, noNaN: true })), maybe(fc.double({ min: -50, max: 400, noNaN: true })),
    fc.boolean(), fc.array(fc.record({ lon: fc.constant(106.51), lat: fc.double({ min: 29.5, max: 29.52, noNaN: true }), heightM: fc.double({ min: 10, max: 250, noNaN: true }) }), { maxLength: 3 }), fc.integer({ min: 0, max: 7 }),
    (path, type, spansM, mainSpanM, widthM, deckElevationM, doubleDeck, pylons, grounds) => {
      const spec: StructureSpec = { type, spansM, mainSpanM, widthM, deckElevationM, doubleDeck, pylons, carries: ['road', 'rail:1'], roadLanes: 6 };
      const mesh = buildStructure({ index: 0, id: 'x', kind: 'bridge', names: { en: 'x' }, provenance: 'imported', path, ground: Array.from({ length: grounds }, (_, i) => 180 + i * 9), spec });
      for (const part of mesh.parts) {
        expect(part.positions.every(Number.isFinite)).toBe(true);
        expect(part.indices.every((i) => i < part.positions.length / 3)).toBe(true);
      }
      expect(mesh.anchors.every((anchor) => anchor.position.every(Number.isFinite))).toBe(true);
      expect(Object.values(mesh.facts).every(Number.isFinite)).toBe(true);
    },
  ), { numRuns: 300, seed: 20261122 });
});
