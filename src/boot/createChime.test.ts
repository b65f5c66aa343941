import { expect, it } from 'vitest';
import { createChime } from './createChime';

function world() {
  const tones: { hertz: number; from: number; until: number }[] = [];
  const node = { connect: (next: unknown) => next };
  const audio = {
    state: 'running', currentTime: 5, destination: node, resume: () => Promise.resolve(),
    createGain: () => ({ ...node, gain: { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined } }),
    createOscillator: () => {
      const tone = { hertz: 0, from: 0, until: 0 };
      tones.push(tone);
      return { ...node, frequency: { set value(hertz: number) { tone.hertz = hertz; } }, start: (at: number) => { tone.from = at; }, stop: (at: number) => { tone.until = at; } };
    },
  };
  const page = new EventTarget() as unknown as Window;
  return { tones, audio, page };
}

it('is silent until the page was touched, then sounds one short tone that ends by itself', () => {
  const { tones, audio, page } = world();
  const chime = createChime(page, () => audio as unknown as AudioContext);
  chime.ring();
  expect(tones).toEqual([]);
  page.dispatchEvent(new Event('pointerdown'));
  chime.ring();
  expect(tones.length).toBeGreaterThan(0);
  expect(tones.every(({ hertz, from, until }) => hertz > 0 && from >= 5 && until > from && until < 6)).toBe(true);
});
it('does without a device', () => {
  const { page } = world();
  const chime = createChime(page, () => { throw new Error('no audio'); });
  page.dispatchEvent(new Event('keydown'));
  expect(() => { chime.ring(); }).not.toThrow();
});
