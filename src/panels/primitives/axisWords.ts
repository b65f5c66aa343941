/** Words below the time axis of a chart: hours, or days where it spans many. */
import { formatDay, formatTime, type FormatLanguage } from '../../i18n/format';

/** Seconds. From this span of an axis on, days tell more than hours. */
const DAYS_FROM = 3 * 86_400;

/** `splits`: times of the axis in seconds. */
export function toAxisWords(splits: readonly number[], language: FormatLanguage): string[] {
  const inDays = (splits.at(-1) ?? 0) - (splits[0] ?? 0) >= DAYS_FROM;
  return splits.map((at) => (inDays ? formatDay : formatTime)(at * 1000, language));
}
