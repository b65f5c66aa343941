/** Who signs in when the page opens, and where: `role=dispatcher`, `role=handler.sanitation`, `role=collector.GC-ST-01-02`. Null = the role that the mode stands for. */
import type { Role } from '../../../domain/role';
import { placeTypeOf, SIGN_IN_ROLES } from '../session';
import type { UrlFact } from './UrlFact';

const WORDS: readonly Role[] = [...SIGN_IN_ROLES, 'citizen'];
/** Ids of units, grids and subdistricts. */
const PLACE = /^[\w-]{1,80}$/;

/** `place`: unit of a handler, grid of a collector, subdistrict of any other; null = as the back end decides. */
export interface RoleAddress { readonly role: Role; readonly place: string | null }

export const urlRole: UrlFact<RoleAddress | null> = {
  name: 'role', default: null,
  parse(text) {
    const dot = text.indexOf('.');
    const role = WORDS.find((word) => word === (dot < 0 ? text : text.slice(0, dot)));
    if (!role) return null;
    if (dot < 0) return { role, place: null };
    const place = text.slice(dot + 1);
    return PLACE.test(place) && placeTypeOf(role) !== null ? { role, place } : null;
  },
  write: (value) => (value === null ? null : value.place === null ? value.role : `${value.role}.${value.place}`),
};
