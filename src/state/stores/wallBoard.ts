/** What a wall shows beyond the overview: key facilities, worst first, and open cases, most pressing first. Runs only on walls. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Case } from '../../domain/case';
import type { Kind } from '../../domain/kind';
import { createThrottle } from './createThrottle';
import { selectRows, type ListRow, type ShownRow, describeRow } from './listRows';
import { byCondition } from './objectCard';
import { usePorts } from './providePorts';
import { useTimers, type Cancel } from './Timers';

/** Shortest time between two refreshes, ms: these lists are read from across a room. */
export const WALL_BOARD_INTERVAL_MS = 1000;
/** Longest list kept; the panel shows as many rows as fit. */
const MOST_ROWS = 24;
/** The facilities a city answers for by name. */
const FACILITY_KINDS: readonly Kind[] = ['bridge', 'tunnel', 'riverReach', 'waterLevelGauge', 'slope'];

export interface FacilityRow extends ShownRow { readonly key: string }

export const useWallBoard = defineStore('wallBoard', () => {
  const facilities = shallowRef<readonly FacilityRow[]>([]);
  const facilityCount = shallowRef(0);
  const pressingCases = shallowRef<readonly Case[]>([]);

  function start(): Cancel {
    const { store } = usePorts();
    const refresh = (): void => {
      const rows = FACILITY_KINDS.flatMap((kind) => selectRows(store, { type: 'kind', kind }, null))
        .filter((row): row is Extract<ListRow, { type: 'object' }> => row.type === 'object')
        .toSorted((a, b) => byCondition(a.condition, b.condition));
      facilityCount.value = rows.length;
      facilities.value = rows.slice(0, MOST_ROWS).map((row) => ({ key: row.key, ...describeRow(store, row) }));
      pressingCases.value = selectRows(store, { type: 'cases' }, null).flatMap((row) => (row.type === 'case' ? [row.item] : [])).slice(0, MOST_ROWS);
    };
    const throttle = createThrottle(useTimers(), WALL_BOARD_INTERVAL_MS, refresh);
    throttle.request();
    const unsubscribe = store.subscribe(() => { throttle.request(); });
    return () => { unsubscribe(); throttle.cancel(); };
  }
  return { facilities, facilityCount, pressingCases, start };
});
