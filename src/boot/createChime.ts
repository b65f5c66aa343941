/** A short tone made by the browser itself, so that nothing is fetched and the page's content policy needs no exception. */
import type { Chime } from '../state/ports/chime';

/** Hz, two notes a fourth apart; s; share of full volume. */
const NOTES = [659, 880] as const;
const NOTE_S = 0.16;
const VOLUME = 0.2;
/** Browsers let a page sound after the person has touched it. */
const TOUCHES = ['pointerdown', 'keydown'] as const;

export function createChime(page: Pick<Window, 'addEventListener' | 'removeEventListener'>, open: () => AudioContext): Chime {
  let audio: AudioContext | null = null;
  function unlock(): void {
    for (const touch of TOUCHES) page.removeEventListener(touch, unlock, { capture: true });
    try { audio = open(); } catch { /* no audio device or none allowed */ }
  }
  for (const touch of TOUCHES) page.addEventListener(touch, unlock, { capture: true });

  return {
    ring() {
      if (!audio) return;
      if (audio.state === 'suspended') void audio.resume().catch(() => undefined);
      const { currentTime: now } = audio;
      NOTES.forEach((hertz, k) => {
        if (!audio) return;
        const tone = audio.createOscillator(), level = audio.createGain();
        const from = now + k * NOTE_S;
        tone.frequency.value = hertz;
        // no click at either end
        level.gain.setValueAtTime(0, from);
        level.gain.linearRampToValueAtTime(VOLUME, from + 0.02);
        level.gain.linearRampToValueAtTime(0, from + NOTE_S);
        tone.connect(level).connect(audio.destination);
        tone.start(from);
        tone.stop(from + NOTE_S);
      });
    },
  };
}
