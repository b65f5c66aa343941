/** Lines: bridges, roads by class, rail and metro, rivers, shores and boundaries. */
import { parseMetres } from '../heights/parseMetres';
import type { GroundClass } from '../format';
import { ground } from './Classified';
import type { Classified } from './Classified';
import { firstOf, isYes, textOf } from './readTags';
import type { Tags } from './readTags';

const MAIN_ROADS = new Set(['motorway', 'trunk', 'primary', 'secondary', 'motorway_link', 'trunk_link', 'primary_link', 'secondary_link', 'major_road', 'highway']);
const MINOR_ROADS = new Set(['tertiary', 'tertiary_link', 'unclassified', 'residential', 'living_street', 'service', 'road', 'minor_road', 'busway', 'track', 'alley', 'driveway']);
const PATHS = new Set(['footway', 'path', 'steps', 'cycleway', 'pedestrian', 'bridleway', 'corridor', 'pier', 'sidewalk', 'crosswalk', 'via_ferrata']);
const METRO = new Set(['subway', 'light_rail', 'monorail', 'metro']);
const RAIL = new Set(['rail', 'tram', 'narrow_gauge', 'funicular', 'preserved', 'standard_gauge', 'train', 'railway']);
/** Width of a waterway drawn from its centre line, metres (our estimates; a mapped bank always wins). */
const WATERWAY_METRES: Readonly<Record<string, number>> = { river: 30, canal: 12, stream: 4, drain: 2, ditch: 1.5, tidal_channel: 8, water: 8 };
/** Road widths by class, metres: two or four lanes of 3.5 m, and a footpath. */
const ROAD_METRES: Readonly<Partial<Record<GroundClass, number>>> = { mainRoad: 14, minorRoad: 7, path: 2.5, rail: 3.5, metro: 6, riversideRoad: 14 };

export function classifyLine(tags: Tags, fileHint: string): Classified {
  const word = wordOf(tags);
  const bridge = isYes(firstOf(tags, ['is_bridge', 'bridge'])) || tags['kind'] === 'bridge' || tags['kind'] === 'footbridge' || textOf(tags, 'man_made') === 'bridge';
  const tunnel = isYes(firstOf(tags, ['is_tunnel', 'tunnel']));
  const transport = toTransport(word, tags);
  if (transport && !bridge && tunnel && transport !== 'metro') return { layer: 'none', reason: 'road or rail in a tunnel' };
  if (transport) {
    const width = parseMetres(tags['width']) ?? lanesWidth(tags) ?? ROAD_METRES[transport] ?? null;
    if (bridge) return girder(transport, width, tags);
    return ground(transport === 'metro' ? 'metroLine' : 'road', transport, width);
  }
  if (bridge) return girder('mainRoad', parseMetres(tags['width']), tags);
  if (isYes(tags['boundary']) && tags['kind'] !== undefined) return ground('water', 'shore');
  const waterway = WATERWAY_METRES[word];
  if (waterway !== undefined) {
    if (tunnel) return { layer: 'none', reason: 'waterway in a tunnel' };
    return { layer: 'ground', kind: 'water', class: 'water', width: parseMetres(tags['width']) ?? waterway, water: false, buffer: true };
  }
  if (word === 'riverbank' || word === 'coastline' || word === 'swimming_pool') return ground('water', 'shore');
  if (textOf(tags, 'boundary') === 'administrative') return ground('district', 'boundary');
  if (word === '' && /road|street|道路/i.test(fileHint)) return ground('road', 'minorRoad', 7);
  if (word === '' && /rail|metro|transit/i.test(fileHint)) return ground('metroLine', 'rail', 3.5);
  if (word === '') return ground('district', 'boundary');
  return { layer: 'none', reason: 'line of a kind the city does not show' };
}

/** The one word that says what the line is, the finer one first. */
function wordOf(tags: Tags): string {
  const kind = textOf(tags, 'kind');
  const detail = textOf(tags, 'kind_detail');
  if (MAIN_ROADS.has(detail) || MINOR_ROADS.has(detail) || PATHS.has(detail) || METRO.has(detail) || RAIL.has(detail)) return detail;
  for (const key of ['highway', 'railway', 'waterway', 'route', 'natural', 'fclass', 'class', 'subtype', 'barrier', 'aeroway', 'power', 'man_made', 'leisure', 'aerialway', 'type']) {
    const word = textOf(tags, key);
    if (word !== '' && kind === '') return word;
  }
  return kind;
}

function toTransport(word: string, tags: Tags): GroundClass | null {
  if (METRO.has(word)) return 'metro';
  if (MAIN_ROADS.has(word)) return 'mainRoad';
  if (MINOR_ROADS.has(word)) return 'minorRoad';
  if (PATHS.has(word)) return 'path';
  if (RAIL.has(word)) return 'rail';
  const network = textOf(tags, 'network');
  if ((tags['colour'] !== undefined || tags['ref'] !== undefined) && /轨道|地铁|地鐵|メトロ|地下鉄|metro|subway|u-?bahn/i.test(`${network} ${textOf(tags, 'name')}`)) return 'metro';
  return null;
}

function lanesWidth(tags: Tags): number | null {
  const lanes = parseMetres(tags['lanes']);
  return lanes !== null && lanes >= 1 && lanes <= 16 ? lanes * 3.5 : null;
}

function girder(transport: GroundClass, width: number | null, tags: Tags): Classified {
  const layer = Math.max(1, Math.min(5, parseMetres(tags['layer']) ?? 1));
  const carries = transport === 'rail' || transport === 'metro' ? ['rail'] : [transport === 'path' ? 'pedestrian' : 'road'];
  return {
    layer: 'structure',
    kind: transport === 'path' ? 'footbridge' : 'bridge',
    spec: { type: 'girder', spansM: null, mainSpanM: null, widthM: width ?? ROAD_METRES[transport] ?? 7, deckElevationM: null, carries, layer },
  };
}
