/** The sentence of a filter: what its list holds. */
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../../i18n/useFormat';
import { useNames } from '../../state/stores/boards/names';
import type { ShownFilter } from '../../state/stores/listRows';
import { useOverview } from '../../state/stores/overview';

export function useListTitle(filter: () => ShownFilter | null): ComputedRef<string> {
  const { t } = useI18n({ useScope: 'global' });
  const format = useFormat();
  const overview = useOverview();
  const names = useNames();
  const named = (pair: { readonly zh: string; readonly en: string }): string => format.pick(pair.zh, pair.en);
  const join = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

  function warningTitle(is: Extract<ShownFilter, { type: 'warnings' }>): string {
    const level = is.level ? t(`common.level.${is.level}`) : '';
    const head = is.bucket ? join(level, t(`boards.bucket.${is.bucket}`))
      : is.unacknowledged ? is.level ? t('lists.warnings.levelUnacknowledged', { level }) : t('lists.warnings.unacknowledged')
        : is.level ? t('lists.warnings.level', { level }) : t('lists.warnings.all');
    return join(head, is.cause && named(names.cause(is.cause)), is.streetId && named(names.street(is.streetId)));
  }
  function caseTitle(is: Extract<ShownFilter, { type: 'cases' }>): string {
    const step = is.step ? t(`common.step.${is.step}`) : '';
    const head = is.waits ? t(`session.waits.${is.waits}`) : is.closedToday ? t('lists.cases.closedToday') : is.reportedToday ? t('boards.list.reportedToday')
      : is.overdue ? is.step ? t('lists.cases.stepOverdue', { step }) : t('lists.cases.overdue')
        : is.step ? t('lists.cases.step', { step }) : t('lists.cases.all');
    return join(head, is.stage && t(`boards.stage.${is.stage}`), is.source && t(`boards.source.${is.source}`), is.classCode && named(names.caseClass(is.classCode)),
      is.streetId && named(names.street(is.streetId)), is.unitId && named(names.unit(is.unitId)), is.gridId);
  }
  function queryTitle({ query }: Extract<ShownFilter, { type: 'caseQuery' }>): string {
    const head = query.counted ? t(`boards.counted.${query.counted}`) : query.overdue ? t('lists.cases.overdue') : query.open ? t('lists.cases.all') : t('boards.list.cases');
    return join(head, query.industry && t(`boards.industry.${query.industry}`), query.source && t(`boards.source.${query.source}`), query.step && t(`common.step.${query.step}`), query.classCode && named(names.caseClass(query.classCode)),
      query.streetId && named(names.street(query.streetId)), query.unitId && named(names.unit(query.unitId)), query.objectId,
      query.from !== undefined && query.to !== undefined ? t('boards.period.range', { from: format.dateTime(query.from), to: format.dateTime(query.to) }) : undefined,
      query.at === undefined ? undefined : t('lists.asOf', { time: format.clock(query.at) }));
  }
  return computed(() => {
    const is = filter();
    switch (is?.type) {
      case 'warnings': return warningTitle(is);
      case 'cases': return caseTitle(is);
      case 'caseQuery': return queryTitle(is);
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
