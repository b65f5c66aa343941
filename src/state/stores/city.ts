/** Which city is open: its titles, where its data comes from, and how far the start has come. Written by the composition root. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

/** A water whose gauge moves its surface. `elevation` = at rest, orthometric metres. */
export interface CityWater { readonly id: string; readonly gaugeId: string; readonly elevation: number }

export interface CityIdentity {
  readonly name: string;
  readonly titles: { readonly zh?: string; readonly en?: string };
  readonly attribution: readonly string[];
  /** True when the pack holds generated features. */
  readonly containsGenerated: boolean;
  readonly waters?: readonly CityWater[];
}

/** Steps of the start, in order; the loading plate shows them as words, never as a bare spinner. */
export const BOOT_STEPS = ['pack', 'worker', 'backend', 'feed', 'stage', 'firstView'] as const;
export type BootStep = (typeof BOOT_STEPS)[number];

/** Why the cockpit cannot go on. `detail` is the plain message of the cause, shown under our own sentence. */
export interface Failure { readonly kind: 'render' | 'pack' | 'backend' | 'unexpected'; readonly detail: string }

export const useCity = defineStore('city', () => {
  const identity = shallowRef<CityIdentity | null>(null);
  const done = shallowRef<ReadonlySet<BootStep>>(new Set());
  const failure = shallowRef<Failure | null>(null);
  /** Facts of the link that were ignored, shown once. */
  const ignoredFacts = ref<readonly string[]>([]);
  /** The first whole picture is there. A feed that is still on its way says so itself and must not cover the city. */
  const drawn = computed(() => done.value.has('firstView'));
  const waters = computed(() => identity.value?.waters ?? []);
  function open(next: CityIdentity): void { identity.value = Object.freeze({ ...next }); }
  function finish(step: BootStep): void { done.value = new Set([...done.value, step]); }
  function fail(next: Failure): void { failure.value = next; }
  return { identity, waters, done, failure, ignoredFacts, drawn, open, finish, fail };
});
