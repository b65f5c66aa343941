/**
 * Size of text from the screen and its viewing factor k: root font = 16 u × k px, u = shorter side ÷ 1080 px.
 * A hand-held or small desk screen would go below what 汉字 can be read at, so the desk never goes under 16 px.
 */

/** Smallest root font of a screen at arm's length, CSS px; the 14u caption is then 14 px. Source: design notes, languages. */
export const SMALLEST_ROOT_PX = 16;

/** One layout unit in CSS px. */
export const toUnitPx = (width: number, height: number): number => Math.min(width, height) / 1080;

/** Viewing factor of an installation, one decimal: body text reaches 25 arc minutes at the farthest reader. */
export function toViewingFactor(viewing: { readonly pitchMm: number; readonly farM: number }, width: number, height: number): number {
  const bodyPx = (0.291 * viewing.farM * 25) / viewing.pitchMm / 0.92;
  return Math.max(1, Math.round((bodyPx / (16 * toUnitPx(width, height))) * 10) / 10);
}

export const toRootFontPx = (width: number, height: number, k: number): number => Math.max(SMALLEST_ROOT_PX, Math.round(16 * toUnitPx(width, height) * k * 100) / 100);
