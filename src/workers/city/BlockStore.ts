/** Building blocks, loaded when first needed and kept; two askers of the same block share one download. */
import type { BlockColumns, PackBlock } from '../../../tiles/format';
import type { ReadFile } from './ReadFile';

type DecodeBlock = (bytes: ArrayBuffer) => BlockColumns;

export class BlockStore {
  readonly #loaded = new Map<PackBlock, BlockColumns>();
  readonly #loading = new Map<PackBlock, Promise<BlockColumns>>();

  constructor(readonly blocks: readonly PackBlock[], readonly baseUrl: string, readonly readFile: ReadFile, readonly decode: DecodeBlock) {}

  async load(block: PackBlock): Promise<BlockColumns> {
    const ready = this.#loaded.get(block);
    if (ready) return ready;
    let running = this.#loading.get(block);
    if (!running) {
      // No abort signal: another asker may share this download, and a block is wanted again soon.
      running = this.#read(block).finally(() => this.#loading.delete(block));
      this.#loading.set(block, running);
    }
    return running;
  }

  loadedColumns(block: PackBlock): BlockColumns | null {
    return this.#loaded.get(block) ?? null;
  }

  /** The block that holds a pack-wide building index. */
  blockOf(index: number): PackBlock | null {
    return this.blocks.find((block) => index >= block.firstIndex && index < block.firstIndex + block.count) ?? null;
  }

  /** Blocks under or over a quadtree tile. */
  blocksOfTile(z: number, x: number, y: number): readonly PackBlock[] {
    return this.blocks.filter((block) => {
      const shift = Math.abs(z - block.z);
      return z >= block.z
        ? x >> shift === block.x && y >> shift === block.y
        : block.x >> shift === x && block.y >> shift === y;
    });
  }

  async #read(block: PackBlock): Promise<BlockColumns> {
    const columns = this.decode(await this.readFile(this.baseUrl + block.file));
    if (columns.count !== block.count || columns.firstIndex !== block.firstIndex) {
      throw new Error(`${block.file} holds buildings ${columns.firstIndex}+${columns.count}, the manifest says ${block.firstIndex}+${block.count}`);
    }
    this.#loaded.set(block, columns);
    return columns;
  }
}
