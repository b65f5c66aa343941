/** The camera: `c=lon,lat,range,heading,pitch`, degrees and metres, rounded to what a pixel can tell. */
import type { View } from '../../../domain/view';
import type { UrlFact } from './UrlFact';

/** Closest and farthest camera a link may ask for, metres from its ground target. */
export const RANGE_LIMITS_M: readonly [number, number] = [5, 20_000_000];
const NUMBER = /^-?\d{1,9}(?:\.\d{1,9})?$/;
const round = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)));

export const urlView: UrlFact<View | null> = {
  name: 'c',
  default: null,
  parse(text) {
    const parts = text.split(',');
    if (parts.length !== 5 || !parts.every((part) => NUMBER.test(part))) return null;
    const [lon, lat, range, heading, pitch] = parts.map(Number) as [number, number, number, number, number];
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90 || Math.abs(pitch) > 90) return null;
    if (range < RANGE_LIMITS_M[0] || range > RANGE_LIMITS_M[1]) return null;
    return { lon, lat, range, heading: ((heading % 360) + 360) % 360, pitch };
  },
  write: (view) => (view === null ? null
    : [round(view.lon, 6), round(view.lat, 6), round(view.range, 1), round(((view.heading % 360) + 360) % 360, 1), round(view.pitch, 1)].join(',')),
};
