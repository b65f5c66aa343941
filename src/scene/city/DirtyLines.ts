/** Which texture lines changed since they were last uploaded, as one run: an upload per frame carries only those. */
import { STATE_TEXTURE_WIDTH } from '../../workers/glbContract';

export interface DirtyRows { readonly first: number; readonly count: number }

export class DirtyLines {
  private first = 0;
  private last: number;

  /** Everything is dirty at first. */
  constructor(readonly height: number) { this.last = height - 1; }

  touch(index: number): void {
    const row = Math.floor(index / STATE_TEXTURE_WIDTH);
    if (row < this.first) this.first = row;
    if (row > this.last) this.last = row;
  }

  touchAll(): void {
    this.first = 0;
    this.last = this.height - 1;
  }

  /** Lines to upload since the last call, or null. */
  take(): DirtyRows | null {
    if (this.last < this.first) return null;
    const dirty = { first: this.first, count: this.last - this.first + 1 };
    this.first = this.height;
    this.last = -1;
    return dirty;
  }
}
