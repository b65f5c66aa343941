/**
 * One flat view of a feature's attributes, whichever way the source nests them: OSM `tags` as object or JSON text,
 * GDAL's `other_tags` hstore, Overture's `names`. The attributes themselves are kept as they came.
 */
import { isRecord } from '../convert/SourceFeature';

export type Tags = Readonly<Record<string, unknown>>;

const HSTORE_PAIR = /"((?:[^"\\]|\\.)*)"\s*=>\s*"((?:[^"\\]|\\.)*)"/g;

export function readTags(properties: Readonly<Record<string, unknown>>): Tags {
  const nested = properties['tags'];
  const other = properties['other_tags'];
  if (nested === undefined && typeof other !== 'string') return properties;
  const flat: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  if (typeof other === 'string') for (const [, key, value] of other.matchAll(HSTORE_PAIR)) flat[key as string] = value;
  const inner = typeof nested === 'string' && nested.startsWith('{') ? parseQuietly(nested) : nested;
  if (isRecord(inner)) for (const [key, value] of Object.entries(inner)) flat[key] = value;
  for (const [key, value] of Object.entries(properties)) if (value !== null && value !== undefined) flat[key] = value;
  return flat;
}

export function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

export function firstOf(tags: Tags, keys: readonly string[]): unknown {
  for (const key of keys) {
    const value = tags[key];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** Text of a tag, '' when it is absent or no text or number. */
export function textOf(tags: Tags, key: string): string {
  const value = tags[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** OSM and database ways of saying yes. */
export const isYes = (value: unknown): boolean => value === true || value === 1 || (typeof value === 'string' && value !== '' && !/^(no|false|0|f|n)$/i.test(value));
