/** A pack's `Names` never lacks both languages: an unnamed feature is called by its id. */
import type { Names } from '../format';

export const namesOr = (names: Names | null, id: string): Names => names ?? { en: id };
