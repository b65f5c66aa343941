/** How an object came to be here and where its height comes from, as sentences; a word that we do not know is shown as it came. */
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ObjectFacts } from '../../domain/objectSummary';
import type { Asked } from '../../state/stores/objectSheet';

export function useProvenance(facts: () => Asked<ObjectFacts>): { readonly origin: ComputedRef<string>; readonly heightRule: ComputedRef<string> } {
  const { t, te } = useI18n({ useScope: 'global' });
  const known = computed(() => { const asked = facts(); return asked.phase === 'ready' ? asked.value : null; });
  return {
    origin: computed(() => {
      const word = known.value?.provenance ?? '';
      return te(`sheet.provenance.${word}`) ? t(`sheet.provenance.${word}`) : word;
    }),
    heightRule: computed(() => {
      const rule = known.value?.attributes['$heightRule'];
      return typeof rule === 'string' && te(`sheet.heightRule.${rule}`) ? t(`sheet.heightRule.${rule}`) : '';
    }),
  };
}
