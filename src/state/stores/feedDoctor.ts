/** How each source of the feed does, as the worker tells it every other second. */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { adviceOf, type SourceHealth } from '../../domain/sourceHealth';
import { usePorts } from './providePorts';
import type { Cancel } from './Timers';

export const useFeedDoctor = defineStore('feedDoctor', () => {
  const sources = shallowRef<readonly SourceHealth[]>([]);
  /** Those that need somebody. */
  const ailing = computed(() => sources.value.filter((source) => !['fine', 'waiting', 'quiet'].includes(adviceOf(source))));
  function start(): Cancel {
    return usePorts().time?.onNews((news) => { if (news.type === 'sources') sources.value = news.sources; }) ?? (() => undefined);
  }
  return { sources, ailing, start };
});
