/** The scope every panel header prints: the open city by name, and the moment its numbers belong to. */
import { computed, type ComputedRef } from 'vue';
import { useFormat } from '../../i18n/useFormat';
import { useCity } from '../../state/stores/city';

export function useScopeTitle(): ComputedRef<string> {
  const city = useCity();
  const format = useFormat();
  return computed(() => {
    const identity = city.identity;
    if (!identity) return '';
    return format.pick(identity.titles.zh ?? '', identity.titles.en ?? '') || identity.name;
  });
}
