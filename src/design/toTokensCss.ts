/** The tokens as CSS custom properties, so that style sheets never spell a colour. `writeTokensCss.ts` writes the result. */
import { motionMs, spacing, textSizes, themes, type Theme } from './tokens';

const kebab = (name: string): string => name.replace(/([a-z])([A-Z])|([a-z])(\d)/g, (_, a: string, b: string, c: string, d: string) => a ? `${a}-${b.toLowerCase()}` : `${c}-${d}`);

function themeLines(theme: Theme): string[] {
  const lines = Object.entries(theme.ui).map(([name, hex]) => `--${kebab(name)}: ${hex};`);
  for (const [condition, colour] of Object.entries(theme.state)) {
    for (const [role, hex] of Object.entries(colour)) lines.push(`--state-${condition}-${role}: ${hex as string};`);
  }
  lines.push(`--scene-sky: ${theme.scene.sky};`, `--scene-horizon: ${theme.scene.horizon};`, `--scene-fog: ${theme.scene.fog};`);
  lines.push(`--crowd-calm: ${theme.scene.crowdCalm};`);
  theme.scene.waterClasses.forEach((hex, k) => lines.push(`--water-class-${k + 1}: ${hex};`));
  return lines;
}

const block = (selector: string, lines: readonly string[]): string => `${selector} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`;

export function toTokensCss(): string {
  const sizes = Object.entries(textSizes).map(([name, size]) => `--font-${name}: ${size / 16}rem;`);
  const gaps = spacing.map((step) => `--gap-${step}: calc(${step} * var(--u));`);
  const motion = Object.entries(motionMs).map(([name, ms]) => `--motion-${name}: ${ms}ms;`);
  return [
    '/* Generated from tokens.ts by writeTokensCss.ts; do not edit. */\n',
    block(':root', ['/* One layout unit; a mode may set it to (shorter side / 1080) px while rem carries u × k. */', '--u: 0.0625rem;', ...sizes, ...gaps, ...motion]),
    block(":root, [data-theme='dark']", ['color-scheme: dark;', ...themeLines(themes.dark)]),
    block("[data-theme='light']", ['color-scheme: light;', ...themeLines(themes.light)]),
  ].join('\n');
}
