/**
 * The screen as it stands in the room: pixel pitch and reading distance decide the size of text, the shorter side decides the
 * layout unit. Nothing here depends on resolution alone (see the type section of the design).
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Mode } from './preferences';

/** Pitch in millimetres per CSS pixel, distances of the farthest and nearest reader in metres. */
export interface ViewingProfile { readonly pitchMm: number; readonly farM: number; readonly nearM: number }

/** Screen height in pixels for which the layout unit is one pixel. */
const REFERENCE_SIDE_PX = 1080;
/** Narrower desks are taken for a laptop (14 inches, 0.45 m), wider ones for a 24-inch monitor at 0.65 m. */
const DESKTOP_WIDTH_PX = 1500;
/** Kiosk screens are assumed to be 43 inches across until a profile says otherwise. */
const KIOSK_DIAGONAL_MM = 43 * 25.4;

export function defaultProfile(mode: Mode, width: number, height: number): ViewingProfile {
  if (mode === 'wall') return { pitchMm: 2.5 * (REFERENCE_SIDE_PX / Math.max(1, Math.min(width, height))), farM: 6, nearM: 2.5 };
  if (mode === 'kiosk') return { pitchMm: KIOSK_DIAGONAL_MM / Math.max(1, Math.hypot(width, height)), farM: 0.6, nearM: 0.4 };
  return width < DESKTOP_WIDTH_PX ? { pitchMm: 0.226, farM: 0.45, nearM: 0.35 } : { pitchMm: 0.277, farM: 0.65, nearM: 0.5 };
}

/** How wide panels are at a viewing factor: text never shrinks, panels get wider and fewer. */
export type PanelSize = 'standard' | 'wide' | 'billboard';
export const toPanelSize = (k: number): PanelSize => (k <= 1.3 ? 'standard' : k <= 2 ? 'wide' : 'billboard');

export const useInstallation = defineStore('installation', () => {
  const mode = ref<Mode>('desk');
  const width = ref(1920);
  const height = ref(1080);
  const given = shallowRef<ViewingProfile | null>(null);
  const profile = computed(() => given.value ?? defaultProfile(mode.value, width.value, height.value));
  /** Measures of the screen as the mode computed them from the profile: layout unit, viewing factor, root font. */
  const unitPx = ref(1);
  const k = ref(1);
  const rootPx = ref(16);
  const panelSize = computed(() => toPanelSize(k.value));
  /** CSS pixels per millimetre of the physical screen, for touch targets. */
  const pxPerMm = computed(() => 1 / profile.value.pitchMm);

  function setScreen(nextMode: Mode, nextWidth: number, nextHeight: number): void {
    mode.value = nextMode;
    width.value = Math.max(1, nextWidth);
    height.value = Math.max(1, nextHeight);
  }
  function setMeasures(measures: { readonly unitPx: number; readonly k: number; readonly rootPx: number }): void {
    unitPx.value = measures.unitPx;
    k.value = measures.k;
    rootPx.value = measures.rootPx;
  }
  function setProfile(next: ViewingProfile | null): void { given.value = next; }
  return { mode, width, height, profile, unitPx, k, rootPx, panelSize, pxPerMm, setScreen, setMeasures, setProfile };
});
