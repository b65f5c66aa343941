/**
 * The scene's copy of the state bytes, padded to whole texture rows, with the pointer's flags (selected, hover, hidden) of this screen.
 * It remembers which texture rows changed, so that one upload per frame carries only those.
 */
import { FLAG, STATE_BYTES } from '../../domain/state';
import { STATE_TEXTURE_WIDTH } from '../../workers/glbContract';
import { DirtyLines, type DirtyRows } from './DirtyLines';

const rowBytes = STATE_TEXTURE_WIDTH * STATE_BYTES;
const screenFlags = FLAG.selected | FLAG.hover | FLAG.hidden;

export class StateTable {
  readonly height: number;
  readonly bytes: Uint8Array;
  private readonly flags: Uint8Array;
  private readonly lines: DirtyLines;

  constructor(private readonly source: Uint8Array) {
    this.height = Math.max(1, Math.ceil(source.length / rowBytes));
    this.bytes = new Uint8Array(this.height * rowBytes);
    this.flags = new Uint8Array(this.height * STATE_TEXTURE_WIDTH);
    this.lines = new DirtyLines(this.height);
    this.refreshAll();
  }

  refreshAll(): void {
    this.bytes.set(this.source.subarray(0, this.bytes.length));
    for (let index = 0; index < this.flags.length; index++) this.writeFlags(index);
    this.lines.touchAll();
  }

  refresh(indices: Uint32Array): void {
    for (const index of indices) {
      const at = index * STATE_BYTES;
      this.bytes[at] = this.source[at] ?? 0;
      this.bytes[at + 1] = this.source[at + 1] ?? 0;
      this.bytes[at + 2] = this.source[at + 2] ?? 0;
      this.writeFlags(index);
      this.lines.touch(index);
    }
  }

  setFlag(index: number, flag: number, on: boolean): void {
    const before = this.flags[index];
    if (before === undefined) return;
    const after = on ? before | flag : before & ~flag;
    if (after === before) return;
    this.flags[index] = after;
    this.writeFlags(index);
    this.lines.touch(index);
  }

  hasFlag(index: number, flag: number): boolean { return ((this.flags[index] ?? 0) & flag) !== 0; }

  /** Rows to upload since the last call, or null. */
  takeDirty(): DirtyRows | null { return this.lines.take(); }

  rows(dirty: DirtyRows): Uint8Array { return this.bytes.subarray(dirty.first * rowBytes, (dirty.first + dirty.count) * rowBytes); }

  private writeFlags(index: number): void {
    const at = index * STATE_BYTES + 3;
    this.bytes[at] = ((this.source[at] ?? 0) & ~screenFlags) | (this.flags[index] ?? 0);
  }
}
