import { describe, expect, it } from 'vitest';
import { createStreamHub, type Frame } from './streamHub';

interface TestView { readonly key: string }
const leader: TestView = { key: 'leader' };
const visitor: TestView = { key: 'visitor' };
async function readAll(stream: ReadableStream<Uint8Array>): Promise<string> {
  let all = '';
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return all;
    all += new TextDecoder().decode(value);
  }
}

describe('stream hub', () => {
  it('encodes a frame once for fifty equal screens and apart for another view', async () => {
    const hub = createStreamHub<TestView>();
    const encoded: string[] = [];
    const frame = (seq: number): Frame<TestView> => ({ from: seq, to: seq, encode(view) { encoded.push(view.key); return `${view.key} ${seq};`; } });
    const screens = Array.from({ length: 50 }, () => hub.open(0, { ...leader }));
    const guest = hub.open(0, visitor);
    hub.send(frame(1));
    hub.send(frame(2));
    hub.closeAll();
    expect(encoded.sort()).toEqual(['leader', 'leader', 'visitor', 'visitor']);
    for (const screen of screens) expect(await readAll(screen)).toContain('leader 1;leader 2;');
    expect(await readAll(guest)).toContain('visitor 1;visitor 2;');
  });

  it('gives a late reader what came after the number it knows, in its own view', async () => {
    const hub = createStreamHub<TestView>();
    for (const seq of [1, 2, 3]) hub.send({ from: seq, to: seq, encode: (view) => `${view.key}${seq};` });
    const late = hub.open(1, visitor);
    hub.closeAll();
    expect(await readAll(late)).toContain('visitor2;visitor3;');
  });
});
