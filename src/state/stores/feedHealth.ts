/** What an operator must know of the feed: its phase, since when, whether its values are simulated, and what it refused. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { FeedConnection } from '../../domain/feedEvent';
import { usePorts } from './providePorts';
import type { Cancel } from './Timers';

const unknown: FeedConnection = { source: '', phase: 'connecting', since: 0, reason: null, clockOffsetMs: 0 };

export const useFeedHealth = defineStore('feedHealth', () => {
  const connection = shallowRef<FeedConnection>(unknown);
  const demo = ref(false);
  const refused = shallowRef<Readonly<Record<string, number>>>({});
  /** True once values were live: only then can a loss be told from a slow start. */
  const wasLive = ref(false);
  const isLive = computed(() => connection.value.phase === 'live');
  const isStopped = computed(() => connection.value.phase === 'stale' || connection.value.phase === 'refused' || (wasLive.value && connection.value.phase === 'connecting'));
  /** Time of the last good byte while the feed is down; holds through reconnection attempts. */
  const dataUntil = ref<number | null>(null);

  function start(): Cancel {
    const { store } = usePorts();
    const read = (): void => {
      connection.value = store.connection;
      demo.value = store.demo;
      refused.value = store.refused;
      if (store.connection.phase === 'live') { wasLive.value = true; dataUntil.value = null; }
      else if (store.connection.phase === 'stale' || dataUntil.value === null) dataUntil.value = store.connection.since;
    };
    read();
    return store.subscribe((diff) => { if (diff.connectionChanged || diff.source === 'snapshot') read(); });
  }
  return { connection, demo, refused, wasLive, isLive, isStopped, dataUntil, start };
});
