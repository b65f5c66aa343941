/** Where a role can be signed in: units, grids or subdistricts with what waits there now, the busiest first. Asked when the menu opens; nothing is kept. */
import { defineStore } from 'pinia';
import type { Case } from '../../domain/case';
import { isDutyRole, waitsFor } from '../../domain/duty';
import type { Role } from '../../domain/role';
import { useRuleChoices } from './ruleChoices';
import { usePorts } from './providePorts';
import { placeTypeOf } from './session';

export interface SignInPlace { readonly id: string; readonly zh: string; readonly en: string; /** Cases that wait for the role there, as far as this screen is told. */ readonly waiting: number }

export const useSignInPlaces = defineStore('signInPlaces', () => {
  const rules = useRuleChoices();

  /** Every place that the rules, the map or a case names. */
  function named(type: 'unit' | 'grid' | 'street'): Map<string, { readonly zh: string; readonly en: string }> {
    const { store } = usePorts();
    const found = new Map<string, { readonly zh: string; readonly en: string }>();
    if (type === 'street') for (const community of rules.communities) found.set(community.id, community);
    if (type === 'unit') for (const unit of rules.units) found.set(unit.id, unit);
    if (type === 'grid') {
      for (const index of store.catalogue.indicesOfKind('gridCell')) {
        const cell = store.catalogue.summary(index);
        if (cell) found.set(cell.id, { zh: cell.nameZh, en: cell.nameEn });
      }
    }
    for (const item of store.cases()) {
      const [id, zh, en] = type === 'unit' ? [item.leadUnitId, item.leadUnitZh, item.leadUnitEn] : type === 'street' ? [item.streetId, item.streetZh, item.streetEn] : [item.gridId, '', ''];
      if (id && !found.has(id)) found.set(id, { zh, en });
    }
    return found;
  }
  const at = (item: Case, type: 'unit' | 'grid' | 'street'): string => (type === 'unit' ? item.leadUnitId : type === 'grid' ? item.gridId : item.streetId);

  function of(role: Role): readonly SignInPlace[] {
    const type = placeTypeOf(role);
    if (type === null) return [];
    const waiting = new Map<string, number>();
    for (const item of usePorts().store.cases()) {
      if (isDutyRole(role) ? waitsFor(item, role) : item.open) waiting.set(at(item, type), (waiting.get(at(item, type)) ?? 0) + 1);
    }
    return [...named(type)].map(([id, { zh, en }]) => ({ id, zh, en, waiting: waiting.get(id) ?? 0 })).sort((a, b) => b.waiting - a.waiting || (a.id < b.id ? -1 : 1));
  }
  return { of, load: rules.load };
});
