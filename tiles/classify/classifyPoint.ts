/** Points: the street furniture and sensors that OSM tags name, places of interest for the rest. */
import type { Kind } from '../kinds';
import type { Classified } from './Classified';
import { isYes, textOf } from './readTags';
import type { Tags } from './readTags';

const KIND_OF_TAG: Readonly<Record<string, Kind>> = {
  'natural=tree': 'tree', 'highway=street_lamp': 'streetLamp', 'man_made=surveillance': 'camera', 'man_made=manhole': 'manhole',
  'station=subway': 'metroStation', 'kind=tree': 'tree', 'kind=street_lamp': 'streetLamp', 'highway=elevator': 'lift',
};

export function classifyPoint(tags: Tags): Classified {
  if (isYes(tags['label_placement'])) return { layer: 'none', reason: 'label point of an area that comes as a polygon' };
  for (const key of ['natural', 'highway', 'man_made', 'station', 'kind']) {
    const kind = KIND_OF_TAG[`${key}=${textOf(tags, key)}`];
    if (kind) return { layer: 'thing', kind };
  }
  if (textOf(tags, 'kind') === 'station' && isYes(tags['is_subway'])) return { layer: 'thing', kind: 'metroStation' };
  return { layer: 'thing', kind: 'poi' };
}
