/**
 * Collects triangles by member and role. Every face has its own vertices, so consumers that average normals per
 * vertex still get crisp edges; windings are counter-clockwise from outside by construction of each primitive.
 */
import type { PartRole, StructureAnchor, StructureMesh, StructurePart } from './structureMesh';
import { add, cross, scale, sub, unit, type Vec3 } from './vec3';

export class PartSink {
  readonly positions: number[] = [];
  readonly indices: number[] = [];

  triangle(a: Vec3, b: Vec3, c: Vec3): void {
    const first = this.positions.length / 3;
    this.positions.push(a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]);
    this.indices.push(first, first + 1, first + 2);
  }

  quad(a: Vec3, b: Vec3, c: Vec3, d: Vec3): void {
    const first = this.positions.length / 3;
    this.positions.push(a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2], d[0], d[1], d[2]);
    this.indices.push(first, first + 1, first + 2, first, first + 2, first + 3);
  }

  /** Fan from the ring's first point, which must see all others; counter-clockwise seen from the side the face looks to. */
  face(ring: readonly Vec3[]): void {
    const first = this.positions.length / 3;
    for (const point of ring) this.positions.push(point[0], point[1], point[2]);
    for (let i = 1; i + 1 < ring.length; i++) this.indices.push(first, first + i, first + i + 1);
  }

  /** Skin between rings of equal size, each counter-clockwise about the direction in which the rings follow. */
  loft(rings: readonly (readonly Vec3[])[], caps: 'both' | 'start' | 'end' | 'none' = 'both'): void {
    for (let i = 0; i + 1 < rings.length; i++) {
      const lower = rings[i]!, upper = rings[i + 1]!;
      for (let j = 0; j < lower.length; j++) {
        const k = (j + 1) % lower.length;
        this.quad(lower[j]!, lower[k]!, upper[k]!, upper[j]!);
      }
    }
    const first = rings[0], last = rings.at(-1);
    if (first && (caps === 'both' || caps === 'start')) this.face([first[0]!, ...first.slice(1).reverse()]);
    if (last && (caps === 'both' || caps === 'end')) this.face(last);
  }

  /** Straight bar of `width` (level across) by `depth` from `a` to `b`. */
  beam(a: Vec3, b: Vec3, width: number, depth = width, caps: 'both' | 'none' = 'none'): void {
    const [side, up] = basis(sub(b, a));
    const x = scale(side, width / 2), y = scale(up, depth / 2), p = add(x, y), q = sub(x, y);
    this.loft([[sub(a, p), add(a, q), add(a, p), sub(a, q)], [sub(b, p), add(b, q), add(b, p), sub(b, q)]], caps);
  }

  /** Round bar through `points`, drawn with few sides. */
  tube(points: readonly Vec3[], radius: number, sides = 4): void {
    const rings = points.map((p, i) => {
      const [side, up] = basis(sub(points[Math.min(i + 1, points.length - 1)]!, points[Math.max(i - 1, 0)]!));
      return Array.from({ length: sides }, (_, k) => {
        const angle = ((k + 0.5) / sides) * 2 * Math.PI;
        return add(p, add(scale(side, Math.cos(angle) * radius), scale(up, Math.sin(angle) * radius)));
      });
    });
    this.loft(rings, 'none');
  }

  /** Upright prism over a counter-clockwise ring of [x, y]. */
  prism(ring: readonly (readonly [number, number])[], bottom: number, top: number, caps: 'both' | 'end' = 'end'): void {
    this.loft([ring.map(([x, y]): Vec3 => [x, y, bottom]), ring.map(([x, y]): Vec3 => [x, y, top])], caps);
  }
}

/** Level side vector and the vector completing the right-handed triple side, up, direction. */
function basis(direction: Vec3): readonly [Vec3, Vec3] {
  const d = unit(direction);
  const side = Math.abs(d[2]) > 0.999 ? ([1, 0, 0] as const) : unit(cross([0, 0, 1], d));
  return [side, unit(cross(d, side))];
}

export class MeshBuilder {
  readonly facts: Record<string, number> = {};
  readonly #sinks = new Map<string, { member: string; role: PartRole; sink: PartSink }>();
  readonly #anchors: StructureAnchor[] = [];

  part(member: string, role: PartRole): PartSink {
    const key = `${member}|${role}`;
    let entry = this.#sinks.get(key);
    if (!entry) this.#sinks.set(key, (entry = { member, role, sink: new PartSink() }));
    return entry.sink;
  }

  anchor(id: string, member: string, position: Vec3): void {
    this.#anchors.push({ id, member, position: [position[0], position[1], position[2]] });
  }

  finish(origin: readonly [number, number]): StructureMesh {
    const parts: StructurePart[] = [];
    for (const { member, role, sink } of this.#sinks.values()) {
      if (sink.indices.length > 0) parts.push({ member, role, positions: new Float32Array(sink.positions), indices: new Uint32Array(sink.indices) });
    }
    return { origin, parts, anchors: this.#anchors, facts: this.facts };
  }
}
