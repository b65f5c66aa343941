/** Local metres around the middle of the scene; east x, north y. Good to centimetres over the 16 km of the demo. */
export interface Point { readonly x: number; readonly y: number }
export type LonLat = readonly [number, number];

const ORIGIN_LON = 106.54;
const ORIGIN_LAT = 29.557;
const phi = (ORIGIN_LAT * Math.PI) / 180;
/** Metres per degree on the WGS 84 ellipsoid at the origin's latitude. */
export const METRES_PER_LON = 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi);
export const METRES_PER_LAT = 111132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);

export const toPlane = ([lon, lat]: LonLat): Point => ({ x: (lon - ORIGIN_LON) * METRES_PER_LON, y: (lat - ORIGIN_LAT) * METRES_PER_LAT });

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
export const toLonLat = ({ x, y }: Point): [number, number] => [round(ORIGIN_LON + x / METRES_PER_LON), round(ORIGIN_LAT + y / METRES_PER_LAT)];
export const planeLine = (line: readonly LonLat[]): Point[] => line.map(toPlane);
