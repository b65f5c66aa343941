import { describe, expect, it } from 'vitest';
import { openFileSource } from '../feed/createFileSource';
import { createPastCity, START } from '../feed/fixtures/pastCity';
import { createMemoryShelf } from '../feed/segmentShelf';
import { recordFeed } from './recordFeed';

describe('recording a feed into a file', () => {
  it('holds what was received, and opens without a back end', async () => {
    const city = createPastCity({ shelf: createMemoryShelf() });
    const phases: string[] = [];
    const recording = recordFeed({ apiBase: 'http://x/', minutes: 2, clock: city.clock, random: () => 0.5, fetch: city.fetch, onPhase: (phase) => phases.push(phase) });
    await city.settle();
    await city.pass(125_000, 5000);
    const { bytes, from, to } = await recording;
    expect(phases).toEqual(['connecting', 'live']);
    expect(to - from).toBeGreaterThan(115_000);
    const source = openFileSource(bytes);
    expect(source.range()).toEqual({ from, to });
    expect(source.dictionary).toMatchObject({ city: 'c', demo: true, objectIds: ['SC-1', 'SC-2', 'SC-3', 'car-1'] });
    expect((await source.segmentAt(from)).key.observedAt.some((at) => at > START)).toBe(true);
  });

  it('says why when the back end refuses', async () => {
    const city = createPastCity({ shelf: createMemoryShelf() });
    await expect(recordFeed({ apiBase: 'http://x/', minutes: 2, clock: city.clock, random: () => 0.5, fetch: () => Promise.resolve(new Response('', { status: 403 })) })).rejects.toThrow('refuses');
  });
});
