/** Recognises buildings and their parts, and sorts them into the classes the renderer tints. */
import type { BuildingClass } from '../format';
import { HEIGHT_KEYS, LEVEL_KEYS } from '../heights/readHeights';
import type { Classified } from './Classified';
import { firstOf, isYes, textOf } from './readTags';
import type { Tags } from './readTags';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const CLASS_WORDS: readonly (readonly [BuildingClass, ReadonlySet<string>])[] = [
  ['landmark', words('tower communications_tower monument pagoda landmark lighthouse')],
  ['residential', words('residential apartments house detached semidetached_house terrace dormitory bungalow hut cabin farm ger houseboat static_caravan 住宅 共同住宅 店舗等併用住宅 店舗等併用共同住宅 作業所併用住宅 居住 住宅楼')],
  ['commercial', words('commercial retail office hotel supermarket mall shop bank restaurant kiosk company cafe hostel store 商業施設 業務施設 宿泊施設 商業系複合施設 商业 办公 酒店')],
  ['public', words('public school hospital university college government civic church cathedral chapel temple mosque synagogue shrine museum train_station station transportation place_of_worship attraction arts_centre embassy kindergarten sports_hall stadium library theatre fire_station police religious education medical entertainment 官公庁施設 文教厚生施設 学校 医院')],
  ['industrial', words('industrial warehouse factory manufacture garage garages shed parking storage_tank service carport hangar agricultural barn 工場 運輸倉庫施設 供給処理施設 农林漁業用施設 工业 厂房')],
];
/** Keys that only buildings carry; whoever states a storey count or a height of an area means a building. */
const BUILDING_KEYS = [...HEIGHT_KEYS, ...LEVEL_KEYS.filter((key) => key !== 'floor'), '建物ID', 'buildingRoofEdgeArea'];

/** Null when nothing says building. */
export function readBuilding(tags: Tags, fileHint: string): Classified | null {
  const building = tags['building'];
  const part = tags['building:part'];
  const kind = textOf(tags, 'kind');
  const isPart = (part !== undefined && part !== null && part !== 'no') || kind === 'building_part' || tags['type'] === 'building_part';
  if (building === 'no' && !isPart) return null;
  const says = (building !== undefined && building !== null && building !== false) || kind === 'building' || tags['type'] === 'building' || isPart;
  if (!says && (kind !== '' || hasOtherMeaning(tags))) return null;
  if (!says && !BUILDING_KEYS.some((key) => tags[key] !== undefined) && !/build|bldg|建筑|建築|建物|footprint/i.test(fileHint)) return null;
  if (tags['location'] === 'underground' || isYes(firstOf(tags, ['is_underground']))) return { layer: 'none', reason: 'building under ground' };
  return { layer: 'building', class: toBuildingClass(tags), part: isPart, assumed: false };
}

/** A polygon with such a key may well have a height (a bridge, a barrier, a hedge) and is still no building. */
const hasOtherMeaning = (tags: Tags): boolean =>
  ['natural', 'waterway', 'highway', 'railway', 'landuse', 'leisure', 'barrier', 'bridge', 'man_made', 'boundary', 'place', 'amenity', 'power', 'aeroway'].some((key) => tags[key] !== undefined && tags[key] !== null);

function toBuildingClass(tags: Tags): BuildingClass {
  const stated = textOf(tags, 'buildingClass');
  if (stated === 'residential' || stated === 'commercial' || stated === 'public' || stated === 'industrial' || stated === 'landmark') return stated;
  for (const key of ['building', 'building:part', 'building:use', 'kind_detail', 'class', 'subtype', 'usage', '用途', 'amenity', 'shop', 'tourism', 'man_made']) {
    const word = textOf(tags, key).toLowerCase();
    if (word === '' || word === 'yes') continue;
    for (const [buildingClass, set] of CLASS_WORDS) if (set.has(word)) return buildingClass;
  }
  if (textOf(tags, 'shop') !== '' || textOf(tags, 'office') !== '') return 'commercial';
  return 'other';
}
