/** Which object is open. `open` is the only verb: a click, a list row, a search hit and a URL all end here. */
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { ObjectId } from '../../domain/ids';

export const useSelection = defineStore('selection', () => {
  const openId = ref<ObjectId | null>(null);
  const hoverId = ref<ObjectId | null>(null);
  /** True when the camera should go to the object (a list row does, a click on the thing itself does not). */
  const flyOnOpen = ref(true);
  const inspectedId = ref<ObjectId | null>(null);
  const isOpen = computed(() => openId.value !== null);
  function open(id: ObjectId, options: { fly?: boolean } = {}): void { flyOnOpen.value = options.fly ?? true; openId.value = id; }
  function close(): void { openId.value = null; inspectedId.value = null; }
  function hover(id: ObjectId | null): void { hoverId.value = id; }
  function inspect(id: ObjectId): void { inspectedId.value = id; }
  function leaveInspector(): void { inspectedId.value = null; }
  return { openId, hoverId, flyOnOpen, inspectedId, isOpen, open, close, hover, inspect, leaveInspector };
});
