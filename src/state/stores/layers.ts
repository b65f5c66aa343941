/** Which kinds are drawn. Ground layers count too; everything is on except what `defaultOff` names. The figures of preplans are a layer of their own. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { KINDS, type Kind } from '../../domain/kind';

const defaultOff: readonly Kind[] = ['gridCell', 'district', 'parkingLot'];

export const useLayers = defineStore('layers', () => {
  const hidden = shallowRef<ReadonlySet<Kind>>(new Set(defaultOff));
  /** Rings, routes and areas that preplans, warnings and tasks draw. */
  const figures = ref(true);
  /** Rivers by their surface-water classes (GB 3838) instead of as water. */
  const waterClasses = ref(false);
  const isDefault = computed(() => figures.value && !waterClasses.value && isDefaultHidden.value);
  const isDefaultHidden = computed(() => hidden.value.size === defaultOff.length && defaultOff.every((kind) => hidden.value.has(kind)));
  const visible = (kind: Kind): boolean => !hidden.value.has(kind);
  function show(kind: Kind, on: boolean): void {
    const next = new Set(hidden.value);
    if (on) next.delete(kind); else next.add(kind);
    hidden.value = next;
  }
  function setHidden(kinds: Iterable<Kind>): void { hidden.value = new Set(kinds); }
  function showOnly(kinds: readonly Kind[]): void { hidden.value = new Set(KINDS.filter((kind) => !kinds.includes(kind))); }
  function reset(): void { hidden.value = new Set(defaultOff); figures.value = true; waterClasses.value = false; }
  return { hidden, figures, waterClasses, isDefault, isDefaultHidden, visible, show, setHidden, showOnly, reset };
});
