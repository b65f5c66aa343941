/** The sentence of a filter: what its list holds. */
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../../i18n/useFormat';
import { useNames } from '../../state/stores/boards/names';
import { isSessionSign, vitalCause } from '../../state/stores/boards/vitalTarget';
import type { ShownFilter } from '../../state/stores/listRows';
import { useOverview } from '../../state/stores/overview';
import { useSession } from '../../state/stores/session';

export function useListTitle(filter: () => ShownFilter | null): ComputedRef<string> {
  const { t } = useI18n({ useScope: 'global' });
  const format = useFormat();
  const overview = useOverview();
  const names = useNames();
  const session = useSession();
  const named = (pair: { readonly zh: string; readonly en: string }): string => format.pick(pair.zh, pair.en);
  const join = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

  function warningTitle(is: Extract<ShownFilter, { type: 'warnings' }>): string {
    const level = is.level ? t(`common.level.${is.level}`) : '';
    const head = is.bucket ? join(level, t(`boards.bucket.${is.bucket}`))
      : is.unacknowledged ? is.level ? t('lists.warnings.levelUnacknowledged', { level }) : t('lists.warnings.unacknowledged')
        : is.level ? t('lists.warnings.level', { level }) : t('lists.warnings.all');
    const reaction = is.acknowledged ? t('boards.warnings.acked') : is.acknowledgedWithin !== undefined ? t('boards.warnings.ackWithin', { time: format.duration(is.acknowledgedWithin * 1000) })
      : is.waitingOver !== undefined ? t('boards.warnings.waitingOver', { time: format.duration(is.waitingOver * 1000) }) : '';
    return join(head, reaction, is.cause && named(names.cause(is.cause)), is.streetId && named(names.street(is.streetId)));
  }
  function caseTitle(is: Extract<ShownFilter, { type: 'cases' }>): string {
    const step = is.step ? t(`common.step.${is.step}`) : '';
    const head = is.waits ? t(`session.waits.${is.waits}`) : is.closedToday ? t('lists.cases.closedToday') : is.reportedToday ? t('boards.list.reportedToday')
      : is.overdue ? is.step ? t('lists.cases.stepOverdue', { step }) : t('lists.cases.overdue')
        : is.step ? t('lists.cases.step', { step }) : t('lists.cases.all');
    return join(head, is.suspended ? t('boards.cases.suspended') : '', is.stage && t(`boards.stage.${is.stage}`), is.source && t(`boards.source.${is.source}`), is.classCode && named(names.caseClass(is.classCode, is.category)), is.aiClass && named(names.detection(is.aiClass)),
      is.streetId && named(names.street(is.streetId)), is.unitId && named(names.unit(is.unitId)), is.gridId);
  }
  function queryTitle({ query }: Extract<ShownFilter, { type: 'caseQuery' }>): string {
    const head = query.counted ? t(`boards.counted.${query.counted}`) : query.overdue ? t('lists.cases.overdue') : query.open ? t('lists.cases.all') : t('boards.list.cases');
    return join(head, query.industry && t(`boards.industry.${query.industry}`), query.source && t(`boards.source.${query.source}`), query.step && t(`common.step.${query.step}`), query.classCode && named(names.caseClass(query.classCode, query.category)), query.aiClass && named(names.detection(query.aiClass)),
      query.streetId && named(names.street(query.streetId)), query.unitId && named(names.unit(query.unitId)), query.objectId, query.code && t('boards.list.number', { code: query.code }),
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
        const cause = vitalCause(is.id);
        const part = is.beyond ? 'beyond' : cause?.part;
        // levels of the rest of the city never arrived: the figure is of the whole district, the list is not
        const own = session.isNarrowed && !isSessionSign(is.id) && (cause?.of === 'warnings' || (cause?.of === 'objects' && cause.ranked));
        return join(vital ? format.name(vital) : is.id, part && t(`lists.vital.${part}`), own ? t('lists.ownPart') : '');
      }
      case 'devices': return t('lists.devices');
      case 'inside': return format.pick(is.zh, is.en);
      case 'view': return t('lists.view');
      default: return '';
    }
  });
}
