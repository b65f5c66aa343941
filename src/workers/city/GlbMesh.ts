/**
 * One triangle mesh written straight into its final vertex bytes, and the binary glTF around it (see ../glbContract.ts).
 * Vertices are interleaved so that the engine makes one GPU buffer per tile.
 *
 * ```
 * SHORT: | x y z (int16) pad | id f32 | material class seed part | above f32 total f32 | pivot (int16) pad |   24 bytes, 32 with pivots
 * FLOAT: | x y z (float32)   | id f32 | material class seed part | above f32 total f32 | pivot (float32)   |   28 bytes, 40 with pivots
 * ```
 * A mesh without moving parts has no pivot bytes: its _PIVOT reads the position again.
 */

/** Coarsest int16 step that is still drawn quantised, metres; coarser meshes use floats. */
const MAX_QUANTUM_METRES = 0.03;
const SHORT_STEPS = 32767;
const FLOAT = 5126, SHORT = 5122, UNSIGNED_BYTE = 5121, UNSIGNED_SHORT = 5123, UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962, ELEMENT_ARRAY_BUFFER = 34963, TRIANGLES = 4;
const GLB_MAGIC = 0x46546c67, JSON_CHUNK = 0x4e4f534a, BIN_CHUNK = 0x004e4942;

/** Greatest distance from the local origin that the mesh will hold, metres. */
interface MeshExtent { readonly horizontal: number; readonly vertical: number }
/** A vertex of a moving part: which (PART_INDEX), and what it turns about, local metres. */
export interface Moving { readonly part: number; readonly x: number; readonly y: number; readonly z: number }

export class GlbMesh {
  readonly #quantised: boolean;
  readonly #stride: number;
  readonly #pivots: boolean;
  readonly #scale: readonly [number, number, number];
  readonly #inverse: readonly [number, number, number];
  #short: Int16Array;
  #float: Float32Array;
  #byte: Uint8Array;
  #indices: Uint32Array;
  readonly #min = [Infinity, Infinity, Infinity];
  readonly #max = [-Infinity, -Infinity, -Infinity];
  vertexCount = 0;
  indexCount = 0;
  #lightFrom = -1;

