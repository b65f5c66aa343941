/** Ground pictures painted by the city worker, as an imagery source of the globe. A style change replaces the layer, not the provider's tiles. */
import { Event, WebMercatorTilingScheme, type Credit, type ImageryProvider, type Proxy, type Rectangle, type TileDiscardPolicy } from '@cesium/engine';
import type { GroundStyle } from '../../workers/protocol';
import type { CityClient } from '../cityClient';
import { rootZoom, type LandTiling } from './landTiling';

export const picturePixels = 512;
/** Pictures asked for at once; the worker paints one at a time. */
const maximumInFlight = 12;
/** Finest picture: 0.26 m per pixel at latitude 30. */
export const finestZoom = 18;

export class GroundImagery {
  readonly tileWidth = picturePixels;
  readonly tileHeight = picturePixels;
  readonly minimumLevel = rootZoom;
  readonly maximumLevel = finestZoom;
  readonly tilingScheme = new WebMercatorTilingScheme();
  readonly rectangle: Rectangle;
  readonly errorEvent = new Event();
  readonly hasAlphaChannel = true;
  readonly tileDiscardPolicy = undefined as unknown as TileDiscardPolicy;
  readonly credit = undefined as unknown as Credit;
  readonly proxy = undefined as unknown as Proxy;
  private inFlight = 0;

  constructor(private readonly client: CityClient, private readonly style: GroundStyle, land: LandTiling, private readonly onArrival: () => void) {
    this.rectangle = land.scheme.rectangle;
  }

  getTileCredits(): Credit[] { return []; }

  requestImage(x: number, y: number, level: number): Promise<ImageBitmap | OffscreenCanvas> | undefined {
    if (this.inFlight >= maximumInFlight) return undefined;
    this.inFlight++;
    return this.client.request('ground', { z: level, x, y, size: picturePixels, style: this.style, flipY: true })
      .then(({ image }) => image ?? plain(this.style.base))
      .finally(() => { this.inFlight--; this.onArrival(); });
  }

  pickFeatures(): undefined { return undefined; }

  asProvider(): ImageryProvider { return this as unknown as ImageryProvider; }
}

/** One pixel of the ground's own colour, for tiles that hold nothing. */
function plain(colour: string): OffscreenCanvas {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d');
  if (context) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
  return canvas;
}
