/** The content paths of the city tileset: written by buildTileset, read back when the engine asks for a tile. */
import type { TileAddress } from './tileBounds';

type TileContent =
  | { readonly type: 'buildings'; readonly pack: number; readonly tile: TileAddress }
  | { readonly type: 'things'; readonly pack: number; readonly tile: TileAddress }
  | { readonly type: 'structures'; readonly pack: number; readonly group: number };

const prefix = (pack: number): string => (pack === 0 ? '' : `o${pack}/`);

export function toContentPath(content: TileContent): string {
  if (content.type === 'structures') return `${prefix(content.pack)}structures/${content.group}.glb`;
  const { z, x, y } = content.tile;
  return `${prefix(content.pack)}${content.type === 'buildings' ? 'n' : 'things'}/${z}/${x}/${y}.glb`;
}

const PATTERN = /(?:^|\/)(?:o(\d+)\/)?(?:(n|things)\/(\d+)\/(\d+)\/(\d+)|structures\/(\d+))\.glb$/;

export function parseContentPath(path: string): TileContent | null {
  const match = PATTERN.exec(path);
  if (!match) return null;
  const pack = Number(match[1] ?? 0);
  if (match[6] !== undefined) return { type: 'structures', pack, group: Number(match[6]) };
  return { type: match[2] === 'n' ? 'buildings' : 'things', pack, tile: { z: Number(match[3]), x: Number(match[4]), y: Number(match[5]) } };
}
