import { expect, it } from 'vitest';
import { SEGMENT_MS } from '../../src/history/recording';
import { START, startRig } from './fixtures';
import { createRecordedSegments } from './recordedSegments';

const FROM = Math.floor(START / SEGMENT_MS) * SEGMENT_MS - 4 * SEGMENT_MS;
const rig = startRig();

function begin(keptBytes: number) {
  const clock = { real: 0 };
  const looks = { count: 0 };
  const same = <Item>(item: Item): Item => item;
  // each encoding looks at every mover; reading what is ready looks at none
  const view = { key: 'all', ranks: () => true, moves: () => { looks.count += 1; return true; }, warning: same, case: same, task: same, figure: same } as unknown as Parameters<ReturnType<typeof createRecordedSegments>['read']>[0];
  const segments = createRecordedSegments({ get simulation() { return rig.backend.simulation; }, epoch: 'e', clock: { now: () => clock.real, setInterval: () => 0, clearInterval: () => undefined } }, keptBytes);
  const encodes = (work: () => unknown): boolean => { looks.count = 0; work(); return looks.count > 0; };
  return { segments, reads: (from: number) => encodes(() => segments.read(view, from)), size: (from: number) => segments.read(view, from).length, notes: (after: number) => { clock.real += after; return encodes(() => { segments.note(); }); } };
}

it('makes what lies beside the segment that was read ready, while somebody looks back', { timeout: 120_000 }, () => {
  const { reads, notes } = begin(1e9);
  expect(notes(5000)).toBe(false);
  expect([reads(FROM), reads(FROM)]).toEqual([true, false]);
  expect([notes(100), notes(2000), notes(100), notes(2000)]).toEqual([false, true, false, true]);
  expect([reads(FROM + SEGMENT_MS), reads(FROM - SEGMENT_MS), reads(FROM - 2 * SEGMENT_MS)]).toEqual([false, false, true]);
  expect(notes(3_600_000)).toBe(false);
});

it('keeps within its bound: what was read last stays, and nothing is made ready in its place', { timeout: 120_000 }, () => {
  const one = begin(1e9).size(FROM);
  const { reads, notes } = begin(one * 1.5);
  expect([reads(FROM), reads(FROM + SEGMENT_MS)]).toEqual([true, true]);
  expect([reads(FROM + SEGMENT_MS), notes(5000), reads(FROM + SEGMENT_MS), reads(FROM)]).toEqual([false, false, false, true]);
});
