/** Checks `objects.json` before anything runs by it. A problem names the place and the reason, like those of the other rule files. */
import * as v from 'valibot';
import { FIGURE_TONES } from '../../domain/figure';
import type { ObjectsFile } from './objectsFile';
import { PERSONAL_ATTRIBUTES } from './peopleFile';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const attributes = v.pipe(v.record(text, v.union([v.string(), v.pipe(v.number(), v.finite())])), v.check((row) => !PERSONAL_ATTRIBUTES.some((name) => name in row), 'names, telephone numbers and plates belong in the people file, which no browser can read'));
const schema = v.strictObject({
  about: v.pipe(v.string(), v.minLength(1)), version: text, kinds: v.record(text, attributes), matches: v.array(v.strictObject({ kind: text, text, set: attributes })), objects: v.record(text, attributes),
  fromNames: v.array(v.strictObject({ kind: text, attribute: text, before: text })),
  componentIds: v.exactOptional(v.strictObject({ district: v.pipe(v.string(), v.regex(/^\d{6}$/)) })),
  shown: v.exactOptional(v.record(text, v.strictObject({ zh: text, en: text, unit: v.pipe(v.string(), v.maxLength(20)) }))),
  figures: v.array(v.strictObject({
    objectId: text, key: text, shape: v.picklist(['ring', 'polygon', 'line', 'cone', 'point']), tone: v.exactOptional(v.picklist(FIGURE_TONES)),
    coordinates: v.pipe(v.array(v.pipe(v.number(), v.minValue(-180), v.maxValue(180))), v.minLength(2), v.check((list) => list.length % 2 === 0, 'expected lon, lat pairs')),
    radiusMetres: v.exactOptional(v.number()), bearing: v.exactOptional(v.number()), spread: v.exactOptional(v.number()), arrows: v.exactOptional(v.boolean()), zh: text, en: text,
  })),
});
export type ObjectsOutcome = { readonly ok: true; readonly objects: ObjectsFile } | { readonly ok: false; readonly problems: readonly { readonly file: string; readonly place: string; readonly reason: string }[] };

export function checkObjectsFile(data: unknown): ObjectsOutcome {
  const result = v.safeParse(schema, data);
  if (!result.success) return { ok: false, problems: result.issues.map((issue) => ({ file: 'objects.json', place: (issue.path ?? []).map((step) => String(step.key)).join('.'), reason: issue.message })) };
  const problems = result.output.figures.flatMap((figure, k) => (result.output.figures.findIndex((other) => other.objectId === figure.objectId && other.key === figure.key) === k
    ? [] : [{ file: 'objects.json', place: `figures.${k}.key`, reason: `${figure.objectId} has two figures ${figure.key}` }]));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, objects: result.output };
}
