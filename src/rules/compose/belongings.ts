/** Where objects, cases and tasks belong: street, grid, units, reporters. What scopes are measured by. */
import type { Case } from '../../domain/case';
import type { EngineCity } from '../engineCity';
import type { Belongs } from '../roles/permissions';
import type { RuleSet } from '../ruleSet';

export function unitsOfKind(rules: RuleSet, kind: string, streetId: string | null): string[] {
  return rules.units.units
    .filter((unit) => (unit.kinds.includes(kind) && (unit.streetId === null || unit.streetId === streetId)) || (unit.kind === 'street' && streetId !== null && unit.streetId === streetId))
    .map((unit) => unit.id);
}
export function placeBelongs(city: EngineCity, lon: number, lat: number): Belongs {
  const street = city.streetAt(lon, lat), grid = city.gridAt(lon, lat);
  return { place: { lon, lat }, ...(street && { streetId: street.id }), ...(grid && { gridId: grid.id }) };
}
export function objectBelongs(city: EngineCity, rules: RuleSet, object: number): Belongs {
  if (object < 0) return {};
  const place = placeBelongs(city, city.lon[object] ?? 0, city.lat[object] ?? 0);
  return { ...place, unitIds: unitsOfKind(rules, city.kinds[object] ?? '', place.streetId ?? null) };
}
/** The units of a hop count from when it was sent to them. */
export function caseBelongs(item: Case, reporterIds: readonly string[]): Belongs {
  return {
    place: { lon: item.lon, lat: item.lat }, ...(item.streetId !== '' && { streetId: item.streetId }), ...(item.gridId !== '' && { gridId: item.gridId }),
    unitIds: [item.leadUnitId, ...item.supporting.map((unit) => unit.unitId), ...item.hops.flatMap((hop) => (hop.sentAt === null ? [] : hop.unitId))].filter((id) => id !== ''), reporterIds,
  };
}
/** A unit and its name; `street` = the subdistrict office of the place. The id is empty where none is named. */
export interface NamedUnit { readonly id: string; readonly zh: string; readonly en: string }
export function unitName(city: EngineCity, rules: RuleSet, id: string, lon: number, lat: number): NamedUnit {
  const street = id === 'street' ? city.streetAt(lon, lat) : null;
  const { units, fallbackUnit } = rules.units;
  const found = (street ? units.find((unit) => unit.kind === 'street' && unit.streetId === street.id) : units.find((unit) => unit.id === id)) ?? units.find((unit) => unit.id === fallbackUnit);
  return { id: id === '' ? '' : found?.id ?? id, zh: found?.zh ?? id, en: found?.en ?? id };
}
