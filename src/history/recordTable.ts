/**
 * Lists of alike records (warnings, cases, vital signs …) as columns: runs of one type, strings once each with the part they share
 * with the one before left out, numbers as differences. Plain JSON comes out as it went in; keys keep their order.
 */
import { BrokenSegment, createByteWriter, encodeText, unzigzag, type ByteReader, type ByteWriter } from './bytes';

export type PlainRecord = Readonly<Record<string, unknown>>;

const TAG = { absent: 0, null: 1, no: 2, yes: 3, whole: 4, micro: 5, float: 6, text: 7, json: 8, same: 9 } as const;
/** Shorter runs of equal values cost less written out. */
const LEAST_SAME = 4;
const MICRO = 1e6;
const MAX_WHOLE = 2 ** 51;
/** Rows that a table without bytes (all alike) may claim. */
const MAX_ROWS = 500_000;

function tagOf(value: unknown): number {
  if (value === undefined) return TAG.absent;
  if (value === null) return TAG.null;
  if (value === false) return TAG.no;
  if (value === true) return TAG.yes;
  if (typeof value === 'string') return TAG.text;
  if (typeof value !== 'number') return TAG.json;
  if (Number.isInteger(value) && Math.abs(value) < MAX_WHOLE && !Object.is(value, -0)) return TAG.whole;
  return Math.abs(value) < 1e9 && Math.round(value * MICRO) / MICRO === value && !Object.is(value, -0) ? TAG.micro : TAG.float;
}

interface TextTable { refer(text: string): number; readonly texts: readonly string[] }
function createTextTable(): TextTable {
  const known = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    refer(text) {
      let at = known.get(text);
      if (at === undefined) { at = texts.push(text) - 1; known.set(text, at); }
      return at;
    },
  };
}

function writeTexts(into: ByteWriter, texts: readonly string[]): void {
  into.count(texts.length);
  let before = '';
  let tails = '';
  for (const text of texts) {
    let shared = 0;
    const most = Math.min(before.length, text.length);
    while (shared < most && before.charCodeAt(shared) === text.charCodeAt(shared)) shared++;
    // never between the halves of a character pair
    if (shared > 0 && shared < text.length && (text.charCodeAt(shared) & 0xfc00) === 0xdc00) shared--;
    into.count(shared);
    into.count(text.length - shared);
    tails += text.slice(shared);
    before = text;
  }
  const encoded = encodeText(tails);
  into.count(encoded.length);
  into.bytes(encoded);
}

function readTexts(from: ByteReader): string[] {
  const count = from.size(2);
  const shared = new Uint32Array(count);
  const own = new Uint32Array(count);
  for (let k = 0; k < count; k++) { shared[k] = from.count(); own[k] = from.count(); }
  const tails = from.text();
  const texts: string[] = [];
  let before = '';
  let at = 0;
  for (let k = 0; k < count; k++) {
    const end = at + (own[k] ?? 0);
    if (end > tails.length || (shared[k] ?? 0) > before.length) throw new BrokenSegment('a text of the recording is cut off');
    before = before.slice(0, shared[k] ?? 0) + tails.slice(at, end);
    texts.push(before);
    at = end;
  }
  return texts;
}

function writeColumn(into: ByteWriter, values: readonly unknown[], texts: TextTable): void {
  let lastWhole = 0;
  let lastMicro = 0;
  let k = 0;
  while (k < values.length) {
    let same = 0;
    if (k > 0) while (k + same < values.length && Object.is(values[k + same], values[k - 1])) same++;
    if (same >= LEAST_SAME) {
      into.count(same);
      into.byte(TAG.same);
      k += same;
      continue;
    }
    const tag = tagOf(values[k]);
    let run = 1;
    let alike = 0;
    while (k + run < values.length && tagOf(values[k + run]) === tag) {
      alike = Object.is(values[k + run], values[k + run - 1]) ? alike + 1 : 0;
      run++;
      if (alike >= LEAST_SAME) { run -= alike; break; }
    }
    into.count(run);
    into.byte(tag);
    for (const end = k + run; k < end; k++) {
      const value = values[k];
      if (tag === TAG.whole) { into.signed((value as number) - lastWhole); lastWhole = value as number; }
      else if (tag === TAG.micro) { const micro = Math.round((value as number) * MICRO); into.signed(micro - lastMicro); lastMicro = micro; }
      else if (tag === TAG.float) into.float(value as number);
      else if (tag === TAG.text) into.count(texts.refer(value as string));
      else if (tag === TAG.json) into.count(texts.refer(JSON.stringify(value)));
    }
  }
}

