/**
 * Earth-fixed metres to canvas pixels for one frame, with plain arithmetic. Points behind the camera or behind the globe's curve
 * are refused; the answer is written into the fields, so a frame of thousands of points makes no garbage.
 */
export interface CameraFrame {
  readonly eye: { readonly x: number; readonly y: number; readonly z: number };
  readonly right: { readonly x: number; readonly y: number; readonly z: number };
  readonly up: { readonly x: number; readonly y: number; readonly z: number };
  readonly direction: { readonly x: number; readonly y: number; readonly z: number };
  /** Tangents of half the field of view. */
  readonly tanX: number;
  readonly tanY: number;
  readonly width: number;
  readonly height: number;
}

/** Mean earth radius, metres; the curve only matters for points hundreds of kilometres away. */
const earthRadius = 6_371_000;

export class Projector {
  x = 0;
  y = 0;
  /** Metres along the line of sight. */
  depth = 0;
  private frame: CameraFrame | null = null;
  private horizonDistance2 = 0;
  /** Pixels that one metre takes at one metre distance. */
  pixelsPerMetre = 1;

  set(frame: CameraFrame): void {
    this.frame = frame;
    const height = Math.max(50, Math.hypot(frame.eye.x, frame.eye.y, frame.eye.z) - earthRadius + 25_000);
    this.horizonDistance2 = height * (2 * earthRadius + height);
    this.pixelsPerMetre = frame.height / (2 * frame.tanY);
  }

  get width(): number { return this.frame?.width ?? 0; }
  get height(): number { return this.frame?.height ?? 0; }

  /** True when the point is in front of the camera; x and y may still lie outside the canvas by any amount. */
  project(px: number, py: number, pz: number): boolean {
    const { frame } = this;
    if (frame === null) return false;
    const { eye, right, up, direction } = frame;
    const dx = px - eye.x, dy = py - eye.y, dz = pz - eye.z;
    const depth = dx * direction.x + dy * direction.y + dz * direction.z;
    this.depth = depth;
    if (depth < 1 || dx * dx + dy * dy + dz * dz > this.horizonDistance2) return false;
    this.x = (0.5 + (dx * right.x + dy * right.y + dz * right.z) / (2 * depth * frame.tanX)) * frame.width;
    this.y = (0.5 - (dx * up.x + dy * up.y + dz * up.z) / (2 * depth * frame.tanY)) * frame.height;
    return true;
  }

  inside(margin: number): boolean { return this.x > -margin && this.y > -margin && this.x < this.width + margin && this.y < this.height + margin; }
}