  constructor(vertexCapacity: number, indexCapacity: number, extent: MeshExtent, pivots = false) {
    this.#pivots = pivots;
    const horizontal = Math.max(extent.horizontal, 1) / SHORT_STEPS, vertical = Math.max(extent.vertical, 1) / SHORT_STEPS;
    this.#quantised = horizontal <= MAX_QUANTUM_METRES && vertical <= MAX_QUANTUM_METRES;
    this.#stride = this.#quantised ? (pivots ? 32 : 24) : pivots ? 40 : 28;
    this.#scale = this.#quantised ? [horizontal, horizontal, vertical] : [1, 1, 1];
    this.#inverse = [1 / this.#scale[0], 1 / this.#scale[1], 1 / this.#scale[2]];
    const bytes = new ArrayBuffer(Math.max(1, vertexCapacity) * this.#stride);
    this.#short = new Int16Array(bytes);
    this.#float = new Float32Array(bytes);
    this.#byte = new Uint8Array(bytes);
    this.#indices = new Uint32Array(Math.max(3, indexCapacity));
  }

  /** Makes room for more; callers that know their size up front never grow. */
  reserve(vertices: number, indices: number): void {
    const needed = (this.vertexCount + vertices) * this.#stride;
    if (needed > this.#byte.byteLength) {
      const bytes = new ArrayBuffer(Math.ceil(Math.max(needed, this.#byte.byteLength * 1.6) / this.#stride) * this.#stride);
      new Uint8Array(bytes).set(this.#byte);
      this.#short = new Int16Array(bytes);
      this.#float = new Float32Array(bytes);
      this.#byte = new Uint8Array(bytes);
    }
    if (this.indexCount + indices > this.#indices.length) {
      const grown = new Uint32Array(Math.ceil(Math.max(this.indexCount + indices, this.#indices.length * 1.6)));
      grown.set(this.#indices);
      this.#indices = grown;
    }
  }

  vertex(x: number, y: number, z: number, id: number, material: number, buildingClass: number, seed: number, above: number, total: number, moving: Moving | null = null): number {
    const number = this.vertexCount++;
    const start = number * this.#stride;
    const min = this.#min as [number, number, number], max = this.#max as [number, number, number];
    let word = start >> 2;
    if (this.#quantised) {
      const half = start >> 1;
      const qx = Math.round(x * this.#inverse[0]), qy = Math.round(y * this.#inverse[1]), qz = Math.round(z * this.#inverse[2]);
      this.#short[half] = qx; this.#short[half + 1] = qy; this.#short[half + 2] = qz;
      if (qx < min[0]) min[0] = qx; if (qx > max[0]) max[0] = qx;
      if (qy < min[1]) min[1] = qy; if (qy > max[1]) max[1] = qy;
      if (qz < min[2]) min[2] = qz; if (qz > max[2]) max[2] = qz;
      word += 2;
    } else {
      this.#float[word] = x; this.#float[word + 1] = y; this.#float[word + 2] = z;
      if (x < min[0]) min[0] = x; if (x > max[0]) max[0] = x;
      if (y < min[1]) min[1] = y; if (y > max[1]) max[1] = y;
      if (z < min[2]) min[2] = z; if (z > max[2]) max[2] = z;
      word += 3;
    }
    this.#float[word] = id;
    const byte = (word + 1) << 2;
    this.#byte[byte] = material; this.#byte[byte + 1] = buildingClass; this.#byte[byte + 2] = seed; this.#byte[byte + 3] = moving?.part ?? 0;
    this.#float[word + 2] = above; this.#float[word + 3] = total;
    if (this.#pivots) this.#pivot(word + 4, moving?.x ?? x, moving?.y ?? y, moving?.z ?? z);
    return number;
  }

  #pivot(word: number, x: number, y: number, z: number): void {
    if (!this.#quantised) { this.#float[word] = x; this.#float[word + 1] = y; this.#float[word + 2] = z; return; }
    const half = word << 1;
    this.#short[half] = Math.round(x * this.#inverse[0]); this.#short[half + 1] = Math.round(y * this.#inverse[1]); this.#short[half + 2] = Math.round(z * this.#inverse[2]);
  }

  triangle(a: number, b: number, c: number): void {
    const indices = this.#indices;
    indices[this.indexCount] = a; indices[this.indexCount + 1] = b; indices[this.indexCount + 2] = c;
    this.indexCount += 3;
  }

  /** Triangles from here on are light on the ground: drawn translucent. */
  beginLight(): void { this.#lightFrom = this.indexCount; }

  /** The finished file; null when nothing was drawn. `featureCount` = different ids inside. */
  toGlb(featureCount: number): ArrayBuffer | null {
    if (this.indexCount === 0 || this.vertexCount === 0 || this.#lightFrom === 0) return null;
    const vertexBytes = this.vertexCount * this.#stride;
    const wide = this.vertexCount > 65535;
    const indexBytes = this.indexCount * (wide ? 4 : 2);
    const binLength = vertexBytes + Math.ceil(indexBytes / 4) * 4;
    const json = new TextEncoder().encode(JSON.stringify(this.#document(vertexBytes, indexBytes, binLength, wide, featureCount)));
    const jsonLength = Math.ceil(json.length / 4) * 4;
    const glb = new ArrayBuffer(12 + 8 + jsonLength + 8 + binLength);
    const view = new DataView(glb), bytes = new Uint8Array(glb);
    view.setUint32(0, GLB_MAGIC, true); view.setUint32(4, 2, true); view.setUint32(8, glb.byteLength, true);
    view.setUint32(12, jsonLength, true); view.setUint32(16, JSON_CHUNK, true);
    bytes.set(json, 20);
    bytes.fill(0x20, 20 + json.length, 20 + jsonLength);
    const bin = 20 + jsonLength + 8;
    view.setUint32(bin - 8, binLength, true); view.setUint32(bin - 4, BIN_CHUNK, true);
    bytes.set(this.#byte.subarray(0, vertexBytes), bin);
    const target = wide ? new Uint32Array(glb, bin + vertexBytes, this.indexCount) : new Uint16Array(glb, bin + vertexBytes, this.indexCount);
    target.set(this.#indices.subarray(0, this.indexCount));
    return glb;
  }

  #document(vertexBytes: number, indexBytes: number, binLength: number, wide: boolean, featureCount: number): object {
    const after = this.#quantised ? 8 : 12;
    const count = this.vertexCount;
    const attribute = (byteOffset: number, componentType: number, type: string): object => ({ bufferView: 0, byteOffset, componentType, count, type });
    const solid = this.#lightFrom < 0 ? this.indexCount : this.#lightFrom;
    const hasLight = solid < this.indexCount;
    const indices = (first: number, end: number): object => ({ bufferView: 1, byteOffset: first * (wide ? 4 : 2), componentType: wide ? UNSIGNED_INT : UNSIGNED_SHORT, count: end - first, type: 'SCALAR' });
    const primitive = (material: number, index: number): object => ({
      mode: TRIANGLES, material, indices: index,
      attributes: { POSITION: 0, _FEATURE_ID_0: 1, _SHAPE: 2, _HEIGHT: 3, _PIVOT: 5 },
      extensions: { EXT_mesh_features: { featureIds: [{ featureCount, attribute: 0 }] } },
    });
    const plain = { doubleSided: false, pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 1 } };
    return {
      asset: { version: '2.0', generator: 'city-cockpit' },
      extensionsUsed: this.#quantised ? ['KHR_mesh_quantization', 'EXT_mesh_features'] : ['EXT_mesh_features'],
      ...(this.#quantised ? { extensionsRequired: ['KHR_mesh_quantization'] } : {}),
      scene: 0, scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0, ...(this.#quantised ? { scale: this.#scale } : {}) }],
      materials: [plain, ...(hasLight ? [{ ...plain, alphaMode: 'BLEND' }] : [])],
      meshes: [{ primitives: [primitive(0, 4), ...(hasLight ? [primitive(1, 6)] : [])] }],
      accessors: [
        { ...attribute(0, this.#quantised ? SHORT : FLOAT, 'VEC3'), min: this.#min.map(Math.fround), max: this.#max.map(Math.fround) },
        attribute(after, FLOAT, 'SCALAR'), attribute(after + 4, UNSIGNED_BYTE, 'VEC4'), attribute(after + 8, FLOAT, 'VEC2'),
        indices(0, solid),
        attribute(this.#pivots ? after + 16 : 0, this.#quantised ? SHORT : FLOAT, 'VEC3'),
        ...(hasLight ? [indices(solid, this.indexCount)] : []),
      ],
      bufferViews: [
        { buffer: 0, byteOffset: 0, byteLength: vertexBytes, byteStride: this.#stride, target: ARRAY_BUFFER },
        { buffer: 0, byteOffset: vertexBytes, byteLength: indexBytes, target: ELEMENT_ARRAY_BUFFER },
      ],
      buffers: [{ byteLength: binLength }],
    };
  }
}
