/**
 * Cuts a stream of JSON bytes into values without ever holding the whole file: one call per element of a top-level
 * `features` list, one call per other top-level value. Only brackets, strings and keys at depth one are looked at here;
 * the cut pieces go to JSON.parse. Newline-delimited files are the same thing: several top-level values.
 */
interface JsonScannerEvents {
  /** A `features` list begins; `head` is the text of the members before it, closed into valid JSON. */
  onFeatures(head: string, line: number): void;
  /** One element of the list. */
  onElement(text: string, line: number): void;
  /** A top-level value is complete; its `features` list, when it had one, is left empty in `text`. */
  onValue(text: string, line: number, hadFeatures: boolean): void;
}

/** Longest single feature accepted, bytes; a JavaScript string ends at 512 MiB. */
const MAX_PIECE_BYTES = 256 * 1024 * 1024;

const QUOTE = 34, BACKSLASH = 92, OPEN_BRACE = 123, CLOSE_BRACE = 125, OPEN_BRACKET = 91, CLOSE_BRACKET = 93, COMMA = 44, COLON = 58;
const FEATURES_KEY = 'features';

export class JsonScanner {
  line = 1;
  /** Bytes seen before the current chunk. */
  offset = 0;
  elements = 0;
  readonly #events: JsonScannerEvents;
  #pieces: Buffer[] = [];
  #pieceBytes = 0;
  #head: Buffer[] = [];
  #headBytes = 0;
  #start = -1;
  #pieceLine = 1;
  #valueLine = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #inFeatures = false;
  #hadFeatures = false;
  /** A bare word (null, number) is being read as a piece. */
  #inScalar = false;
  #key = '';
  #readsKey = false;
  #expectsValueOf = '';

  constructor(events: JsonScannerEvents) {
    this.#events = events;
  }

  /** True between values: the stream may end here. */
  get isComplete(): boolean {
    return this.#depth === 0 && !this.#inString && !this.#inScalar;
  }

  write(chunk: Buffer): void {
    this.#start = this.#isCapturing() ? 0 : -1;
    for (let i = 0; i < chunk.length; i++) {
      const c = chunk[i] as number;
      if (c === 10) this.line += 1;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (c === BACKSLASH) this.#escaped = true;
        else if (c === QUOTE) this.#endString(chunk, i);
        else if (this.#readsKey && this.#key.length <= FEATURES_KEY.length) this.#key += String.fromCharCode(c);
        continue;
      }
      if (c > COLON && c < OPEN_BRACKET) { this.#scalar(chunk, i); continue; }
      switch (c) {
        case QUOTE: this.#beginString(i); break;
        case OPEN_BRACE: case OPEN_BRACKET: this.#open(chunk, i, c); break;
        case CLOSE_BRACE: case CLOSE_BRACKET: this.#close(chunk, i); break;
        case COMMA: this.#comma(chunk, i); break;
        case COLON: if (this.#depth === 1) this.#expectsValueOf = this.#key; break;
        case 32: case 9: case 10: case 13: case 0x1e: this.#endScalar(chunk, i); break;
        default: this.#scalar(chunk, i);
      }
    }
    if (this.#isCapturing() && this.#start >= 0) this.#keep(chunk.subarray(this.#start));
    this.offset += chunk.length;
  }

  end(): void {
    this.#endScalar(Buffer.alloc(0), 0);
  }

  #isCapturing(): boolean {
    return this.#inFeatures ? this.#depth > 2 || this.#inScalar || (this.#inString && this.#depth === 2) : this.#depth > 0 || this.#inScalar || this.#inString;
  }

  #keep(bytes: Buffer): void {
    this.#pieces.push(Buffer.from(bytes));
    this.#pieceBytes += bytes.length;
    if (this.#pieceBytes > MAX_PIECE_BYTES) throw new RangeError('one value is longer than 256 MiB');
  }

  #begin(i: number): void {
    this.#start = i;
    this.#pieceLine = this.line;
    if (this.#depth === 0) this.#valueLine = this.line;
  }

  /** Text of the captured piece up to `end` in this chunk. */
  #take(chunk: Buffer, end: number): string {
    const last = chunk.subarray(Math.max(this.#start, 0), end);
    const text = this.#pieces.length === 0 ? last.toString('utf8') : Buffer.concat([...this.#pieces, last]).toString('utf8');
    this.#pieces = [];
    this.#pieceBytes = 0;
    this.#start = -1;
    return text;
  }

  #beginString(i: number): void {
    this.#inString = true;
    if (this.#depth === 0 || (this.#inFeatures && this.#depth === 2)) this.#begin(i);
    this.#readsKey = this.#depth === 1 && this.#expectsValueOf === '';
    if (this.#readsKey) this.#key = '';
  }

  #endString(chunk: Buffer, i: number): void {
    this.#inString = false;
    this.#readsKey = false;
    if (this.#depth === 0) this.#events.onValue(this.#take(chunk, i + 1), this.#valueLine, false);
    else if (this.#inFeatures && this.#depth === 2) this.#element(chunk, i + 1);
  }

  #element(chunk: Buffer, end: number): void {
    this.elements += 1;
    this.#events.onElement(this.#take(chunk, end), this.#pieceLine);
  }

  #open(chunk: Buffer, i: number, c: number): void {
    if (this.#depth === 0) {
      this.#begin(i);
      this.#hadFeatures = false;
      this.#expectsValueOf = '';
    } else if (this.#depth === 1 && c === OPEN_BRACKET && this.#expectsValueOf === FEATURES_KEY && !this.#hadFeatures) {
      this.#inFeatures = true;
      this.#hadFeatures = true;
      const head = this.#take(chunk, i + 1);
      this.#head = [Buffer.from(head)];
      this.#headBytes = head.length;
      this.#events.onFeatures(`${head}]}`, this.#valueLine);
    } else if (this.#inFeatures && this.#depth === 2) this.#begin(i);
    this.#depth += 1;
  }

  #close(chunk: Buffer, i: number): void {
    this.#endScalar(chunk, i);
    if (this.#depth === 0) throw new SyntaxError('a closing bracket without an opening one');
    this.#depth -= 1;
    if (this.#inFeatures && this.#depth === 2) this.#element(chunk, i + 1);
    else if (this.#inFeatures && this.#depth === 1) {
      this.#inFeatures = false;
      this.#pieces = this.#head;
      this.#pieceBytes = this.#headBytes;
      this.#start = i;
    } else if (this.#depth === 0) this.#events.onValue(this.#take(chunk, i + 1), this.#valueLine, this.#hadFeatures);
  }

  #comma(chunk: Buffer, i: number): void {
    this.#endScalar(chunk, i);
    if (this.#depth === 1) this.#expectsValueOf = '';
  }

  #scalar(_chunk: Buffer, i: number): void {
    if (this.#inScalar || !(this.#depth === 0 || (this.#inFeatures && this.#depth === 2))) return;
    this.#inScalar = true;
    this.#begin(i);
  }

  #endScalar(chunk: Buffer, i: number): void {
    if (!this.#inScalar) return;
    this.#inScalar = false;
    if (this.#depth === 0) this.#events.onValue(this.#take(chunk, i), this.#valueLine, false);
    else this.#element(chunk, i);
  }
}
