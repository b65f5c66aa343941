/** The small colour table that the city shader reads: materials in the first row, warning levels by rank in the second. */
import type { Theme } from '../../design/tokens';
import { LEVEL_BY_RANK } from '../../domain/state';
import { MATERIALS } from '../../workers/glbContract';
import { toRgb } from '../toRgb';

export const paletteWidth = 32;
export const paletteHeight = 2;
export const paletteRow = { material: 0, level: 1 } as const;

/** RGBA8 in sRGB (eight bits are too few for dark linear colours); the shader linearises. */
export function toPaletteBytes(theme: Theme): Uint8Array {
  const bytes = new Uint8Array(paletteWidth * paletteHeight * 4);
  const put = (column: number, row: number, hex: string): void => {
    const [red, green, blue] = toRgb(hex);
    bytes.set([red * 255, green * 255, blue * 255, 255].map(Math.round), (row * paletteWidth + column) * 4);
  };
  MATERIALS.forEach((name, index) => put(index, paletteRow.material, theme.scene.materials[name]));
  LEVEL_BY_RANK.forEach((level, rank) => put(rank, paletteRow.level, level ? theme.state[level].fill : theme.scene.buildingWall));
  return bytes;
}
