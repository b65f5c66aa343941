/** Writes the attribute records in pack order, one file per 1,024 features. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTRIBUTES_PER_SHARD } from '../format';
import type { AttributeSpool } from './AttributeSpool';

interface AttributeJob {
  readonly folder: string;
  readonly spool: AttributeSpool;
  /** Attribute slot by pack index. */
  readonly slots: Uint32Array;
  /** Pack index of a building part → slot of the outline that it stands for. */
  readonly outlineSlot: ReadonlyMap<number, number>;
}

export function writeAttributes({ folder, spool, slots, outlineSlot }: AttributeJob): void {
  mkdirSync(join(folder, 'attributes'), { recursive: true });
  for (let first = 0; first < slots.length; first += ATTRIBUTES_PER_SHARD) {
    const pieces: Buffer[] = [Buffer.from(`{"first":${first},"features":[`)];
    for (let i = first; i < Math.min(first + ATTRIBUTES_PER_SHARD, slots.length); i++) {
      if (i > first) pieces.push(Buffer.from(',\n'));
      const record = spool.read(slots[i] as number);
      const outline = outlineSlot.get(i);
      if (outline === undefined) pieces.push(record);
      else pieces.push(record.subarray(0, -1), Buffer.from(',"$building":'), spool.read(outline), Buffer.from('}'));
    }
    pieces.push(Buffer.from(']}'));
    writeFileSync(join(folder, 'attributes', `${first / ATTRIBUTES_PER_SHARD}.json`), Buffer.concat(pieces));
  }
}