export function writeRecords(into: ByteWriter, records: readonly PlainRecord[]): void {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const texts = createTextTable();
  const columns = createByteWriter();
  for (const key of keys) writeColumn(columns, records.map((record) => (Object.hasOwn(record, key) ? record[key] : undefined)), texts);
  into.count(records.length);
  into.count(keys.length);
  for (const key of keys) into.text(key);
  writeTexts(into, texts.texts);
  into.bytes(columns.take());
}

let scratch = new Float64Array(0);
/** One key of all rows, put straight into them; undefined where a row lacks it. Answers whether some do. */
function readColumn(from: ByteReader, rows: readonly Record<string, unknown>[], key: string, texts: readonly string[]): boolean {
  let lastWhole = 0;
  let lastMicro = 0;
  let last: unknown;
  let lacks = false;
  const textAt = (at: number): string => {
    const text = texts[at];
    if (text === undefined) throw new BrokenSegment('a text of the recording is missing');
    return text;
  };
  const put = (k: number, value: unknown): void => { const row = rows[k]; if (row) row[key] = value; };
  /** The numbers of a run, decoded at once. */
  const run = (length: number): Float64Array => {
    if (scratch.length < length) scratch = new Float64Array(length);
    from.counts(scratch, 0, length);
    return scratch;
  };
  for (let k = 0; k < rows.length;) {
    const end = k + from.count();
    const tag = from.byte();
    if (end > rows.length || end === k) throw new BrokenSegment('a column of the recording is too long');
    if (tag === TAG.whole) {
      const steps = run(end - k);
      for (let n = 0; k < end; k++) { lastWhole += unzigzag(steps[n++] ?? 0); put(k, lastWhole); }
    } else if (tag === TAG.text) {
      const indices = run(end - k);
      for (let n = 0; k < end; k++) put(k, textAt(indices[n++] ?? 0));
    } else if (tag === TAG.micro) {
      const steps = run(end - k);
      for (let n = 0; k < end; k++) { lastMicro += unzigzag(steps[n++] ?? 0); put(k, lastMicro / MICRO); }
    }
    else if (tag === TAG.float) for (; k < end; k++) put(k, from.float());
    else if (tag === TAG.json) for (; k < end; k++) put(k, JSON.parse(textAt(from.count())));
    else {
      if (tag === TAG.null) last = null;
      else if (tag === TAG.no) last = false;
      else if (tag === TAG.yes) last = true;
      else if (tag === TAG.absent) last = undefined;
      else if (tag !== TAG.same) throw new BrokenSegment('a column of the recording has an unknown type');
      lacks ||= last === undefined;
      for (; k < end; k++) put(k, last);
    }
    last = rows[end - 1]?.[key];
  }
  return lacks;
}

/** Objects with plain keys only; a key that could reach a prototype is refused. */
export function readRecords(from: ByteReader): Record<string, unknown>[] {
  const count = from.count();
  if (count > MAX_ROWS) throw new BrokenSegment('the recording promises too many records');
  const keys = Array.from({ length: from.size() }, () => from.text());
  if (keys.some((key) => key === '__proto__')) throw new BrokenSegment('a record of the recording has a forbidden key');
  if (count > 0 && keys.length === 0) return Array.from({ length: count }, () => ({}));
  const texts = readTexts(from);
  // copies of one empty record are filled several times faster than records that grow
  const empty: Record<string, unknown> = Object.fromEntries(keys.map((key) => [key, null]));
  const rows = Array.from({ length: count }, () => ({ ...empty }));
  let lacks = false;
  for (const key of keys) lacks = readColumn(from, rows, key, texts) || lacks;
  if (!lacks) return rows;
  return rows.map((row) => {
    const own: Record<string, unknown> = {};
    for (const key of keys) if (row[key] !== undefined) own[key] = row[key];
    return own;
  });
}
