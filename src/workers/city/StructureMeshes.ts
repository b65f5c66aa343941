/** Meshes of parametric structures, made once and shared by drawing and picking. */
import type { StructureFeature } from '../../../tiles/format';
import type { StructureMesh } from '../../../tiles/structures/structureMesh';
import type { BuildStructure } from './buildStructuresGlb';

export class StructureMeshes {
  readonly #meshes = new Map<StructureFeature, StructureMesh>();

  constructor(readonly build: BuildStructure) {}

  meshOf(feature: StructureFeature): StructureMesh {
    let mesh = this.#meshes.get(feature);
    if (!mesh) this.#meshes.set(feature, mesh = this.build(feature));
    return mesh;
  }
}
