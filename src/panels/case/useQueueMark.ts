/** What a row of a queue says of a case beside its step: somebody waits for a decision, or a step has run past its limit. */
import { useI18n } from 'vue-i18n';
import { isHopLate, isStepLate, waitingHop, type Case } from '../../domain/case';

export function useQueueMark(): (item: Case, now: number) => string {
  const { t } = useI18n({ useScope: 'global' });
  return (item, now) => [item.pendingRequest ? t(`case.request.mark.${item.pendingRequest.what}`) : '', isStepLate(item, now) || isHopLate(waitingHop(item), now) ? t('case.step.mark') : ''].filter(Boolean).join(' · ');
}
