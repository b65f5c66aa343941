/**
 * Applies the screen to the page: layout unit and root font from the viewing profile, theme, language and motion as attributes
 * of the root element. The only place that writes to `<html>`.
 */
import { onMounted, onScopeDispose, watch, watchEffect } from 'vue';
import { useI18n } from 'vue-i18n';
import { toRootFontPx, toUnitPx, toViewingFactor } from '../design/rootFont';
import { useInstallation } from '../state/stores/installation';
import { usePreferences, type Mode } from '../state/stores/preferences';

/** Smallest layout unit at a desk, as a share of a rem: below it gaps and borders would vanish on a phone. */
const DESK_LEAST_UNIT = 0.8 / 16;

/** Screens on a desk or in a hand. */
const AT_ARMS_LENGTH: ReadonlySet<Mode> = new Set(['desk', 'report', 'task']);

export function useScreen(mode: Mode): void {
  const installation = useInstallation();
  const preferences = usePreferences();
  const { locale } = useI18n({ useScope: 'global' });
  const root = document.documentElement;

  const measure = (): void => {
    const width = window.innerWidth, height = window.innerHeight;
    installation.setScreen(mode, width, height);
    const k = toViewingFactor(installation.profile, width, height);
    const rootPx = toRootFontPx(width, height, k);
    const unit = toUnitPx(width, height);
    // Text that was held at its smallest readable size needs panels as wide as if k were larger.
    installation.setMeasures({ unitPx: AT_ARMS_LENGTH.has(mode) ? Math.max(unit, rootPx * DESK_LEAST_UNIT) : unit, k: Math.max(k, rootPx / (16 * unit)), rootPx });
  };
  measure();
  watch(() => installation.profile, measure);

  watchEffect(() => {
    root.style.fontSize = `${installation.rootPx}px`;
    root.style.setProperty('--u', `${installation.unitPx}px`);
    root.style.setProperty('--mm', `${installation.pxPerMm}px`);
    root.dataset['mode'] = mode;
    root.dataset['theme'] = preferences.theme;
    root.dataset['motion'] = preferences.reducedMotion ? 'reduced' : 'full';
    root.lang = preferences.language;
    locale.value = preferences.language;
  });

  const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');
  const followMotion = (): void => { preferences.reducedMotion = stillness.matches; };
  followMotion();
  onMounted(() => {
    window.addEventListener('resize', measure);
    stillness.addEventListener('change', followMotion);
  });
  onScopeDispose(() => {
    window.removeEventListener('resize', measure);
    stillness.removeEventListener('change', followMotion);
  });
}
