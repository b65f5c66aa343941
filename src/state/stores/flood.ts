/** Whether more warnings come than anybody can read, and then the few groups that stand for them. Counts of the groups add up to all that are announced. */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { groupWarnings, isFlood, type WarningGroup } from '../../domain/groupWarnings';
import type { Warning } from '../../domain/warning';
import { useClock } from './clock';
import { byLevelThenAge, useOverview } from './overview';
import { usePorts } from './providePorts';

/** Groups on screen at most: what a person can hold in view. */
export const MOST_GROUPS = 7;
/** Until the city's rules have been read: ISA-18.2 calls ten new alarms in ten minutes a flood. */
const USUAL = { newAlarms: 10, perSeconds: 600 };

export const useFlood = defineStore('flood', () => {
  const overview = useOverview();
  const clock = useClock();
  const limit = shallowRef<{ readonly newAlarms: number; readonly perSeconds: number }>(USUAL);
  void usePorts().ruleBook?.flood().then((own) => { if (own) limit.value = own; });

  const isOn = computed(() => isFlood(overview.activeWarnings, clock.now, limit.value));
  const groups = computed<readonly WarningGroup[]>(() => (isOn.value ? groupWarnings(overview.activeWarnings, MOST_GROUPS) : []));
  const byId = computed(() => new Map(overview.activeWarnings.map((warning) => [warning.id, warning])));
  /** Its warnings, the first one first, then worst first. */
  const membersOf = (group: WarningGroup): readonly Warning[] => group.ids.flatMap((id) => byId.value.get(id) ?? []).sort((a, b) => Number(b.id === group.firstOut) - Number(a.id === group.firstOut) || byLevelThenAge(a, b));
  return { isOn, groups, membersOf };
});
