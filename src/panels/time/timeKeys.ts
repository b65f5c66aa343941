/** What a key means in the time bar. Arrows and ends belong to the slider; elsewhere in the bar they keep their own meaning. */
export type TimeWishOfKey = { readonly type: 'step'; readonly ms: number } | { readonly type: 'start' | 'end' | 'toggle' | 'live' };

const MINUTE = 60_000;

export function keyWish(event: Pick<KeyboardEvent, 'key' | 'shiftKey'>, onSlider: boolean): TimeWishOfKey | null {
  if (event.key.toLowerCase() === 'l' && onSlider) return { type: 'live' };
  if (!onSlider) return null;
  const by = event.shiftKey ? 10 * MINUTE : MINUTE;
  switch (event.key) {
    case 'ArrowLeft': case 'ArrowDown': return { type: 'step', ms: -by };
    case 'ArrowRight': case 'ArrowUp': return { type: 'step', ms: by };
    case 'PageDown': return { type: 'step', ms: -60 * MINUTE };
    case 'PageUp': return { type: 'step', ms: 60 * MINUTE };
    case 'Home': return { type: 'start' };
    case 'End': return { type: 'end' };
    case ' ': return { type: 'toggle' };
    default: return null;
  }
}
