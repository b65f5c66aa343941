/** Why the feed is not live, in words; a reason without a translation is shown as the source wrote it. */
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFeedHealth } from '../../state/stores/feedHealth';

export function useFeedReason(): ComputedRef<string> {
  const feed = useFeedHealth();
  const { t, te } = useI18n({ useScope: 'global' });
  return computed(() => {
    const { reason } = feed.connection;
    if (!reason) return '';
    const key = `shell.feed.reason.${reason}`;
    return te(key) ? t(key) : t('shell.feed.reason.other', { reason });
  });
}
