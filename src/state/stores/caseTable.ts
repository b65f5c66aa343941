/** Questions to the live table of cases that forms ask while they are open; nothing is kept. */
import { defineStore } from 'pinia';
import type { Case } from '../../domain/case';
import { toCaseId } from '../../domain/ids';
import type { UnitChoice } from '../ports/ruleBook';
import { toMetres } from './objectCard';
import { usePorts } from './providePorts';

/** A case farther away is not the same thing, metres. */
const ALIKE_METRES = 300;
/** How many a form offers. */
const ALIKE_MOST = 8;

export const useCaseTable = defineStore('caseTable', () => {
  const find = (id: string): Case | null => usePorts().store.case(toCaseId(id));
  const now = (): number => usePorts().store.liveNow();
  /** Units that lead or support any case of the table. */
  function units(): readonly UnitChoice[] {
    const seen = new Map<string, UnitChoice>();
    for (const item of usePorts().store.cases()) {
      if (item.leadUnitId) seen.set(item.leadUnitId, { id: item.leadUnitId, zh: item.leadUnitZh, en: item.leadUnitEn, streetId: null });
      for (const unit of item.supporting) seen.set(unit.unitId, { id: unit.unitId, zh: unit.zh, en: unit.en, streetId: null });
    }
    return [...seen.values()].sort((a, b) => (a.zh < b.zh ? -1 : 1));
  }
  /** Open cases of the same class nearby, nearest first. */
  function alike(item: Case): readonly Case[] {
    const away = (other: Case): number => toMetres(item.lon, item.lat, other.lon, other.lat);
    return usePorts().store.cases().filter((other) => other.id !== item.id && other.open && other.classCode === item.classCode && other.category === item.category && away(other) <= ALIKE_METRES)
      .sort((a, b) => away(a) - away(b)).slice(0, ALIKE_MOST);
  }
  return { find, now, units, alike };
});
