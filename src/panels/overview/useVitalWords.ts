/** How an indicator is read: its value with the decimals of its unit, its normal band, and on which side of it it stands. */
import { useI18n } from 'vue-i18n';
import type { VitalSign } from '../../domain/overview';
import { useFormat } from '../../i18n/useFormat';
import { isSessionSign } from '../../state/stores/boards/vitalTarget';
import { useSession } from '../../state/stores/session';
import { vitalDecimals, vitalUnit } from './vitalFormat';

export interface VitalWords { /** Who looks after a part of the city is told which signs are not of that part. */ name(vital: VitalSign): string; unit(vital: VitalSign): string; figure(vital: VitalSign, value: number | null): string; band(vital: VitalSign): string; state(vital: VitalSign): string }

export function useVitalWords(): VitalWords {
  const { t, te } = useI18n({ useScope: 'global' });
  const format = useFormat();
  const session = useSession();
  const limit = (value: number, vital: VitalSign): string => format.number(value, { decimals: Number.isInteger(value) ? 0 : vitalDecimals(vital.unit) });
  function band(vital: VitalSign): string {
    const [low, high] = vital.band;
    if (low !== null && high !== null) return low === high ? t('overview.vitals.exactly', { value: limit(low, vital) }) : t('overview.vitals.between', { low: limit(low, vital), high: limit(high, vital) });
    if (low !== null) return t('overview.vitals.atLeast', { value: limit(low, vital) });
    return high !== null ? t('overview.vitals.atMost', { value: limit(high, vital) }) : t('overview.vitals.noBand');
  }
  return {
    band,
    name: (vital) => (session.isNarrowed && vital.value !== null && !isSessionSign(vital.id) ? `${format.name(vital)} · ${t('overview.vitals.wide')}` : format.name(vital)),
    unit(vital) {
      const own = `overview.vitals.unit.${vital.unit}`;
      return te(own) ? t(own) : vitalUnit(vital.unit);
    },
    figure: (vital, value) => format.number(value, { decimals: vitalDecimals(vital.unit) }),
    state(vital) {
      if (vital.value === null) return t('overview.vitals.noValue');
      if (vital.inBand !== false) return band(vital);
      const [low, high] = vital.band;
      if (low !== null && low === high) return band(vital);
      return high !== null && vital.value > high ? t('overview.vitals.above', { value: limit(high, vital) }) : t('overview.vitals.below', { value: limit(low ?? 0, vital) });
    },
  };
}
