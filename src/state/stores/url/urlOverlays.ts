/** Extra packs drawn over the base city, comma-separated names or addresses as in `city`. */
import { urlCity } from './urlCity';
import type { UrlFact } from './UrlFact';

/** More than this in one link is a mistake. */
const MAX_OVERLAYS = 8;

export const urlOverlays: UrlFact<readonly string[]> = {
  name: 'overlay', default: [],
  parse(text) {
    const names = text.split(',').filter((name) => name !== '');
    return names.length <= MAX_OVERLAYS && names.every((name) => urlCity.parse(name) !== null) ? names : null;
  },
  write: (value) => (value.length === 0 ? null : value.join(',')),
};
