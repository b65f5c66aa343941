/** The attributes of an object that its card shows, in the order and words of `objects.json`; a plate only for who may read plates. */
import type { RegisterFact } from '../../domain/objectSummary';
import type { ObjectsFile } from './objectsFile';

export function registerOf(file: ObjectsFile | null, attribute: (name: string) => string | number | null, plates: boolean): readonly RegisterFact[] {
  const shown = { ...(plates && { plate: { zh: '车牌', en: 'Plate', unit: '' } }), ...file?.shown };
  return Object.entries(shown).flatMap(([key, { zh, en, unit }]) => {
    const value = attribute(key);
    return value === null || value === '' ? [] : [{ key, zh, en, value, unit }];
  });
}
