/** Who may do what, and where: the rules of `roles.json` applied to one caller. */
import { insideRing } from '../../domain/area';
import type { CommandType } from '../../domain/command';
import type { Role, Scope } from '../../domain/role';
import type { RoleFile, RoleRule } from '../ruleSet';

export const roleRule = (file: RoleFile, role: Role): RoleRule | null => file.roles.find((rule) => rule.role === role) ?? null;
/** The system may do everything; a role that the file does not name may do nothing. */
export const mayDo = (file: RoleFile, role: Role, type: CommandType): boolean => role === 'system' || (roleRule(file, role)?.may.includes(type) ?? false);

/** Where a thing belongs; what is not known is left out and then matches no narrow scope. */
export interface Belongs { readonly streetId?: string; readonly gridId?: string; /** Lead and supporting units, and the units that own the object. */ readonly unitIds?: readonly string[]; readonly reporterIds?: readonly string[]; /** Degrees. */ readonly place?: { readonly lon: number; readonly lat: number } }
export function inScope(scope: Scope, place: Belongs): boolean {
  switch (scope.type) {
    case 'district': return true;
    case 'street': return place.streetId === scope.streetId;
    case 'grid': return place.gridId === scope.gridId;
    case 'community': return place.place !== undefined && insideRing(scope.ring, place.place.lon, place.place.lat);
    case 'unit': return place.unitIds?.includes(scope.unitId) ?? false;
    case 'own': return scope.reporterId !== '' && (place.reporterIds?.includes(scope.reporterId) ?? false);
  }
}
