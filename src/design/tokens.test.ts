import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../domain/kind';
import { kindIcons } from './kindIcon';
import { levelPolygons, levelShapes } from './levelShape';
import { LEVELS, themes, type ThemeName } from './tokens';
import { toTokensCss } from './toTokensCss';

const channel = (value: number): number => { const c = value / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
const luminance = (hex: string): number => [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16))).reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index]!, 0);
const contrast = (a: string, b: string): number => { const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]; return (light + 0.05) / (dark + 0.05); };

describe('tokens.css', () => {
  it('is what tokens.ts says (run `npx tsx src/design/writeTokensCss.ts` after a change)', () => {
    expect(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')).toBe(toTokensCss());
  });
});

describe.each(['dark', 'light'] as ThemeName[])('the %s palette', (name) => {
  const { ui, state } = themes[name];
  it('keeps text readable on panels', () => {
    expect(contrast(ui.text1, ui.bg1)).toBeGreaterThan(15);
    expect(contrast(ui.text2, ui.bg1)).toBeGreaterThan(9);
    for (const ground of [ui.bg0, ui.bg1, ui.bg2]) expect(contrast(ui.text3, ground)).toBeGreaterThan(4.5);
    expect(contrast(ui.accent, ui.bg1)).toBeGreaterThan(4.5);
    expect(contrast(ui.accentInk, ui.accent)).toBeGreaterThan(4.5);
  });
  it('keeps state words readable on panels and on raised ground', () => {
    for (const colour of Object.values(state)) for (const ground of [ui.bg1, ui.bg2]) expect(contrast(colour.text, ground)).toBeGreaterThanOrEqual(4.5);
  });
  it('keeps level shapes visible by fill or rim, and their numeral on them', () => {
    for (const level of LEVELS) {
      expect(Math.max(contrast(state[level].fill, ui.bg1), contrast(state[level].outline, ui.bg1))).toBeGreaterThan(3);
      expect(contrast(state[level].ink, state[level].fill)).toBeGreaterThan(3);
    }
  });
});

describe('signs', () => {
  it('rank severity by size and differ in shape', () => {
    expect(LEVELS.map((level) => levelShapes[level].scale)).toEqual(LEVELS.map((level) => levelShapes[level].scale).toSorted((a, b) => b - a));
    expect(new Set(Object.values(levelShapes).map((shape) => shape.path + shape.body + (shape.detail ?? ''))).size).toBe(Object.keys(levelShapes).length);
  });
  it('stay in the unit box', () => {
    for (const points of Object.values(levelPolygons)) for (const value of points.flat()) { expect(value).toBeGreaterThanOrEqual(0); expect(value).toBeLessThanOrEqual(1); }
  });
  it('exist for every kind, each its own', () => {
    expect(new Set(KINDS.map((kind) => kindIcons[kind])).size).toBe(KINDS.length);
  });
});
