/** A low-poly model in metres around its foot (z up, facing north), assembled from a few solids and stamped into tiles many times. */
import { MATERIAL_INDEX, PART_INDEX, type Material, type Part } from '../glbContract';

type Corner = readonly [number, number, number];

export class ModelTemplate {
  readonly positions: number[] = [];
  readonly materials: number[] = [];
  readonly indices: number[] = [];
  /** Part and pivot of each vertex; a still vertex is its own pivot. */
  readonly parts: number[] = [];
  readonly pivots: number[] = [];
  #part: Part = 'still';
  #pivot: Corner | null = null;

  get vertexCount(): number { return this.materials.length; }

  /** Everything added from here on belongs to a moving part that turns about this point. */
  moving(part: Part, pivot: Corner): this {
    this.#part = part;
    this.#pivot = pivot;
    return this;
  }

  /** Upright prism or cone: `sides` corners, radius from foot to head; closed on top, open below unless it can be seen from there. */
  prism(options: { x?: number; y?: number; from: number; to: number; radius: number; head?: number; sides?: number; floor?: boolean; material: Material }): this {
    const { x = 0, y = 0, from, to, radius, head = radius, sides = 6, floor = false } = options;
    const first = this.vertexCount;
    for (const [z, r] of [[from, radius], [to, head]] as const) {
      for (let side = 0; side < sides; side++) {
        const angle = ((side + 0.5) / sides) * 2 * Math.PI;
        this.#vertex(x + Math.cos(angle) * r, y + Math.sin(angle) * r, z, options.material);
      }
    }
    for (let side = 0; side < sides; side++) {
      const next = (side + 1) % sides;
      this.#quad(first + side, first + next, first + sides + next, first + sides + side);
    }
    for (let side = 1; side + 1 < sides; side++) this.indices.push(first + sides, first + sides + side, first + sides + side + 1);
    if (floor) for (let side = 1; side + 1 < sides; side++) this.indices.push(first, first + side + 1, first + side);
    return this;
  }

  /** Upright tube: outer and inner wall and the rim between them. */
  tube(options: { x?: number; y?: number; from: number; to: number; inner: number; outer: number; sides?: number; material: Material }): this {
    const { x = 0, y = 0, from, to, inner, outer, sides = 12, material } = options;
    const first = this.vertexCount;
    for (const [z, radius] of [[from, outer], [to, outer], [to, inner], [from, inner]] as const) {
      for (let side = 0; side < sides; side++) {
        const angle = ((side + 0.5) / sides) * 2 * Math.PI;
        this.#vertex(x + Math.cos(angle) * radius, y + Math.sin(angle) * radius, z, material);
      }
    }
    for (let ring = 0; ring < 3; ring++) {
      for (let side = 0; side < sides; side++) {
        const next = (side + 1) % sides, low = first + ring * sides, high = low + sides;
        this.#quad(low + side, low + next, high + next, high + side);
      }
    }
    return this;
  }

  /** Thin plate with four corners, counter-clockwise seen from above, and its underside. */
  plate(corners: readonly [Corner, Corner, Corner, Corner], thickness: number, material: Material): this {
    const first = this.vertexCount;
    for (const drop of [thickness, 0]) for (const [x, y, z] of corners) this.#vertex(x, y, z - drop, material);
    this.#quad(first + 3, first + 2, first + 1, first);
    this.#quad(first + 4, first + 5, first + 6, first + 7);
    for (let side = 0; side < 4; side++) {
      const next = (side + 1) % 4;
      this.#quad(first + side, first + next, first + 4 + next, first + 4 + side);
    }
    return this;
  }

  /** Axis-aligned box between two corners. */
  box(min: readonly [number, number, number], max: readonly [number, number, number], material: Material): this {
    const top = max[2];
    return this.plate([[min[0], min[1], top], [max[0], min[1], top], [max[0], max[1], top], [min[0], max[1], top]], top - min[2], material);
  }

  /** Rounded blob of rings: a tree's crown, a dome. */
  blob(options: { x?: number; y?: number; z: number; radius: number; height: number; sides?: number; rings?: number; material: Material }): this {
    const { x = 0, y = 0, z, radius, height, sides = 6, rings = 3, material } = options;
    const bottom = this.vertexCount;
    this.#vertex(x, y, z - height / 2, material);
    for (let ring = 1; ring <= rings; ring++) {
      const polar = (ring / (rings + 1)) * Math.PI;
      for (let side = 0; side < sides; side++) {
        const angle = ((side + (ring % 2) * 0.5) / sides) * 2 * Math.PI;
        this.#vertex(x + Math.cos(angle) * Math.sin(polar) * radius, y + Math.sin(angle) * Math.sin(polar) * radius, z - (Math.cos(polar) * height) / 2, material);
      }
    }
    const top = this.#vertex(x, y, z + height / 2, material);
    const ringStart = (ring: number): number => bottom + 1 + (ring - 1) * sides;
    for (let side = 0; side < sides; side++) {
      const next = (side + 1) % sides;
      this.indices.push(bottom, ringStart(1) + next, ringStart(1) + side);
      for (let ring = 1; ring < rings; ring++) this.#quad(ringStart(ring) + side, ringStart(ring) + next, ringStart(ring + 1) + next, ringStart(ring + 1) + side);
      this.indices.push(ringStart(rings) + side, ringStart(rings) + next, top);
    }
    return this;
  }

  #vertex(x: number, y: number, z: number, material: Material): number {
    this.positions.push(x, y, z);
    this.parts.push(PART_INDEX[this.#part]);
    this.pivots.push(...(this.#pivot ?? [x, y, z]));
    return this.materials.push(MATERIAL_INDEX[material]) - 1;
  }

  #quad(a: number, b: number, c: number, d: number): void { this.indices.push(a, b, c, a, c, d); }
}
