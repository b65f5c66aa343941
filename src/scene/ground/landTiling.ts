/**
 * The land around the city as a small tree of its own: it begins with a few Web-Mercator tiles of one zoom instead of the whole
 * earth, and its tiles are exactly those of the painted ground. So every terrain tile wears one picture, one shader draws them all,
 * and few rounds of loading lie between the first tile and the finest.
 */
import { Cartesian2, WebMercatorTilingScheme } from '@cesium/engine';

/** Zoom of the coarsest tiles: 8.5 km at latitude 30. */
export const rootZoom = 12;
/** Whole tiles of land beyond the city's own; farther away everything has faded into the air. */
const marginTiles = 2;
/** Half the side of the Web-Mercator square, metres (π × 6,378,137). */
const mercatorHalf = Math.PI * 6_378_137;

export interface LandTiling {
  readonly scheme: WebMercatorTilingScheme;
  /** Web-Mercator tile numbers of the north-western root. */
  readonly west: number;
  readonly north: number;
}

export function createLandTiling(bounds: readonly [number, number, number, number]): LandTiling {
  const count = 2 ** rootZoom;
  const toX = (lon: number): number => Math.floor(((lon + 180) / 360) * count);
  const toY = (lat: number): number => {
    const angle = (lat * Math.PI) / 180;
    return Math.floor(((1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2) * count);
  };
  const west = Math.max(0, toX(bounds[0]) - marginTiles);
  const east = Math.min(count - 1, toX(bounds[2]) + marginTiles);
  const north = Math.max(0, toY(bounds[3]) - marginTiles);
  const south = Math.min(count - 1, toY(bounds[1]) + marginTiles);
  const side = (2 * mercatorHalf) / count;
  return {
    west, north,
    scheme: new WebMercatorTilingScheme({
      numberOfLevelZeroTilesX: east - west + 1, numberOfLevelZeroTilesY: south - north + 1,
      rectangleSouthwestInMeters: new Cartesian2(west * side - mercatorHalf, mercatorHalf - (south + 1) * side),
      rectangleNortheastInMeters: new Cartesian2((east + 1) * side - mercatorHalf, mercatorHalf - north * side),
    }),
  };
}

/** Metres per picture pixel at the equator; the engine asks for the picture whose pixels are as large as a tile's error. */
export const metresPerPixel = (zoom: number, picturePixels: number): number => (2 * mercatorHalf) / (picturePixels * 2 ** zoom);
