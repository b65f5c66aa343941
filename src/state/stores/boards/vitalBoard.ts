/** All defined vital signs with what is known of each, and when they last came. A sign without a value stays in its place and says so. */
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { VitalSign } from '../../../domain/overview';
import { VITAL_DEFINITIONS } from '../../city/vitalDefinitions';
import { useOverview } from '../overview';
import { usePorts } from '../providePorts';
import type { Cancel } from '../Timers';

export const VITAL_IDS: readonly string[] = VITAL_DEFINITIONS.map((definition) => definition.id);

export const useVitalBoard = defineStore('vitalBoard', () => {
  const overview = useOverview();
  /** Server time of the last values; null before any came. */
  const valuesAt = ref<number | null>(null);
  const vitals = computed<readonly VitalSign[]>(() => {
    const known = new Map((overview.overview?.vitals ?? []).map((vital) => [vital.id, vital]));
    return VITAL_DEFINITIONS.map((definition) => known.get(definition.id) ?? { ...definition, value: null, inBand: null });
  });
  function start(): Cancel {
    const { store } = usePorts();
    if ((overview.overview?.vitals.length ?? 0) > 0) valuesAt.value ??= store.serverNow();
    return store.subscribe((diff) => { if (diff.vitalsChanged) valuesAt.value = store.serverNow(); });
  }
  return { vitals, valuesAt, start };
});
