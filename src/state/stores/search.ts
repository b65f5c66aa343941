/**
 * What the search box found. One question is on its way at a time; when it comes back and the words have changed, the newest
 * words go next and the old answer is dropped, so that typing needs no delay and answers never arrive out of order.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { SearchHit } from '../../domain/objectSummary';
import type { Condition } from '../../domain/state';
import { usePorts } from './providePorts';

/** How many hits a search shows. */
export const HITS_SHOWN = 12;

export interface ShownHit { readonly hit: SearchHit; readonly condition: Condition }

export const useSearch = defineStore('search', () => {
  const query = ref('');
  const hits = shallowRef<readonly ShownHit[]>([]);
  /** Words that `hits` answers; differs from `query` while a question is on its way. */
  const answered = ref('');
  const failed = ref(false);
  const wanted = computed(() => query.value.trim());
  const searching = computed(() => wanted.value !== '' && wanted.value !== answered.value && !failed.value);
  const isEmpty = computed(() => wanted.value !== '' && answered.value === wanted.value && hits.value.length === 0);
  let asking = false;

  async function ask(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      while (wanted.value !== '' && wanted.value !== answered.value) {
        const words = wanted.value;
        const { ports, store } = usePorts();
        const found = await ports.search(words, HITS_SHOWN);
        if (wanted.value !== words) continue;
        hits.value = found.map((hit) => ({ hit, condition: store.state(hit.index).condition }));
        answered.value = words;
      }
    } catch {
      failed.value = true;
      hits.value = [];
    } finally { asking = false; }
  }

  function type(words: string): void {
    query.value = words;
    failed.value = false;
    if (wanted.value === '') { hits.value = []; answered.value = ''; return; }
    void ask();
  }
  const clear = (): void => { type(''); };
  return { query, hits, answered, failed, searching, isEmpty, type, clear };
});
