/** Paints the ground of one Web-Mercator tile from all opened packs, overlays on top, and hands the picture over. */
import type { CityRequests } from '../../protocol';
import type { PackSet } from '../PackSet';
import { boundsOverlap, tileBounds, type Bounds } from '../tileBounds';
import { TERRAIN_FADE_METRES } from '../TerrainGrid';
import { GroundSource } from './GroundSource';
import { paintGround } from './paintGround';
import { RELIEF_CELLS, RELIEF_SIDE, reliefGrid, shadeRelief, type ReliefGrid } from './reliefGrid';

/** What is used of an OffscreenCanvas. */
interface TileCanvas { getContext(type: '2d', options?: { alpha?: boolean; willReadFrequently?: boolean }): OffscreenCanvasRenderingContext2D | null; transferToImageBitmap(): ImageBitmap }
export type CreateCanvas = (size: number) => TileCanvas;

/** Metres per degree of latitude, mean sphere. */
const METRES_PER_DEGREE = 111_195;

/**
 * Pictures are painted by the processor: each goes to the globe once, and a canvas on the graphics card would queue behind the
 * globe's own frames, which on a machine without one costs seconds.
 */
const onTheProcessor = { willReadFrequently: true } as const;

export class GroundPainter {
  #sources: GroundSource[] = [];
  readonly #rgb = new Map<string, readonly [number, number, number]>();

  constructor(readonly packs: PackSet, readonly createCanvas: CreateCanvas) {}

  /** A pack was opened: it is painted from now on. */
  refresh(): void {
    this.#sources = this.packs.packs.map((pack, number) => this.#sources[number] ?? new GroundSource(pack));
  }

  paint({ z, x, y, size, style, flipY = false }: CityRequests['ground']['args']): ImageBitmap | null {
    const canvas = this.createCanvas(size);
    const context = canvas.getContext('2d', { alpha: false, ...onTheProcessor });
    if (!context) return null;
    if (flipY) context.setTransform(1, 0, 0, -1, 0, size);
    const tile = { z, x, y };
    const bounds = tileBounds(tile);
    const metresPerPixel = ((bounds[3] - bounds[1]) * METRES_PER_DEGREE) / size;
    const relief = this.#relief(tile, bounds);
    paintGround(context, {
      tile, size, style, metresPerPixel, relief,
      sources: this.#sources.filter(({ pack }) => boundsOverlap(bounds, pack.manifest.bounds)),
      drawRelief: () => { if (relief) this.#drawRelief(context, relief, z, size, style); },
    });
    return canvas.transferToImageBitmap();
  }

  #relief(tile: { z: number; x: number; y: number }, bounds: Bounds): ReliefGrid | null {
    const terrain = this.packs.packs.find((pack) => pack.terrain)?.terrain;
    if (!terrain) return null;
    const [west, south, east, north] = terrain.header.bounds;
    const fade = TERRAIN_FADE_METRES / METRES_PER_DEGREE / Math.cos(north * (Math.PI / 180));
    if (!boundsOverlap(bounds, [west - fade, south - fade, east + fade, north + fade])) return null;
    const spacing = ((north - south) * METRES_PER_DEGREE) / (terrain.header.rows - 1);
    return reliefGrid(tile, this.packs.elevationAt, spacing, terrain.header.bounds);
  }

  #drawRelief(context: OffscreenCanvasRenderingContext2D, relief: ReliefGrid, zoom: number, size: number, style: CityRequests['ground']['args']['style']): void {
    const terrain = this.packs.packs.find((pack) => pack.terrain)?.terrain;
    const picture = this.createCanvas(RELIEF_SIDE) as unknown as OffscreenCanvas;
    const small = picture.getContext('2d', onTheProcessor);
    if (!small || !terrain) return;
    const colours = { light: this.#toRgb(style.reliefLight), shade: this.#toRgb(style.reliefShade), strength: style.reliefStrength };
    small.putImageData(new ImageData(shadeRelief(relief, zoom, colours, [terrain.header.minElevation, terrain.header.maxElevation]), RELIEF_SIDE, RELIEF_SIDE), 0, 0);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    // The margin lies outside the tile on every side, so neighbouring tiles interpolate over the same cells.
    const cell = size / RELIEF_CELLS;
    context.drawImage(picture, -cell, -cell, size + 2 * cell, size + 2 * cell);
  }

  /** `#rrggbb` or `#rrggbbaa` to bytes; the design tokens know no other notation. */
  #toRgb(colour: string): readonly [number, number, number] {
    let rgb = this.#rgb.get(colour);
    if (!rgb) {
      const value = Number.parseInt(colour.replace('#', '').slice(0, 6), 16);
      this.#rgb.set(colour, rgb = Number.isNaN(value) ? [128, 128, 128] : [value >> 16, (value >> 8) & 255, value & 255]);
    }
    return rgb;
  }
}
