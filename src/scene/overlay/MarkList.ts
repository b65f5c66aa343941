/** The marks of one frame, in reused arrays: symbols of single objects and badges of clusters. */
export class MarkList {
  length = 0;
  x = new Float32Array(512);
  y = new Float32Array(512);
  depth = new Float32Array(512);
  count = new Uint32Array(512);
  severity = new Uint8Array(512);
  /** Pack-wide index of the single object, or of the worst member. */
  index = new Uint32Array(512);
  kind = new Uint8Array(512);
  /** 1 = always drawn, with a pillar: an unacknowledged level I or II. */
  pinned = new Uint8Array(512);
  /** Metres from the middle of a cluster to its farthest member; infinite once clusters were joined on screen. */
  spread = new Float32Array(512);

  clear(): void { this.length = 0; }

  push(x: number, y: number, depth: number, count: number, severity: number, index: number, kind: number, pinned: boolean, spread = 0): void {
    if (this.length === this.x.length) this.grow();
    const at = this.length++;
    this.x[at] = x; this.y[at] = y; this.depth[at] = depth; this.count[at] = count;
    this.severity[at] = severity; this.index[at] = index; this.kind[at] = kind; this.pinned[at] = pinned ? 1 : 0; this.spread[at] = spread;
  }

  private grow(): void {
    const size = this.x.length * 2;
    const copy = <T extends Float32Array | Uint32Array | Uint8Array>(from: T, to: T): T => { to.set(from); return to; };
    this.x = copy(this.x, new Float32Array(size));
    this.y = copy(this.y, new Float32Array(size));
    this.depth = copy(this.depth, new Float32Array(size));
    this.count = copy(this.count, new Uint32Array(size));
    this.severity = copy(this.severity, new Uint8Array(size));
    this.index = copy(this.index, new Uint32Array(size));
    this.kind = copy(this.kind, new Uint8Array(size));
    this.pinned = copy(this.pinned, new Uint8Array(size));
    this.spread = copy(this.spread, new Float32Array(size));
  }
}
