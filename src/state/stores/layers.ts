/** Which kinds are drawn. Ground layers count too; everything is on except what `defaultOff` names. The figures of preplans are a layer of their own. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { KINDS, type Kind } from '../../domain/kind';

const defaultOff: readonly Kind[] = ['gridCell', 'district', 'parkingLot'];

export const useLayers = defineStore('layers', () => {
  const hidden = shallowRef<ReadonlySet<Kind>>(new Set(defaultOff));
  /** Rings, routes and areas that preplans, warnings and tasks draw. */
  const figures = ref(true);
  const isDefault = computed(() => figures.value && hidden.value.size === defaultOff.length && defaultOff.every((kind) => hidden.value.has(kind)));
  const visible = (kind: Kind): boolean => !hidden.value.has(kind);
  function show(kind: Kind, on: boolean): void {
    const next = new Set(hidden.value);
    if (on) next.delete(kind); else next.add(kind);
    hidden.value = next;
  }
  function setHidden(kinds: Iterable<Kind>): void { hidden.value = new Set(kinds); }
  function showOnly(kinds: readonly Kind[]): void { hidden.value = new Set(KINDS.filter((kind) => !kinds.includes(kind))); }
  function reset(): void { hidden.value = new Set(defaultOff); figures.value = true; }
  return { hidden, figures, isDefault, visible, show, setHidden, showOnly, reset };
});
