/** Which kinds are drawn. Ground layers count too; everything is on except what `defaultOff` names. */
import { defineStore } from 'pinia';
import { shallowRef, computed } from 'vue';
import { KINDS, type Kind } from '../../domain/kind';

const defaultOff: readonly Kind[] = ['gridCell', 'district', 'parkingLot'];

export const useLayers = defineStore('layers', () => {
  const hidden = shallowRef<ReadonlySet<Kind>>(new Set(defaultOff));
  const isDefault = computed(() => hidden.value.size === defaultOff.length && defaultOff.every((kind) => hidden.value.has(kind)));
  const visible = (kind: Kind): boolean => !hidden.value.has(kind);
  function show(kind: Kind, on: boolean): void {
    const next = new Set(hidden.value);
    if (on) next.delete(kind); else next.add(kind);
    hidden.value = next;
  }
  function setHidden(kinds: Iterable<Kind>): void { hidden.value = new Set(kinds); }
  function showOnly(kinds: readonly Kind[]): void { hidden.value = new Set(KINDS.filter((kind) => !kinds.includes(kind))); }
  function reset(): void { hidden.value = new Set(defaultOff); }
  return { hidden, isDefault, visible, show, setHidden, showOnly, reset };
});
