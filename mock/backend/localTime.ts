/** Local calendar of the demo city: Asia/Shanghai, UTC+8 all year. */
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
const OFFSET = 8 * HOUR;

/** Hours since local midnight, 0 ≤ h < 24. */
export const localHour = (time: number): number => ((((time + OFFSET) % DAY) + DAY) % DAY) / HOUR;
/** Start of the local day that contains `time`. */
export const localMidnight = (time: number): number => Math.floor((time + OFFSET) / DAY) * DAY - OFFSET;
/** Monday = 0 … Sunday = 6. */
export const localWeekday = (time: number): number => (Math.floor((time + OFFSET) / DAY) + 3) % 7;
/** yyyyMMdd of the local day. */
export const localDate = (time: number): string => new Date(time + OFFSET).toISOString().slice(0, 10).replaceAll('-', '');
