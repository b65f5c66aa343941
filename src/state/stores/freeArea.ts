/** The part of the canvas that panels leave free, as insets in CSS pixels; modes measure it, the stage centres its subject there. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

export interface Insets { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

export const useFreeArea = defineStore('freeArea', () => {
  const insets = shallowRef<Insets>({ left: 0, right: 0, top: 0, bottom: 0 });
  function setInsets(next: Insets): void {
    const old = insets.value;
    if (old.left === next.left && old.right === next.right && old.top === next.top && old.bottom === next.bottom) return;
    insets.value = Object.freeze({ ...next });
  }
  return { insets, setInsets };
});
