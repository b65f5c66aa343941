/** Where most is to do now: the unit and the grid that a handler and a collector who name none begin at. Empty where nothing waits. */
import type { Case } from '../../src/domain/case';
import { waitsFor } from '../../src/domain/duty';

function most(ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== '') counts.set(id, (counts.get(id) ?? 0) + 1);
  // equal counts: by id, so that the same city begins at the same place
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}

export const busiestPlaces = (cases: readonly Case[]): { readonly unitId: string; readonly gridId: string } => ({
  unitId: most(cases.filter((item) => waitsFor(item, 'handler')).map((item) => item.leadUnitId)),
  gridId: most(cases.filter((item) => waitsFor(item, 'collector')).map((item) => item.gridId)),
});
