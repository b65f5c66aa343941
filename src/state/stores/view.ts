/** Where the camera is and where it was asked to go; ids and numbers only. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { View } from '../../domain/view';

export const useView = defineStore('view', () => {
  /** Last settled camera, written by the stage. */
  const current = shallowRef<View | null>(null);
  /** A wish; the stage flies there and clears it. */
  const target = shallowRef<View | null>(null);
  const home = shallowRef<View | null>(null);
  function goTo(view: View): void { target.value = view; }
  function goHome(): void { if (home.value) target.value = { ...home.value }; }
  function settled(view: View): void { current.value = view; }
  return { current, target, home, goTo, goHome, settled };
});
