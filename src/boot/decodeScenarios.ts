/** What the demo back end says of its scenarios, checked at the door. A bad row is dropped, an answer of another shape is null. */
import * as v from 'valibot';
import type { ScenarioInfo, ScenarioState } from '../domain/catalogues';

const MOST = 200;
const text = v.pipe(v.string(), v.transform((value) => value.slice(0, 1024)));
const words = v.optional(text, '');
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const figure = v.pipe(v.number(), v.finite());

const info = v.object({
  id, code: words, titleZh: words, titleEn: words, aboutZh: words, aboutEn: words, origin: words, minutes: v.pipe(figure, v.minValue(0)), focusId: v.optional(v.nullable(text), null),
  branches: v.optional(v.array(v.object({ id, zh: words, en: words })), []),
});
const state = v.object({
  id, branch: v.optional(v.nullable(text), null), speed: figure, startedAt: figure, now: figure, endsAt: v.optional(v.nullable(figure), null), ended: v.optional(v.boolean(), false),
  step: v.optional(v.nullable(v.object({ zh: words, en: words })), null),
});

export function decodeScenarios(value: unknown): readonly ScenarioInfo[] | null {
  const rows = v.safeParse(v.object({ rows: v.array(v.unknown()) }), value);
  if (!rows.success) return null;
  return rows.output.rows.slice(0, MOST).flatMap((row) => { const one = v.safeParse(info, row); return one.success ? [one.output] : []; });
}
export function decodeScenarioState(value: unknown): ScenarioState | null {
  const result = v.safeParse(state, value);
  return result.success ? result.output : null;
}
