/** Numbers and texts as bytes: variable-length integers (7 bits a byte), zigzag for signed ones. Integers up to 2^52. */

/** A segment that is cut off or was not written by this module. */
export class BrokenSegment extends Error {}

export interface ByteWriter {
  readonly length: number;
  byte(value: number): void;
  /** Whole number from 0. */
  count(value: number): void;
  signed(value: number): void;
  float(value: number): void;
  bytes(value: Uint8Array): void;
  text(value: string): void;
  take(): Uint8Array;
}
export interface ByteReader {
  readonly at: number;
  readonly left: number;
  byte(): number;
  count(): number;
  /** The next counts at once, into entries begin … end − 1: several times faster than one by one. */
  counts(into: Float64Array, begin: number, end: number): void;
  /** A count of things that take at least `least` bytes each; more than can be there is refused. */
  size(least?: number): number;
  signed(): number;
  float(): number;
  bytes(length: number): Uint8Array;
  text(): string;
}

interface Utf8 { encode(text: string): Uint8Array }
interface Utf8Reader { decode(bytes: Uint8Array): string }
declare const TextEncoder: new () => Utf8;
declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => Utf8Reader;

export const encodeText = (text: string): Uint8Array => new TextEncoder().encode(text);
const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
const LARGE = 0x8000_0000;
/** A number has eight bytes at most. */
const MOST_SCALE = 128 ** 7;
const START = 4096;

export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(START);
  let length = 0;
  const float = new Float64Array(1);
  const floatBytes = new Uint8Array(float.buffer);

  function room(more: number): void {
    if (length + more <= buffer.length) return;
    const next = new Uint8Array(Math.max(buffer.length * 2, length + more));
    next.set(buffer);
    buffer = next;
  }
  function count(value: number): void {
    room(8);
    let rest = value;
    while (rest >= LARGE) {
      buffer[length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      buffer[length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    buffer[length++] = rest;
  }
  function bytes(value: Uint8Array): void {
    room(value.length);
    buffer.set(value, length);
    length += value.length;
  }
  return {
    get length() { return length; },
    byte(value) { room(1); buffer[length++] = value; },
    count,
    signed: (value) => count(value < 0 ? -2 * value - 1 : 2 * value),
    float(value) { float[0] = value; bytes(floatBytes); },
    bytes,
    text(value) {
      const encoded = encodeText(value);
      count(encoded.length);
      bytes(encoded);
    },
    take: () => buffer.slice(0, length),
  };
}

/** What `signed` wrote, from what `count` or `counts` read. */
export const unzigzag = (written: number): number => (written % 2 === 1 ? -(written + 1) / 2 : written / 2);

export function createByteReader(source: Uint8Array): ByteReader {
  let at = 0;
  const end = source.length;
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  function byte(): number {
    if (at >= end) throw new BrokenSegment('the recording ends too early');
    return source[at++] ?? 0;
  }
  function count(): number {
    let next = byte();
    if (next < 128) return next;
    let value = next & 127;
    let scale = 128;
    for (let turn = 1; turn < 8; turn++) {
      next = byte();
      value += (next & 127) * scale;
      if (next < 128) return value;
      scale *= 128;
    }
    throw new BrokenSegment('a number of the recording is too long');
  }
  function counts(into: Float64Array, begin: number, until: number): void {
    let here = at;
    for (let k = begin; k < until; k++) {
      let next = here < end ? source[here++] ?? 0 : 255;
      let value = next & 127;
      for (let scale = 128; next > 127; scale *= 128) {
        // cut off, or longer than a number can be: the plain way says which
        if (here >= end || scale > MOST_SCALE) { at = here - 1; throw new BrokenSegment(here >= end ? 'the recording ends too early' : 'a number of the recording is too long'); }
        next = source[here++] ?? 0;
        value += (next & 127) * scale;
      }
      into[k] = value;
    }
    at = here;
  }
  function bytes(length: number): Uint8Array {
    if (length > end - at) throw new BrokenSegment('the recording ends too early');
    at += length;
    return source.subarray(at - length, at);
  }
  return {
    get at() { return at; },
    get left() { return end - at; },
    byte, count, counts, bytes,
    size(least = 1) {
      const value = count();
      if (value * least > end - at) throw new BrokenSegment('the recording promises more than it holds');
      return value;
    },
    signed: () => unzigzag(count()),
    float() {
      if (end - at < 8) throw new BrokenSegment('the recording ends too early');
      at += 8;
      return view.getFloat64(at - 8, true);
    },
    text: () => decoder.decode(bytes(count())),
  };
}
