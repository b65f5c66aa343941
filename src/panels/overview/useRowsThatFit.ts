/** A wall never scrolls: how many rows of a list fit its own box, measured from the first row and the box. */
import { nextTick, onScopeDispose, ref, watch, type Ref } from 'vue';

/** Rows drawn before anything has been measured. */
const FIRST_GUESS = 4;

export function useRowsThatFit(list: Ref<HTMLElement | null>, enabled: () => boolean, count: () => number): Ref<number> {
  const fit = ref(FIRST_GUESS);
  function measure(): void {
    const box = list.value;
    const first = box?.firstElementChild;
    if (!box || !(first instanceof HTMLElement) || !enabled()) return;
    const gap = Number.parseFloat(getComputedStyle(box).rowGap) || 0;
    const rows = Math.floor((box.clientHeight + gap + 1) / (first.offsetHeight + gap));
    const perRow = [...box.children].filter((child) => child instanceof HTMLElement && child.offsetTop === first.offsetTop).length;
    fit.value = Math.max(1, rows) * Math.max(1, perRow);
  }
  const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(measure);
  watch(list, (box) => { observer?.disconnect(); if (box && enabled()) observer?.observe(box); }, { flush: 'post', immediate: true });
  watch(count, () => { void nextTick(measure); });
  onScopeDispose(() => { observer?.disconnect(); });
  return fit;
}
