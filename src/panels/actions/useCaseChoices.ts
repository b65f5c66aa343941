/**
 * What the forms of a case offer: conditions of its class first, units of the rule set or else those seen on cases, open cases nearby of the
 * same class; and whom its filing condition proposes.
 */
import { computed, type ComputedRef } from 'vue';
import { appealGroundsOf, type AppealGround, type Case } from '../../domain/case';
import type { FilingChoice, UnitChoice } from '../../state/ports/ruleBook';
import { useCaseView } from '../../state/stores/caseView';
import { useCaseTable } from '../../state/stores/caseTable';
import { useRuleChoices } from '../../state/stores/ruleChoices';

export interface CaseChoices {
  readonly rules: ComputedRef<readonly FilingChoice[]>; readonly units: ComputedRef<readonly UnitChoice[]>; readonly mergeable: ComputedRef<readonly Case[]>;
  /** Whom an automatic dispatch would choose; null when the rules do not say. */
  readonly proposed: ComputedRef<{ readonly leadUnitId: string; readonly supportingUnitIds: readonly string[] } | null>;
  /** What an extension counts from, ms. */
  readonly deadline: ComputedRef<number>;
  /** What an appeal could be against. */
  readonly grounds: ComputedRef<readonly AppealGround[]>;
}

export function useCaseChoices(caseId: () => string | null): CaseChoices {
  const choices = useRuleChoices();
  const table = useCaseTable();
  const view = useCaseView();
  const item = computed<Case | null>(() => { const id = caseId(); return id === null ? null : table.find(id) ?? (view.record?.id === id ? view.record : null); });
  const ofClass = (rule: FilingChoice): boolean => item.value !== null && rule.category === item.value.category && rule.codes.includes(item.value.classCode);
  /** The unit that a filing condition means by this id. */
  const unitOf = (id: string, streetId: string): string | null => choices.units.find((unit) => (id === 'street' ? unit.streetId === streetId : unit.id === id))?.id ?? null;
  const proposed = computed(() => {
    const own = item.value;
    const rule = own?.ruleId ? choices.filing.find((one) => one.id === own.ruleId) : undefined;
    const lead = own && rule ? unitOf(rule.leadUnit, own.streetId) : null;
    if (!own || !rule || lead === null) return null;
    return { leadUnitId: lead, supportingUnitIds: rule.supportingUnits.flatMap((id) => { const unit = unitOf(id, own.streetId); return unit === null || unit === lead ? [] : [unit]; }) };
  });
  return {
    proposed,
    rules: computed(() => { const own = choices.filing.filter(ofClass); return own.length > 0 ? own : choices.filing; }),
    units: computed(() => (choices.units.length > 0 ? choices.units : table.units())),
    mergeable: computed(() => (item.value ? table.alike(item.value) : [])),
    deadline: computed(() => item.value?.deadlineAt ?? table.now()),
    grounds: computed(() => (item.value ? appealGroundsOf(item.value, table.now()) : [])),
  };
}
