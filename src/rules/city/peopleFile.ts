/**
 * Names, telephone numbers and plates of field workers and vehicles, masked: a file that only the back end reads. The rules folder is
 * served to every browser, so what its `objects.json` says may not name anybody.
 */
import * as v from 'valibot';
import type { Attributes, ObjectsFile } from './objectsFile';

export interface PeopleFile { readonly about: string; readonly version: string; /** By object id. */ readonly objects: Readonly<Record<string, Attributes>> }
/** Attributes that say who somebody is. */
export const PERSONAL_ATTRIBUTES: readonly string[] = ['personMasked', 'phoneMasked', 'plate'];

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const schema = v.strictObject({ about: v.pipe(v.string(), v.minLength(1)), version: text, objects: v.record(text, v.record(text, text)) });

/** The file, or place and reason of the first problem. */
export function checkPeopleFile(data: unknown): PeopleFile | string {
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  return `${(issue.path ?? []).map((step) => String(step.key)).join('.')}: ${issue.message}`;
}

const EMPTY: ObjectsFile = { about: '', version: '', kinds: {}, matches: [], objects: {}, fromNames: [], figures: [] };
/** The facts about objects with those about persons laid on, for `buildEngineCity`. */
export function withPeople(objects: ObjectsFile | null, people: PeopleFile | null): ObjectsFile | null {
  if (people === null) return objects;
  const base = objects ?? EMPTY;
  const merged: Record<string, Attributes> = { ...base.objects };
  for (const [id, own] of Object.entries(people.objects)) merged[id] = { ...merged[id], ...own };
  return { ...base, objects: merged };
}
