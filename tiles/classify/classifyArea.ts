/** Polygons that are not buildings by name: water, green, squares, districts; and small nameless ones, taken as buildings. */
import { ground } from './Classified';
import type { Classified } from './Classified';
import { textOf } from './readTags';
import type { Tags } from './readTags';

const WATER = new Set(['water', 'riverbank', 'river', 'lake', 'pond', 'reservoir', 'basin', 'dock', 'canal', 'ocean', 'bay', 'strait', 'swimming_pool', 'wetland', 'fountain', 'stream', 'sea']);
const GREEN = new Set(['park', 'garden', 'grass', 'forest', 'wood', 'meadow', 'recreation_ground', 'village_green', 'scrub', 'cemetery', 'golf_course', 'nature_reserve', 'pitch', 'allotments', 'orchard', 'grassland', 'heath', 'farmland', 'dog_park', 'playground', 'green', 'flowerbed', 'greenfield', 'tree_row']);
const SQUARE = new Set(['pedestrian', 'plaza', 'square', 'footway', 'station', 'platform', 'pier', 'marketplace', 'track']);
/** Largest nameless polygon taken for a building, square metres: the largest halls cover about this much. */
const MAX_ASSUMED_BUILDING_M2 = 60_000;

const AREA_KEYS = ['kind', 'natural', 'water', 'waterway', 'landuse', 'leisure', 'landcover', 'subtype', 'class', 'fclass', 'area:highway', 'highway', 'railway', 'public_transport', 'place', 'man_made', 'amenity', 'tourism'];

export function classifyArea(tags: Tags, areaM2: number, fileHint: string): Classified {
  let hasMeaning = false;
  for (const key of AREA_KEYS) {
    const word = textOf(tags, key);
    if (word === '') continue;
    hasMeaning = true;
    if (WATER.has(word)) return ground('water', 'water');
    if (GREEN.has(word)) return ground('green', 'green');
    if (SQUARE.has(word)) return ground('road', 'square');
    if (word === 'parking') return ground('parkingLot', 'parkingLot');
  }
  if (textOf(tags, 'boundary') === 'administrative' || tags['admin_level'] !== undefined) return ground('district', 'district');
  if (/water|river|水/i.test(fileHint) && !hasMeaning) return ground('water', 'water');
  if (/park|green|绿/i.test(fileHint) && !hasMeaning) return ground('green', 'green');
  if (hasMeaning) return { layer: 'none', reason: 'area of a kind the city does not show' };
  if (areaM2 > MAX_ASSUMED_BUILDING_M2) return ground('district', 'district');
  return { layer: 'building', class: 'other', part: false, assumed: true };
}
