/** Words of a change between two periods: signed share, the periods by their days, and where the figures come from. Never a change without a base. */
import { useI18n } from 'vue-i18n';
import { changeOf, type PeriodTotals } from '../../domain/outcome';
import { useFormat } from '../../i18n/useFormat';
import { DAY_MS, type DaySpan } from '../../state/stores/boards/cityDay';

export interface ChangeWords {
  /** `+3.2 %`, or that there is no base. */
  change(now: number | null, then: number | null): string;
  /** First and last day. */
  days(span: DaySpan): string;
  /** Where the figures of two periods come from, once when it is the same. */
  origin(now: PeriodTotals | null, then: PeriodTotals | null): string;
}

export function useChangeWords(): ChangeWords {
  const { t } = useI18n({ useScope: 'global' });
  const format = useFormat();
  const source = (totals: PeriodTotals): string => [t(`boards.outcome.origin.${totals.origin}`), totals.origin === 'cases' ? '' : format.pick(totals.sourceZh, totals.sourceEn)].filter(Boolean).join('：');
  return {
    change(now, then) {
      const share = changeOf(now, then);
      return share === null ? t('boards.noBase') : `${share > 0 ? '+' : share < 0 ? '−' : '±'}${format.percent(Math.abs(share))}`;
    },
    days: ({ from, to }) => (to - from <= DAY_MS ? format.date(from) : t('boards.period.range', { from: format.date(from), to: format.date(to - DAY_MS) })),
    origin: (now, then) => [...new Set([now, then].flatMap((totals) => (totals ? [source(totals)] : [])))].join(t('boards.outcome.and')),
  };
}
