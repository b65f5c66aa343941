/** What a city.json must hold before the worker trusts it. Extra keys pass: newer pipelines may say more. */
import * as v from 'valibot';
import { PACK_FORMAT } from '../../../tiles/format';

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const bounds = v.pipe(
  v.tuple([finite, finite, finite, finite]),
  v.check(([west, south, east, north]) => west < east && south < north && west >= -180 && east <= 180 && south >= -90 && north <= 90, 'must be [west, south, east, north] in degrees'),
);
const names = v.looseObject({ zh: v.optional(v.string()), en: v.optional(v.string()) });
const run = v.object({ first: count, count });
const tile = { z: count, x: count, y: count };

export const packSchema = v.looseObject({
  format: v.literal(PACK_FORMAT, (issue) => `is ${issue.received}, this cockpit reads format ${PACK_FORMAT}`),
  name: v.string(),
  titles: names,
  bounds,
  vertical: v.looseObject({ datum: v.string(), geoidUndulationMetres: finite }),
  home: v.looseObject({ lon: finite, lat: finite, range: finite, heading: finite, pitch: finite }),
  attribution: v.array(v.string()),
  containsGenerated: v.boolean(),
  terrain: v.optional(v.looseObject({
    file: v.string(), bounds, columns: v.pipe(count, v.minValue(2)), rows: v.pipe(count, v.minValue(2)),
    minElevation: finite, maxElevation: finite, outsideElevation: finite,
  })),
  blocks: v.array(v.looseObject({ file: v.string(), ...tile, firstIndex: count, count, bytes: count })),
  nodes: v.array(v.looseObject({ ...tile, count, minElevation: finite, maxElevation: finite })),
  waters: v.array(v.looseObject({ index: count, id: v.string(), names, rings: v.array(v.array(finite)), elevation: finite })),
  index: v.object({ buildings: run, structures: run, things: run, ground: run }),
  featureCount: count,
});

/** The first thing wrong, as `path: reason`; null when nothing is. */
export function manifestProblem(value: unknown): string | null {
  const result = v.safeParse(packSchema, value, { abortEarly: true });
  if (result.success) return null;
  const [issue] = result.issues;
  return `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`;
}
