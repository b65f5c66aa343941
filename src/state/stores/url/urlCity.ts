/** Which city pack is open: a name under `packs/`, or the address of a pack folder on this origin. */
import type { UrlFact } from './UrlFact';

export const DEFAULT_CITY = 'yuzhong';
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u;
/** A path of plain segments, never `//host`, never `..`; other origins are out of reach of the content policy anyway. */
const PATH = /^(?:\/|\.\/)(?:[\p{L}\p{N}_-][\p{L}\p{N}_.-]*\/)*(?:[\p{L}\p{N}_-][\p{L}\p{N}_.-]*)?$/u;
const ADDRESS = /^https?:\/\/[^\s"'<>\\]+$/;

export const urlCity: UrlFact<string> = {
  name: 'city',
  default: DEFAULT_CITY,
  parse(text) {
    if (text.includes('..')) return null;
    return NAME.test(text) || PATH.test(text) || (ADDRESS.test(text) && URL.canParse(text)) ? text : null;
  },
  write: (value) => (value === DEFAULT_CITY ? null : value),
};
