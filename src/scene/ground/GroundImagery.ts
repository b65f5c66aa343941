/** Ground pictures painted by the city worker, as an imagery source of the globe. A style change replaces the layer, not the provider's tiles. */
import { Event, Rectangle, WebMercatorTilingScheme, type Credit, type ImageryProvider, type Proxy, type TileDiscardPolicy } from '@cesium/engine';
import type { GroundStyle } from '../../workers/protocol';
import type { CityClient } from '../cityClient';

const picturePixels = 512;
/** Pixels that the engine is told: half, so that it asks for a level deeper than the coarse terrain would and roads stay crisp. */
const statedPixels = 256;
/** Pictures asked for at once; the worker paints one at a time. */
const maximumInFlight = 6;
/** Finest tile: 0.15 m per pixel at latitude 30. Coarsest: one picture for the whole city and its surroundings. */
const finestLevel = 18;
const coarsestLevel = 9;

export class GroundImagery {
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly minimumLevel: number;
  readonly maximumLevel = finestLevel;
  readonly tilingScheme = new WebMercatorTilingScheme();
  readonly rectangle: Rectangle;
  readonly errorEvent = new Event();
  readonly hasAlphaChannel = true;
  readonly tileDiscardPolicy = undefined as unknown as TileDiscardPolicy;
  readonly credit = undefined as unknown as Credit;
  readonly proxy = undefined as unknown as Proxy;
  private inFlight = 0;

  constructor(private readonly client: CityClient, private readonly style: GroundStyle, bounds: readonly [number, number, number, number], coarse: boolean, private readonly onArrival: () => void) {
    this.rectangle = Rectangle.fromDegrees(...bounds);
    this.minimumLevel = coarsestLevel;
    this.tileWidth = coarse ? picturePixels : statedPixels;
    this.tileHeight = this.tileWidth;
  }

  getTileCredits(): Credit[] { return []; }

  requestImage(x: number, y: number, level: number): Promise<OffscreenCanvas> | undefined {
    if (this.inFlight >= maximumInFlight) return undefined;
    this.inFlight++;
    return this.client.request('ground', { z: level, x, y, size: picturePixels, style: this.style })
      .then(({ image }) => (image ? toCanvas(image) : Promise.reject(new Error('empty ground tile'))))
      .finally(() => { this.inFlight--; this.onArrival(); });
  }

  pickFeatures(): undefined { return undefined; }

  asProvider(): ImageryProvider { return this as unknown as ImageryProvider; }
}

/** WebGL flips a canvas on upload as the engine asks, but never an ImageBitmap. */
function toCanvas(image: ImageBitmap): OffscreenCanvas {
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  image.close();
  return canvas;
}
