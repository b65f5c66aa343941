/**
 * Names of streets, units, classes and causes that filters hold as ids: read from the records that carry them, remembered as long as
 * the page lives, so that a list still has its title when the last record of it has gone.
 */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { CASE_CATEGORIES, classKey, type CaseCategory } from '../../../domain/case';
import { usePorts } from '../providePorts';

export interface NamePair { readonly zh: string; readonly en: string }

export const useNames = defineStore('names', () => {
  const streets = new Map<string, NamePair>();
  const units = new Map<string, NamePair>();
  const classes = new Map<string, NamePair>();
  const causes = new Map<string, NamePair>();
  /** Classes of the detection catalogue by id; no record carries their names. Null = not asked yet. */
  const detections = shallowRef<ReadonlyMap<string, NamePair> | null>(null);

  /** What else tells names (an evaluation's rows, the back end's cases). */
  function learn(kind: 'street' | 'unit' | 'caseClass', id: string, name: NamePair): void {
    if (id !== '' && (name.zh !== '' || name.en !== '')) ({ street: streets, unit: units, caseClass: classes })[kind].set(id, name);
  }
  function learnFromTable(): void {
    const { store } = usePorts();
    for (const item of store.cases()) {
      learn('street', item.streetId, { zh: item.streetZh, en: item.streetEn });
      learn('unit', item.leadUnitId, { zh: item.leadUnitZh, en: item.leadUnitEn });
      learn('caseClass', classKey(item.category, item.classCode), { zh: item.classNameZh, en: item.classNameEn });
    }
    for (const item of store.warnings()) learn('street', item.streetId, { zh: item.streetZh, en: item.streetEn });
  }
  const find = (known: ReadonlyMap<string, NamePair>, id: string): NamePair => {
    if (!known.has(id)) learnFromTable();
    return known.get(id) ?? { zh: id, en: id };
  };
  /** A cause is an observed property's key, or a rule's name that stands for itself. */
  function cause(key: string): NamePair {
    const known = causes.get(key);
    if (known) return known;
    const { store } = usePorts();
    for (const warning of store.warnings()) {
      if (warning.cause !== key) continue;
      const property = store.readings(warning.objectId).find((reading) => reading.property.key === key)?.property;
      if (!property) continue;
      const name = { zh: property.nameZh, en: property.nameEn };
      causes.set(key, name);
      return name;
    }
    return { zh: key, en: key };
  }
  /** A code alone (an old link) names every class that has it. */
  function caseClass(code: string, category?: CaseCategory): NamePair {
    const known = (category === undefined ? CASE_CATEGORIES : [category]).map((one) => classKey(one, code)).map((key) => ({ key, name: find(classes, key) })).filter(({ key, name }) => name.zh !== key);
    return known.length === 0 ? { zh: code, en: code } : { zh: known.map(({ name }) => name.zh).join(' / '), en: known.map(({ name }) => name.en).join(' / ') };
  }
  function detection(id: string): NamePair {
    const { boards } = usePorts();
    if (detections.value === null && boards) {
      detections.value = new Map();
      // a list that was opened by a link names its class as soon as the catalogue is there
      void boards.aiClasses(null).then((rows) => { detections.value = new Map(rows.map((row) => [row.id, { zh: row.nameZh, en: row.nameEn }])); }, () => { detections.value = null; });
    }
    return detections.value?.get(id) ?? { zh: id, en: id };
  }
  return { learn, cause, caseClass, detection, street: (id: string) => find(streets, id), unit: (id: string) => find(units, id) };
});
