/** Text from a feed: well-formed, without control and direction-override characters, of bounded length. Shown as text, never as HTML. */
export const MAX_TEXT = 512;
/** C0 and C1 controls, bidirectional overrides and isolates, zero-width and byte-order marks. */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Half of a character pair, which no encoder can write. */
const LONE = /\p{Surrogate}/gu;

/** Nothing to clean: neither of these, as almost every text is. One look instead of two rewrites. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u200a\u2010-\u2029\u202f-\u205f\u206a-\ud7ff\ue000-\ufefe\uff00-\uffff]*$/;
const PLAIN_ID = /^[\u0021-\u007e]{1,128}$/;

export const cleanText = (text: string): string => text.length <= MAX_TEXT && PLAIN.test(text) ? text : text.slice(0, MAX_TEXT).replace(LONE, '\ufffd').replace(UNSAFE, '');

/** Ids are Map keys and URL parts only: printable, bounded, otherwise taken as they are. */
export const isId = (value: unknown): value is string => typeof value === 'string' && (PLAIN_ID.test(value) || (value.length > 0 && value.length <= 128 && !/[\u0000-\u0020\u007f-\u009f\u202a-\u202e]|\p{Surrogate}/u.test(value)));
