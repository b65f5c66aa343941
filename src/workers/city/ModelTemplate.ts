/** A low-poly model in metres around its foot (z up, facing north), assembled from a few solids and stamped into tiles many times. */
import { MATERIAL_INDEX, type Material } from '../glbContract';

export class ModelTemplate {
  readonly positions: number[] = [];
  readonly materials: number[] = [];
  readonly indices: number[] = [];

  get vertexCount(): number { return this.materials.length; }

  /** Upright prism or cone: `sides` corners, radius from foot to head; closed on top, open below. */
  prism(options: { x?: number; y?: number; from: number; to: number; radius: number; head?: number; sides?: number; material: Material }): this {
    const { x = 0, y = 0, from, to, radius, head = radius, sides = 6 } = options;
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
    return this;
  }

  /** Axis-aligned box between two corners. */
  box(min: readonly [number, number, number], max: readonly [number, number, number], material: Material): this {
    const first = this.vertexCount;
    for (const z of [min[2], max[2]]) for (const [x, y] of [[min[0], min[1]], [max[0], min[1]], [max[0], max[1]], [min[0], max[1]]] as const) this.#vertex(x, y, z, material);
    this.#quad(first + 3, first + 2, first + 1, first);
    this.#quad(first + 4, first + 5, first + 6, first + 7);
    for (let side = 0; side < 4; side++) {
      const next = (side + 1) % 4;
      this.#quad(first + side, first + next, first + 4 + next, first + 4 + side);
    }
    return this;
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
    return this.materials.push(MATERIAL_INDEX[material]) - 1;
  }

  #quad(a: number, b: number, c: number, d: number): void { this.indices.push(a, b, c, a, c, d); }
}
