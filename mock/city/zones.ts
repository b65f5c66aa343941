import { facts } from './facts';
import { distance, insideRing, smooth } from './geometry';
import type { LonLat, Point } from './plane';
import { planeLine, toPlane } from './plane';
import type { Terrain } from './terrain';

/** District ring: land border, Jialing channel downstream, Yangtze channel back. */
export const districtRing: readonly Point[] = planeLine([
  ...facts.landBorder,
  ...facts.rivers.jialing.channel.map((node): LonLat => [node.lon, node.lat]),
  ...[...facts.rivers.yangtze.channel].slice(1, 24).reverse().map((node): LonLat => [node.lon, node.lat]),
]);
export const inDistrict = (p: Point): boolean => insideRing(districtRing, p);

interface Core { readonly p: Point; readonly radius: number; readonly low: number; readonly high: number }
const core = (place: LonLat, radius: number, low: number, high: number): Core => ({ p: toPlane(place), radius, low, high });
/** Business cores and the tower heights that belong to them, metres; general knowledge, L. */
const CORES: readonly Core[] = [
  core([106.5735, 29.5597], 520, 100, 245), core([106.5806, 29.5645], 420, 85, 190), core([106.5660, 29.5580], 420, 75, 160),
  core([106.5452, 29.5562], 360, 65, 150), core([106.5412, 29.5622], 340, 60, 130), core([106.5165, 29.5436], 520, 80, 170),
  core([106.5122, 29.5522], 440, 95, 210), core([106.5045, 29.5405], 380, 75, 140), core([106.5732, 29.5772], 700, 120, 250),
  core([106.5308, 29.5762], 650, 85, 190), core([106.5658, 29.5300], 640, 75, 170), core([106.5900, 29.5800], 520, 90, 210), core([106.5560, 29.5650], 350, 70, 140),
];

/** Old low quarters: [west, south, east, north]. */
const OLD: readonly (readonly [number, number, number, number])[] = [
  [106.5679, 29.5519, 106.5713, 29.5556], [106.5632, 29.5522, 106.5668, 29.5540], [106.5815, 29.5590, 106.5834, 29.5612],
  [106.5905, 29.5575, 106.5932, 29.5602], [106.5768, 29.5545, 106.5790, 29.5562], [106.5915, 29.5610, 106.5945, 29.5640],
];
const oldBoxes = OLD.map(([west, south, east, north]) => ({ low: toPlane([west, south]), high: toPlane([east, north]) }));

export interface Zone {
  readonly name: 'core' | 'old' | 'lower' | 'waterfront' | 'urban' | 'edge' | 'hill';
  /** Strength of the nearest core, 0 to 1. */
  readonly centrality: number;
  readonly towerLow: number; readonly towerHigh: number;
  /** How much of the land is built on, 0 to 1. */
  readonly density: number;
}


const middle = toPlane([106.5560, 29.5590]);

export const zoneAt = (p: Point, terrain: Terrain): Zone => {
  let centrality = 0, towerLow = 55, towerHigh = 100;
  for (const { p: centre, radius, low, high } of CORES) {
    const strength = 1 - smooth(0.45 * radius, 1.25 * radius, distance(p, centre));
    if (strength > centrality) { centrality = strength; towerLow = low; towerHigh = high; }
  }
  for (const box of oldBoxes) if (p.x > box.low.x && p.x < box.high.x && p.y > box.low.y && p.y < box.high.y) return { name: 'old', centrality, towerLow: 55, towerHigh: 90, density: 1 };
  const bank = terrain.bank(p), shore = terrain.shoreDistance(p);
  if (bank === 'nanan' && terrain.elevation(p) > 318) return { name: 'hill', centrality: 0, towerLow: 55, towerHigh: 60, density: 0 };
  if (centrality > 0.45) return { name: 'core', centrality, towerLow, towerHigh, density: 1 };
  if (bank === 'yuzhong') {
    if (shore < 330 && p.x > 600 && p.y < 300 && terrain.elevation(p) < 226) return { name: 'lower', centrality, towerLow: 70, towerHigh: 130, density: 1 };
    const home = inDistrict(p);
    return { name: home ? 'urban' : 'edge', centrality, towerLow: 55, towerHigh: 110, density: home ? 0.95 : 0.45 };
  }
  if (shore < 420) return { name: 'waterfront', centrality, towerLow: 85, towerHigh: 150, density: 0.95 };
  const far = smooth(450, 1500, shore) * 0.5 + smooth(3300, 6000, distance(p, middle)) * 0.35 - centrality;
  return { name: far > 0.28 ? 'edge' : 'urban', centrality, towerLow: 55, towerHigh: 110, density: Math.min(0.95, 0.72 - far) };
};
