/**
 * The height rules, in order: a stated height, else the number of storeys, else a default of the class. Whatever is
 * not positive or beyond any building falls through to the next rule and is counted as a repair.
 */
import type { BuildLog } from '../BuildLog';
import type { BuildingClass, HeightRule } from '../format';
import type { Tags } from '../classify/readTags';
import { firstOf } from '../classify/readTags';
import { parseMetres } from './parseMetres';

/** Above this a stated height is a mistake, metres (the tallest building stands at 828 m). */
const MAX_HEIGHT_METRES = 1000;
/** Floor-to-floor height, metres: residential as in OSM's Simple 3D Buildings, others by the usual office storey. */
const STOREY_METRES: Readonly<Record<BuildingClass, number>> = {
  residential: 3, commercial: 3.6, public: 3.6, industrial: 4.5, landmark: 3.6, part: 3, other: 3,
};
/** Height of a building that states nothing, metres (our estimate: three storeys, or one hall). */
const DEFAULT_METRES: Readonly<Record<BuildingClass, number>> = {
  residential: 9, commercial: 11, public: 11, industrial: 9, landmark: 20, part: 9, other: 9,
};
/** Values of `building` that are low whatever their class, metres. */
const LOW_BUILDINGS: Readonly<Record<string, number>> = {
  house: 6, detached: 6, semidetached_house: 6, bungalow: 4, garage: 3, garages: 3, shed: 3, carport: 3, roof: 4, hut: 3, kiosk: 3, greenhouse: 4, toilets: 3,
};

export const HEIGHT_KEYS = ['height', 'measuredHeight', 'bldg:measuredHeight', 'measured_height', 'building:height', 'building_height', 'est_height', 'Height', 'HEIGHT', 'hoehe', '計測高さ', '建物高さ', '高さ', '建筑高度', '建築高度', '高度'];
export const LEVEL_KEYS = ['building:levels', 'levels', 'num_floors', 'numFloors', 'building_levels', 'storeysAboveGround', 'bldg:storeysAboveGround', 'floors', 'stories', 'Floor', 'floor', 'FLOOR', '地上階数', '階数', '层数', '層數', '楼层'];

interface BuildingHeights { readonly height: number; readonly minHeight: number; readonly rule: HeightRule }

export function readHeights(tags: Tags, buildingClass: BuildingClass, log: BuildLog): BuildingHeights {
  const stated = firstOf(tags, HEIGHT_KEYS);
  const storey = STOREY_METRES[buildingClass];
  let height: number | null = null;
  let rule: HeightRule = 'height';
  if (stated !== undefined && stated !== null && stated !== '') {
    height = usable(parseMetres(stated), log, 'height');
  }
  if (height === null) {
    const levels = firstOf(tags, LEVEL_KEYS);
    if (levels !== undefined && levels !== null && levels !== '') {
      const floors = usable(parseMetres(levels), log, 'storey count');
      const roof = parseMetres(tags['roof:levels']) ?? 0;
      if (floors !== null && (floors + roof) * storey <= MAX_HEIGHT_METRES) {
        height = (floors + Math.max(0, roof)) * storey;
        rule = 'levels';
      }
    }
  }
  if (height === null) {
    height = LOW_BUILDINGS[String(tags['building'] ?? tags['class'] ?? '')] ?? DEFAULT_METRES[buildingClass];
    rule = 'classDefault';
  }
  return { height, minHeight: readMinHeight(tags, storey, height, log), rule };
}

function usable(value: number | null, log: BuildLog, what: string): number | null {
  if (value === null) log.repair(`${what} that is no number passed over`);
  else if (value <= 0) log.repair(`${what} of zero or less passed over`);
  else if (value > MAX_HEIGHT_METRES) log.repair(`${what} above ${MAX_HEIGHT_METRES} passed over`);
  else return value;
  return null;
}

function readMinHeight(tags: Tags, storey: number, height: number, log: BuildLog): number {
  const stated = parseMetres(firstOf(tags, ['min_height', 'building:min_height', 'minHeight']));
  const level = parseMetres(firstOf(tags, ['min_level', 'building:min_level', 'min_floor']));
  const minHeight = stated ?? (level === null ? 0 : level * storey);
  if (minHeight <= 0) return 0;
  if (minHeight < height) return minHeight;
  log.repair('lower edge at or above the roof set to the ground');
  return 0;
}
