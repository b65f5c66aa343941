/** One opened city pack as the worker holds it: small files whole, building blocks on demand. */
import type { GroundColumns, PackManifest, SearchColumns, StructureFeature, ThingColumns } from '../../../tiles/format';
import type { BlockStore } from './BlockStore';
import type { TerrainGrid } from './TerrainGrid';

export interface Pack {
  readonly baseUrl: string;
  readonly cityName: string;
  /** Position among the opened packs; 0 is the base. Overlay content paths start with `o<number>/`. */
  readonly number: number;
  /** Added to pack-wide indices to get global ones. */
  readonly indexOffset: number;
  readonly manifest: PackManifest;
  readonly terrain: TerrainGrid | null;
  readonly things: ThingColumns;
  readonly structures: readonly StructureFeature[];
  readonly ground: GroundColumns;
  readonly search: SearchColumns;
  readonly blocks: BlockStore;
}
