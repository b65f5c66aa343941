/** What forms offer of the city's rules: filing conditions, units, preplans, counters. Asked once, empty where the city publishes none. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { toObjectId } from '../../domain/ids';
import type { CommunityChoice, FilingChoice, PreplanChoice, UnitChoice } from '../ports/ruleBook';
import { usePorts } from './providePorts';

export const useRuleChoices = defineStore('ruleChoices', () => {
  const filing = shallowRef<readonly FilingChoice[]>([]);
  const units = shallowRef<readonly UnitChoice[]>([]);
  const communities = shallowRef<readonly CommunityChoice[]>([]);
  const preplans = shallowRef<readonly PreplanChoice[]>([]);
  const counters = shallowRef<ReadonlySet<string>>(new Set());
  let asked: Promise<void> | null = null;

  /** A city without rule files of its own still has the preplans that its back end lists. */
  async function listedPreplans(): Promise<readonly PreplanChoice[]> {
    const list = await usePorts().boards?.preplans().catch(() => []) ?? [];
    return list.map(({ id, zh, en, conditionZh, conditionEn, steps }) => ({ id, zh, en, conditionZh, conditionEn, cause: '', level: null, steps: steps.length }));
  }
  async function read(): Promise<void> {
    const { ruleBook } = usePorts();
    if (!ruleBook) { preplans.value = await listedPreplans(); return; }
    const [filed, known, planned, counted, below] = await Promise.all([ruleBook.filing(), ruleBook.units(), ruleBook.preplans(), ruleBook.counters(), ruleBook.communities()]);
    [filing.value, units.value, counters.value, communities.value] = [filed, known, new Set(counted), below];
    preplans.value = planned.length > 0 ? planned : await listedPreplans();
  }
  const load = (): Promise<void> => (asked ??= read());

  /** Preplans whose cause the object or a sensor on it observes or warns of, then all others. */
  function preplansFor(id: string): { readonly fitting: readonly PreplanChoice[]; readonly others: readonly PreplanChoice[] } {
    const { store } = usePorts();
    const own = toObjectId(id);
    const index = store.catalogue.indexOf(own);
    const all = [own, ...(index === null ? [] : store.mountedOn(index)).map((mounted) => store.catalogue.idOf(mounted))];
    const causes = new Set(all.flatMap((one) => [...store.readings(one).map((reading) => reading.property.key), ...store.warningsOf(one).map((warning) => warning.cause)]));
    return { fitting: preplans.value.filter((plan) => causes.has(plan.cause)), others: preplans.value.filter((plan) => !causes.has(plan.cause)) };
  }
  return { filing, units, communities, preplans, counters, load, preplansFor };
});
