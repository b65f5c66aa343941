/** The attributes of an object that its card shows, in the order and words of `objects.json`; a plate only for who may read plates. */
import type { RegisterFact } from '../../domain/objectSummary';
import type { ObjectsFile } from './objectsFile';

export function registerOf(file: ObjectsFile | null, attribute: (name: string) => string | number | null, plates: boolean): readonly RegisterFact[] {
  return Object.entries(file?.shown ?? {}).flatMap(([key, { zh, en, unit }]) => {
    const value = key === 'plate' && !plates ? null : attribute(key);
    return value === null || value === '' ? [] : [{ key, zh, en, value, unit }];
  });
}
