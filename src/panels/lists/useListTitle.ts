/** The sentence of a filter: what its list holds. */
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../../i18n/useFormat';
import type { ShownFilter } from '../../state/stores/listRows';
import { useOverview } from '../../state/stores/overview';

export function useListTitle(filter: () => ShownFilter | null): ComputedRef<string> {
  const { t } = useI18n({ useScope: 'global' });
  const format = useFormat();
  const overview = useOverview();
  return computed(() => {
    const is = filter();
    switch (is?.type) {
      case 'warnings': {
        const level = is.level ? t(`common.level.${is.level}`) : '';
        if (is.unacknowledged) return is.level ? t('lists.warnings.levelUnacknowledged', { level }) : t('lists.warnings.unacknowledged');
        return is.level ? t('lists.warnings.level', { level }) : t('lists.warnings.all');
      }
      case 'cases': {
        if (is.closedToday) return t('lists.cases.closedToday');
        const step = is.step ? t(`common.step.${is.step}`) : '';
        if (is.overdue) return is.step ? t('lists.cases.stepOverdue', { step }) : t('lists.cases.overdue');
        return is.step ? t('lists.cases.step', { step }) : t('lists.cases.all');
      }
      case 'kind': {
        const kind = t(`kinds.${is.kind}`);
        if (is.level) return t('lists.kind.condition', { kind, condition: t(`common.condition.${is.level}`) });
        if (is.connected) return t('lists.kind.condition', { kind, condition: t(`lists.connected.${is.connected}`) });
        return is.condition ? t('lists.kind.condition', { kind, condition: t(`common.condition.${is.condition}`) }) : kind;
      }
      case 'vital': {
        const vital = overview.overview?.vitals.find((item) => item.id === is.id);
        return t('lists.vital', { name: vital ? format.name(vital) : is.id });
      }
      case 'view': return t('lists.view');
      default: return '';
    }
  });
}
