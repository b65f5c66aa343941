/** The forecast of the pier on the open card: a month of its readings, and what somebody assumes of load and water level. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { ObjectId } from '../../domain/ids';
import { PIER_INDICATORS, pierHealth, type PierIndicator, type PierTrend } from '../../domain/pierHealth';
import { PIER_DAYS, PIER_METHOD } from '../../domain/pierMethod';
import type { ObservedProperty } from '../../domain/reading';
import type { Asked } from './objectSheet';
import { usePorts } from './providePorts';

const DAY = 86_400_000;
const isIndicator = (key: string): key is PierIndicator => (PIER_INDICATORS as readonly string[]).includes(key);
/** True when a card has something to forecast. */
export const hasPierTrend = (properties: readonly Pick<ObservedProperty, 'key'>[]): boolean => properties.some(({ key }) => isIndicator(key));

export const usePierForecast = defineStore('pierForecast', () => {
  const trends = shallowRef<Asked<readonly PierTrend[]>>({ phase: 'none' });
  /** Traffic load as a share of the present one. */
  const load = ref(1);
  /** Metres above the present water level. */
  const water = ref(0);
  let visit = 0;

  /** Reads the month behind now, or behind the instant looked at, of every pier quantity of the object. */
  async function show(objectId: ObjectId, properties: readonly ObservedProperty[]): Promise<void> {
    const mine = ++visit;
    const { ports, store } = usePorts();
    trends.value = { phase: 'loading' };
    load.value = 1;
    water.value = 0;
    const to = store.instant ?? store.serverNow();
    try {
      const read = await Promise.all(properties.flatMap((property) => {
        if (!isIndicator(property.key)) return [];
        const indicator = property.key;
        const next = [property.levels.IV, property.levels.III, property.levels.II, property.levels.I].filter((limit): limit is number => limit !== null);
        return [ports.history(objectId, property.key, to - PIER_DAYS * DAY, to).then(({ times, values }): PierTrend => ({ indicator, limit: next.at(-1) ?? 0, next, times, values }))];
      }));
      if (mine === visit) trends.value = read.some(({ values }) => values.some((value) => value !== null)) ? { phase: 'ready', value: read } : { phase: 'none' };
    } catch {
      if (mine === visit) trends.value = { phase: 'failed' };
    }
  }
  const health = computed(() => (trends.value.phase === 'ready' ? pierHealth(trends.value.value, { load: load.value, water: water.value }, PIER_METHOD) : null));
  /** What is assumed differs from what is. */
  const isAssumption = computed(() => load.value !== 1 || water.value !== 0);
  function reset(): void { load.value = 1; water.value = 0; }

  return { trends, load, water, health, isAssumption, show, reset };
});
