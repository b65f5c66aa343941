/** The drawn area of the command view: `area=lon,lat,metres` a circle, `area=lon,lat,lon,lat,lon,lat…` a polygon. Degrees WGS 84, five decimals (about a metre). */
import type { SketchArea } from '../sketch';
import { MOST_CORNERS, MOST_RADIUS_METRES } from '../sketch';
import type { UrlFact } from './UrlFact';

const inDegrees = (numbers: readonly number[]): boolean => numbers.every((value, k) => Math.abs(value) <= (k % 2 === 0 ? 180 : 90));

export const urlArea: UrlFact<SketchArea | null> = {
  name: 'area',
  default: null,
  parse(text) {
    if (!/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){2,}$/.test(text)) return null;
    const numbers = text.split(',').map(Number);
    const [lon = 0, lat = 0, metres = 0] = numbers;
    if (numbers.length === 3) return metres >= 10 && metres <= MOST_RADIUS_METRES && inDegrees([lon, lat]) ? { shape: 'radius', corners: [lon, lat], radiusMetres: metres } : null;
    return numbers.length >= 6 && numbers.length % 2 === 0 && numbers.length <= MOST_CORNERS * 2 && inDegrees(numbers) ? { shape: 'polygon', corners: numbers, radiusMetres: null } : null;
  },
  write: (area) => (area === null ? null : [...area.corners.map((value) => String(Math.round(value * 1e5) / 1e5)), ...(area.radiusMetres === null ? [] : [String(area.radiusMetres)])].join(',')),
};
