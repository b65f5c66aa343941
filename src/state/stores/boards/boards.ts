/** The open board, its choices, and the moment it speaks of. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { usePorts } from '../providePorts';
import type { Cancel } from '../Timers';
import { dimensionsOf, type BoardAddress, type BoardId } from './boardAddress';

export const useBoards = defineStore('boards', () => {
  const board = shallowRef<BoardAddress | null>(null);
  const isOpen = computed(() => board.value !== null);
  /** The instant shown while the cockpit looks back, ms; null = live. */
  const instant = ref<number | null>(null);

  function open(id: BoardId, choices: Readonly<Record<string, string>> = {}): void { board.value = Object.freeze({ id, choices }); }
  function show(next: BoardAddress | null): void { board.value = next; }
  function close(): void { board.value = null; }
  function toggle(id: BoardId): void { if (board.value?.id === id) close(); else open(id); }
  /** The word in force of a dimension of the open board. */
  const choice = (name: string): string => (board.value ? board.value.choices[name] ?? dimensionsOf(board.value.id)[name]?.[0] ?? '' : '');
  function choose(name: string, word: string): void {
    const now = board.value;
    if (!now || !dimensionsOf(now.id)[name]?.includes(word)) return;
    const rest = Object.fromEntries(Object.entries(now.choices).filter(([key]) => key !== name));
    open(now.id, dimensionsOf(now.id)[name]?.[0] === word ? rest : { ...rest, [name]: word });
  }
  /** Follows the table's instant; boards start it, and stop it when they close. */
  function follow(): Cancel {
    const { store } = usePorts();
    instant.value = store.instant;
    return store.subscribe((diff) => { if (diff.instantChanged) instant.value = store.instant; });
  }
  return { board, isOpen, instant, open, show, close, toggle, choice, choose, follow };
});
