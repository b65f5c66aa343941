/** The catalogue of sensing resources as the board looks at it: filter, text that is typed, and the window of pages. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { usePorts } from '../providePorts';
import { useTimers, type Cancel } from '../Timers';
import { whenConnected } from '../whenConnected';
import { createResourcePages, type ResourceFilter } from './resourcePages';

/** Quiet time after the last key before the back end is asked, ms. */
export const TYPING_PAUSE_MS = 250;
/** A field that is given as undefined is taken away. */
export type Narrowing = { readonly [Name in keyof ResourceFilter]?: ResourceFilter[Name] | undefined };

export const useResources = defineStore('resources', () => {
  const pages = createResourcePages((query) => {
    const { boards } = usePorts();
    return boards ? boards.resources(query) : Promise.reject(new Error('no back end belongs to this city'));
  });
  const filter = shallowRef<ResourceFilter>({});
  /** What is typed; the filter follows when the typing pauses. */
  const text = ref('');
  const state = computed(() => pages.state.value);
  let cancelTyping: Cancel | null = null;

  function narrow(change: Narrowing): void {
    const next = Object.fromEntries(Object.entries({ ...filter.value, ...change }).filter(([, value]) => value !== undefined)) as ResourceFilter;
    filter.value = Object.freeze(next);
    pages.setFilter(filter.value);
  }
  function type(words: string): void {
    text.value = words;
    cancelTyping?.();
    cancelTyping = useTimers().after(TYPING_PAUSE_MS, () => {
      cancelTyping = null;
      const wanted = words.trim();
      if (wanted !== (filter.value.text ?? '')) narrow({ text: wanted === '' ? undefined : wanted });
    });
  }
  function start(): Cancel {
    const { store } = usePorts();
    const stopWaiting = whenConnected(() => { pages.setFilter(filter.value); });
    let { source } = store.connection;
    // a recorded file is another city than the connected one
    const unsubscribe = store.subscribe(() => { if (store.connection.source !== source) { ({ source } = store.connection); pages.setFilter(filter.value); } });
    return () => { stopWaiting(); unsubscribe(); cancelTyping?.(); cancelTyping = null; };
  }
  return { state, filter, text, narrow, type, start, row: pages.row, look: pages.look, again: pages.again, pagesHeld: pages.pagesHeld };
});
