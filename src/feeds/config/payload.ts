/** What messages of every broker share: names matched by a pattern with wildcards, and a payload as JSON, a plain number or a compact binary layout. */
import * as v from 'valibot';
import { mappingSchema } from './mapping';

/** Larger messages are refused unread, bytes. */
export const LARGEST_MESSAGE = 1024 * 1024;

export const payloadFields = {
  format: v.optional(v.picklist(['json', 'number', 'binary']), 'json'),
  /** Of a binary payload: where each field stands. */
  layout: v.exactOptional(v.array(v.strictObject({ name: v.pipe(v.string(), v.regex(/^\w+$/)), at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), type: v.picklist(['uint8', 'int16', 'uint16', 'int32', 'uint32', 'float32', 'float64']), littleEndian: v.optional(v.boolean(), false) }))),
  mapping: mappingSchema,
};
const payload = v.object(payloadFields);
export type PayloadConfig = v.InferOutput<typeof payload>;

/** Throws when the bytes are not what the format says. */
export function readPayload(bytes: Uint8Array, { format, layout = [] }: Pick<PayloadConfig, 'format' | 'layout'>): unknown {
  if (format === 'binary') {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const read = { uint8: (at: number) => view.getUint8(at), int16: (at: number, little: boolean) => view.getInt16(at, little), uint16: (at: number, little: boolean) => view.getUint16(at, little), int32: (at: number, little: boolean) => view.getInt32(at, little), uint32: (at: number, little: boolean) => view.getUint32(at, little), float32: (at: number, little: boolean) => view.getFloat32(at, little), float64: (at: number, little: boolean) => view.getFloat64(at, little) };
    return Object.fromEntries(layout.map(({ name, at, type, littleEndian }) => [name, read[type](at, littleEndian)]));
  }
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return format === 'number' ? { value: text } : JSON.parse(text) as unknown;
}

export interface Wildcards { readonly separator: string; /** Stands for one level. */ readonly one: string; /** Stands for all that follow. */ readonly rest: string }
const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Its groups are what the wildcards stood for, in order. */
export function toExpression(filter: string, { separator, one, rest }: Wildcards): RegExp {
  return new RegExp(`^${filter.split(separator).map((part) => (part === one ? `([^${escape(separator)}]+)` : part === rest ? '(.*)' : escape(part))).join(escape(separator))}$`);
}
