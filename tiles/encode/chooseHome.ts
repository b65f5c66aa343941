/** The first view of a pack that names none: the middle of where most buildings stand, far enough to see most of them. */
import type { PackView } from '../format';
import { createLocalFrame } from '../localFrame';

/** Range per metre of city width that shows it whole at a 60° field of view, looking down at 40°. */
const RANGE_PER_WIDTH = 0.9;

/** `places`: flat lon, lat of what stands in the city. */
export function chooseHome(places: readonly number[], bounds: readonly [number, number, number, number]): PackView {
  const lons: number[] = [];
  const lats: number[] = [];
  for (let i = 0; i < places.length; i += 2) {
    lons.push(places[i] as number);
    lats.push(places[i + 1] as number);
  }
  if (lons.length === 0) {
    lons.push(bounds[0], bounds[2]);
    lats.push(bounds[1], bounds[3]);
  }
  lons.sort((a, b) => a - b);
  lats.sort((a, b) => a - b);
  const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  const [west, east, south, north] = [at(lons, 0.05), at(lons, 0.95), at(lats, 0.05), at(lats, 0.95)];
  const lon = (west + east) / 2;
  const lat = (south + north) / 2;
  const frame = createLocalFrame(lon, lat);
  const width = Math.max((east - west) * frame.metresPerDegreeLon, (north - south) * frame.metresPerDegreeLat);
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  return { lon: round(lon), lat: round(lat), range: Math.round(Math.max(600, Math.min(40_000, width * RANGE_PER_WIDTH))), heading: 20, pitch: -40 };
}
