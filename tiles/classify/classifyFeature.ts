/**
 * Says what a feature is to the city: a building, a structure, a line or area on the ground, a point that stands there,
 * or nothing. Our own `kind` / `ground` / `structure` properties win; after them the tags of the sources we know.
 */
import { GROUND_CLASSES } from '../format';
import type { GroundClass } from '../format';
import { isRecord } from '../convert/SourceFeature';
import { isKind } from '../kinds';
import type { Kind } from '../kinds';
import type { Classified, Shape } from './Classified';
import { classifyArea } from './classifyArea';
import { classifyLine } from './classifyLine';
import { classifyPoint } from './classifyPoint';
import type { Tags } from './readTags';
import { parseQuietly, textOf } from './readTags';
import { readBuilding } from './readBuilding';

const groundClasses: ReadonlySet<string> = new Set(GROUND_CLASSES);
/** Kinds that other sources use as plain words too; their tags say the rest. */
const COMMON_WORDS: ReadonlySet<Kind> = new Set<Kind>(['building', 'road', 'water', 'green', 'bridge', 'footbridge']);
/** Ground class of an explicit kind drawn as a line or an area. */
const GROUND_OF_KIND: Partial<Record<Kind, readonly [line: GroundClass, area: GroundClass]>> = {
  riverReach: ['water', 'water'], district: ['boundary', 'district'],
  gridCell: ['boundary', 'gridCell'], parkingLot: ['boundary', 'parkingLot'], metroLine: ['metro', 'metro'], slope: ['boundary', 'green'],
  tunnel: ['path', 'square'],
};

/** `areaM2` decides whether an unnamed polygon can be a building at all. */
export function classifyFeature(tags: Tags, shape: Shape, areaM2: number, fileHint: string): Classified {
  const own = classifyOwn(tags, shape);
  if (own) return own;
  if (shape === 'point') return classifyPoint(tags);
  if (shape === 'line') return classifyLine(tags, fileHint);
  return readBuilding(tags, fileHint) ?? classifyArea(tags, areaM2, fileHint);
}

/** The convention of our own sources. Other sources also say `kind`, with other words; those fall through. */
function classifyOwn(tags: Tags, shape: Shape): Classified | null {
  const kind = tags['kind'];
  const stated = tags['structure'];
  // Some tools write nested objects as text.
  const spec = typeof stated === 'string' && stated.startsWith('{') ? parseQuietly(stated) : stated;
  if (isRecord(spec) && typeof spec['type'] === 'string') return { layer: 'structure', kind: isKind(kind) ? kind : 'landmark', spec };
  const groundClass = textOf(tags, 'ground');
  if (groundClasses.has(groundClass) && shape !== 'point') {
    const width = tags['width'] ?? tags['widthM'];
    const water = shape === 'area' && kind === 'riverReach';
    return { layer: 'ground', kind: isKind(kind) ? kind : 'road', class: groundClass as GroundClass, width: typeof width === 'number' ? width : null, water, buffer: false };
  }
  if (!isKind(kind) || COMMON_WORDS.has(kind)) return null;
  if (shape === 'point') return { layer: 'thing', kind };
  const classes = GROUND_OF_KIND[kind];
  if (!classes) return { layer: 'thing', kind };
  return { layer: 'ground', kind, class: shape === 'line' ? classes[0] : classes[1], width: null, water: shape === 'area' && kind === 'riverReach', buffer: false };
}
