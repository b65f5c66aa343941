/** Whether single keys (letters, `/`, `?`, `[`, `]`) are shortcuts; who speaks to the computer, or types by accident, turns them off (WCAG 2.1.4). Kept by this browser. */
import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { usePorts } from './providePorts';

/** Line of the browser's notebook. */
const NOTE = 'singleKeys';

export const useSingleKeys = defineStore('singleKeys', () => {
  const { notebook } = usePorts();
  const on = ref(notebook?.read(NOTE) !== 'off');
  watch(on, (now) => { notebook?.write(NOTE, now ? null : 'off'); });
  return { on };
});
