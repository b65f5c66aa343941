/** The formatters of `format.ts` bound to the language of the page. */
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { formatClock, formatCount, formatDate, formatDateTime, formatDistance, formatDuration, formatMoment, formatMonth, formatNumber, formatPercent, formatTime, formatUnit, type FormatLanguage } from './format';

/** A name in the page's language, with the other language behind it; either may be missing. */
export interface Named { readonly nameZh: string; readonly nameEn: string }

export interface Measured { readonly decimals: number; readonly unit: string; readonly states?: readonly { readonly value: number; readonly zh: string; readonly en: string }[] }

export interface BoundFormat {
  readonly language: ComputedRef<FormatLanguage>;
  time(ms: number): string; clock(ms: number): string; date(ms: number): string; month(ms: number): string; dateTime(ms: number): string; moment(ms: number, now: number): string;
  duration(ms: number): string; count(value: number | null): string; percent(share: number | null): string; distance(metres: number): string;
  number(value: number | null, options?: { readonly decimals?: number; readonly unit?: string }): string;
  /** A measured value with its unit; a state by its name where it has one. */
  reading(value: number | null, property: Measured): string;
  unit(unit: string): string;
  /** Name in the page's language; falls back to the other one. */
  name(named: Named): string;
  /** One of two texts by language; falls back to the other one. */
  pick(zh: string, en: string): string;
}

export function useFormat(): BoundFormat {
  const { locale } = useI18n({ useScope: 'global' });
  const language = computed<FormatLanguage>(() => locale.value === 'en' ? 'en' : 'zh-CN');
  const pick = (zh: string, en: string): string => language.value === 'en' ? en || zh : zh || en;
  return {
    language, pick,
    time: (ms) => formatTime(ms, language.value), clock: (ms) => formatClock(ms, language.value), date: (ms) => formatDate(ms, language.value), month: (ms) => formatMonth(ms, language.value),
    dateTime: (ms) => formatDateTime(ms, language.value), moment: (ms, now) => formatMoment(ms, now, language.value),
    duration: (ms) => formatDuration(ms, language.value), count: (value) => formatCount(value, language.value), percent: (share) => formatPercent(share, language.value),
    distance: (metres) => formatDistance(metres, language.value), number: (value, options) => formatNumber(value, language.value, options),
    reading: (value, { decimals, unit, states }) => { const named = states?.find((one) => one.value === value); return named ? pick(named.zh, named.en) : formatNumber(value, language.value, { decimals, unit }); },
    unit: (unit) => formatUnit(unit, language.value), name: (named) => pick(named.nameZh, named.nameEn),
  };
}
