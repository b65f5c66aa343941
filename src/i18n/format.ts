/**
 * Numbers, times and ages as people read them. Pure: language, time and zone come in as arguments or constants, so the same
 * value reads the same on every screen. Units follow the number after a narrow no-break space; 万 exists only in Chinese.
 */
export type FormatLanguage = 'zh-CN' | 'en';

/** Time zone of every printed time; walls print it. Source: the city's own. */
export const CITY_TIME_ZONE = 'Asia/Shanghai';
/** U+202F between number and unit. */
export const THIN_SPACE = '\u202F';
/** Shown where a value is missing. */
export const NO_VALUE = '—';

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();
function dateFormat(language: FormatLanguage, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${language} ${key}`;
  let format = cache.get(id) as Intl.DateTimeFormat | undefined;
  if (!format) { format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: CITY_TIME_ZONE, hourCycle: 'h23', ...options }); cache.set(id, format); }
  return format;
}

/** 14:05 */
export const formatTime = (ms: number, language: FormatLanguage): string => dateFormat(language, 'time', { hour: '2-digit', minute: '2-digit' }).format(ms);
/** 14:05:09 */
export const formatClock = (ms: number, language: FormatLanguage): string => dateFormat(language, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms);

/** 2026-03-08 · 8 Mar 2026 */
export function formatDate(ms: number, language: FormatLanguage): string {
  if (language === 'en') return dateFormat(language, 'date', { day: 'numeric', month: 'short', year: 'numeric' }).format(ms);
  const parts = Object.fromEntries(dateFormat(language, 'date', { day: '2-digit', month: '2-digit', year: 'numeric' }).formatToParts(ms).map((part) => [part.type, part.value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}

/** 2026-03 · Mar 2026 */
export const formatMonth = (ms: number, language: FormatLanguage): string => (language === 'en' ? dateFormat(language, 'month', { month: 'short', year: 'numeric' }).format(ms) : formatDate(ms, language).slice(0, 7));

/** 2026-03-08 14:05 · 8 Mar 2026, 14:05 */
export const formatDateTime = (ms: number, language: FormatLanguage): string => `${formatDate(ms, language)}${language === 'en' ? ', ' : ' '}${formatTime(ms, language)}`;

/** 03-08 · 8 Mar */
export const formatDay = (ms: number, language: FormatLanguage): string => (language === 'en' ? dateFormat(language, 'day', { day: 'numeric', month: 'short' }).format(ms) : formatDate(ms, language).slice(5));

/** 14:05 when it is the same city day as `now`, else date and time. */
export const formatMoment = (ms: number, now: number, language: FormatLanguage): string => formatDate(ms, language) === formatDate(now, language) ? formatTime(ms, language) : formatDateTime(ms, language);

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const ageUnits = { 'zh-CN': { s: '秒', min: '分钟', h: '小时', d: '天' }, en: { s: 's', min: 'min', h: 'h', d: 'd' } } as const;

/** A duration by its one or two largest useful parts: 42 分钟 · 3 小时 5 分钟 · 2 天 4 小时. Negative counts as zero. */
export function formatDuration(ms: number, language: FormatLanguage): string {
  const unit = ageUnits[language];
  const part = (count: number, name: keyof typeof unit): string => `${count}${THIN_SPACE}${unit[name]}`;
  const rest = Math.max(0, ms);
  if (rest < MINUTE) return part(Math.floor(rest / SECOND), 's');
  if (rest < HOUR) return part(Math.floor(rest / MINUTE), 'min');
  const [whole, wholeName, small, smallName] = rest < DAY
    ? [Math.floor(rest / HOUR), 'h' as const, Math.floor((rest % HOUR) / MINUTE), 'min' as const]
    : [Math.floor(rest / DAY), 'd' as const, Math.floor((rest % DAY) / HOUR), 'h' as const];
  return small > 0 && whole < 10 ? `${part(whole, wholeName)} ${part(small, smallName)}` : part(whole, wholeName);
}

function numberFormat(language: FormatLanguage, decimals: number): Intl.NumberFormat {
  const id = `${language} n${decimals}`;
  let format = cache.get(id) as Intl.NumberFormat | undefined;
  if (!format) { format = new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }); cache.set(id, format); }
  return format;
}

/** Display form of the units that sources spell in ASCII. */
const unitText: Readonly<Record<string, string>> = {
  'mg/m3': 'mg/m³', 'ug/m3': 'µg/m³', 'm3/s': 'm³/s', 'm/s2': 'm/s²', degC: '°C', deg: '°', 'deg/d': '°/d', 'persons/m2': 'p/m²', 'heads/trap/day': '/d',
};
const unitZh: Readonly<Record<string, string>> = {
  'm (Wusong)': 'm（吴淞）', 'persons/m2': '人/m²', 'heads/trap/day': '头/日', 'm relative to cover': 'm（距井盖）', '% of field capacity': '%（田间持水量）',
  '% of nominal': '%（额定）', '% of capacity': '%（容量）', '% of range': '%（行程）', 'ratio of design': '×设计值', '% deviation from as-built': '%（偏离成桥）', 'multiples of interval': '×周期', 'class 1-6': '类', state: '',
};
const unitEn: Readonly<Record<string, string>> = {
  'm relative to cover': 'm to cover', 'ratio of design': '× design', '% deviation from as-built': '% off as-built', 'multiples of interval': '× interval', 'class 1-6': 'class', state: '', pH: '',
};
export const formatUnit = (unit: string, language: FormatLanguage): string => (language === 'en' ? unitEn : unitZh)[unit] ?? unitText[unit] ?? unit;

/** 1,234.5 mg/m³; a missing value is an em dash without unit. */
export function formatNumber(value: number | null, language: FormatLanguage, options: { readonly decimals?: number; readonly unit?: string } = {}): string {
  if (value === null || !Number.isFinite(value)) return NO_VALUE;
  const decimals = Math.max(0, Math.min(6, options.decimals ?? 0));
  const figure = numberFormat(language, decimals).format(Object.is(Number(value.toFixed(decimals)), -0) ? 0 : value);
  const unit = options.unit ? formatUnit(options.unit, language) : '';
  if (!unit) return figure;
  return /^[°×%]/u.test(unit) && unit !== '°C' ? `${figure}${unit.startsWith('×') || unit.length > 1 ? THIN_SPACE : ''}${unit}` : `${figure}${THIN_SPACE}${unit}`;
}

/** Counts: plain to 9,999; in Chinese 万 with one decimal above, in English grouped. */
export function formatCount(value: number | null, language: FormatLanguage): string {
  if (value === null) return NO_VALUE;
  if (language === 'en' || Math.abs(value) < 10_000) return numberFormat(language, 0).format(value);
  const tenThousands = value / 10_000;
  return `${numberFormat(language, Number.isInteger(tenThousands) ? 0 : 1).format(tenThousands)}${THIN_SPACE}万`;
}

/** Share 0…1 as percent, one decimal; exactly 1 is 100 %. */
export const formatPercent = (share: number | null, language: FormatLanguage): string => share === null || !Number.isFinite(share) ? NO_VALUE : `${numberFormat(language, share === 1 || share === 0 ? 0 : 1).format(share * 100)}${THIN_SPACE}%`;

/** 85 m · 1.2 km */
export const formatDistance = (metres: number, language: FormatLanguage): string => metres < 1000 ? formatNumber(Math.round(metres), language, { unit: 'm' }) : formatNumber(metres / 1000, language, { unit: 'km', decimals: 1 });

/** 29.56310, 106.58720 */
export const formatPlace = (lon: number, lat: number): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
