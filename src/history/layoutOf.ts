/** The feed dictionary as a recording's layout. The fingerprint is FNV-1a over ids, streams and decimals: same numbers, same meaning. */
import type { FeedDictionary } from '../domain/feedEvent';
import type { RecordingLayout } from './recording';

const PRIME = 0x0100_0193;

export function fingerprintOf(ids: readonly string[], streamObject: ArrayLike<number>, streamProperty: ArrayLike<number>, propertyKeys: readonly string[]): string {
  let hash = 0x811c_9dc5;
  const mix = (value: number): void => { hash = Math.imul(hash ^ value, PRIME); };
  const text = (value: string): void => { for (let k = 0; k < value.length; k++) mix(value.charCodeAt(k)); mix(0x1f); };
  for (const id of ids) text(id);
  for (const key of propertyKeys) text(key);
  for (let k = 0; k < streamObject.length; k++) { mix(streamObject[k] ?? 0); mix(streamProperty[k] ?? 0); }
  return `${(hash >>> 0).toString(36)}-${ids.length}-${streamObject.length}`;
}

export function layoutOf(dictionary: Pick<FeedDictionary, 'objectIds' | 'properties' | 'datastreamObject' | 'datastreamProperty'>): RecordingLayout {
  const { objectIds, properties, datastreamObject, datastreamProperty } = dictionary;
  return {
    fingerprint: fingerprintOf(objectIds, datastreamObject, datastreamProperty, properties.map((property) => property.key)),
    objectCount: objectIds.length, streamProperty: datastreamProperty,
    decimals: properties.map((property) => property.decimals), intervalMs: properties.map((property) => property.samplingSeconds * 1000),
  };
}
