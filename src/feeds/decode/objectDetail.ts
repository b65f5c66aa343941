/** Answers about one object: who is responsible, its documents, and the history of a datastream. Null = not of that shape. */
import * as v from 'valibot';
import type { RegisterFact, Responsibility } from '../../domain/objectSummary';
import type { ObjectTrack } from '../../domain/track';
import { cleanText } from './text';

const text = v.pipe(v.string(), v.transform(cleanText));
const responsibility = v.object({ unitZh: text, unitEn: text, personMasked: text, phoneMasked: text, streetZh: text, streetEn: text });
const document = v.object({ titleZh: text, titleEn: text, origin: text, at: v.pipe(v.number(), v.finite()) });
const detail = v.object({ id: v.string(), responsibility: v.nullable(responsibility), register: v.optional(v.array(v.object({ key: text, zh: text, en: text, value: v.union([text, v.pipe(v.number(), v.finite())]), unit: text })), []), documents: v.array(document) });
const degrees = (most: number) => v.array(v.nullable(v.pipe(v.number(), v.minValue(-most), v.maxValue(most))));
const track = v.object({ t: v.array(v.pipe(v.number(), v.finite())), lon: degrees(180), lat: degrees(90) });
const history = v.object({ t: v.array(v.pipe(v.number(), v.finite())), v: v.array(v.nullable(v.pipe(v.number(), v.finite()))) });

export interface DecodedDetail { readonly responsibility: Responsibility | null; readonly register: readonly RegisterFact[]; readonly documents: readonly { readonly titleZh: string; readonly titleEn: string; readonly origin: string; readonly at: number }[] }

export function decodeObjectDetail(value: unknown): DecodedDetail | null {
  const result = v.safeParse(detail, value);
  return result.success ? { responsibility: result.output.responsibility, register: result.output.register, documents: result.output.documents } : null;
}

export function decodeHistory(value: unknown): { readonly times: readonly number[]; readonly values: readonly (number | null)[] } | null {
  const result = v.safeParse(history, value);
  if (!result.success || result.output.t.length !== result.output.v.length) return null;
  return { times: result.output.t, values: result.output.v };
}

export function decodeTrack(value: unknown): ObjectTrack | null {
  const result = v.safeParse(track, value);
  if (!result.success) return null;
  const { t, lon, lat } = result.output;
  return t.length === lon.length && t.length === lat.length && t.every((time, k) => k === 0 || time > (t[k - 1] ?? 0)) ? { times: t, lon, lat } : null;
}
