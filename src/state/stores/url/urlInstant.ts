/** The instant a link shows: `t=2026-06-05T20:10:00` in the city's civil time, with a zone (`Z`, `+02:00`), or ms since 1970. */
import type { UrlFact } from './UrlFact';

/** Civil time of the demo city, minutes east of UTC; as the city table counts its days. */
const UTC_OFFSET_MINUTES = 480;
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+ -]\d{2}:\d{2})$/;
const EPOCH = /^\d{12,14}$/;
const MIN_TIME = Date.UTC(2000, 0, 1);
const MAX_TIME = Date.UTC(2100, 0, 1);

function toTime(text: string): number {
  if (EPOCH.test(text)) return Number(text);
  if (LOCAL.test(text)) return Date.parse(`${text}Z`) - UTC_OFFSET_MINUTES * 60_000;
  // a plus sign that was not encoded arrives as a space
  return ZONED.test(text) ? Date.parse(text.replace(' ', '+')) : NaN;
}
export const toLocalText = (time: number): string => new Date(Math.round(time) + UTC_OFFSET_MINUTES * 60_000).toISOString().slice(0, -1).replace(/\.000$/, '');

/** `null` = live. */
export const urlInstant: UrlFact<number | null> = {
  name: 't',
  default: null,
  parse(text) {
    const time = toTime(text);
    return time >= MIN_TIME && time <= MAX_TIME ? time : null;
  },
  write: (time) => (time === null ? null : toLocalText(time)),
};
