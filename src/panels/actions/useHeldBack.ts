/** Why a warning is held back and for how long, in one sentence; empty when nothing holds it. */
import { useI18n } from 'vue-i18n';
import type { Warning } from '../../domain/warning';
import { useFormat } from '../../i18n/useFormat';

/** Later than this is "until it clears", ms since epoch (year 2099). */
const FOREVER = 4_070_908_800_000;

export function useHeldBack(): { sentence(warning: Warning, now: number): string; left(warning: Warning, now: number): string } {
  const format = useFormat();
  const { t } = useI18n({ useScope: 'global' });
  const left = ({ shelvedUntil }: Warning, now: number): string => (shelvedUntil === null ? '' : shelvedUntil >= FOREVER ? t('actions.duration.untilClear') : t('warnings.left', { duration: format.duration(shelvedUntil - now) }));
  return {
    left,
    sentence(warning, now) {
      if (warning.shelvedUntil !== null) return t('warnings.shelved', { left: left(warning, now), reason: warning.shelvedReason || t('common.unknown') });
      if (warning.suppressedBy !== '') return t('warnings.suppressed', { by: warning.suppressedBy });
      return warning.outOfService ? t('warnings.outOfService') : '';
    },
  };
}
