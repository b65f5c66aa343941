/**
 * Reads the blobs of an OSM PBF file one after another (OSM wiki, "PBF Format"): only one is ever in memory. The
 * framing is done here because the parser package throws from inside its stream, which no caller can catch.
 */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { inflateSync } from 'node:zlib';
import { parse } from 'osm-pbf-parser-node';
import { BuildFailure } from '../BuildFailure';

interface OsmNode { readonly type: 'node'; readonly id: number; readonly lat: number; readonly lon: number; readonly tags?: Readonly<Record<string, string>> }
interface OsmWay { readonly type: 'way'; readonly id: number; readonly refs: readonly number[]; readonly tags?: Readonly<Record<string, string>> }
interface OsmMember { readonly type: 'node' | 'way' | 'relation'; readonly ref: number; readonly role: string }
export interface OsmRelation { readonly type: 'relation'; readonly id: number; readonly members: readonly OsmMember[]; readonly tags?: Readonly<Record<string, string>> }
type OsmElement = OsmNode | OsmWay | OsmRelation;

interface BlobOptions {
  readonly path: string;
  /** Tags of nodes cost time and are needed in one pass only. */
  readonly nodeTags: boolean;
  /** 0…1 of the file. */
  onShare(share: number): void;
}

/** Limits of the format: header 64 KiB, blob 32 MiB. */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

export async function* readPbfBlobs({ path, nodeTags, onShare }: BlobOptions): AsyncGenerator<readonly OsmElement[]> {
  const name = basename(path);
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const take = async (at: number, length: number): Promise<Buffer> => {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await file.read(bytes, 0, length, at);
      if (bytesRead < length) throw new BuildFailure(`${name}, byte ${at + bytesRead}: the file ends in the middle of a block; it is cut short.`);
      return bytes;
    };
    for (let start = 0, end = 0; start < size; start = end) {
      const headerLength = (await take(start, 4)).readUInt32BE(0);
      if (headerLength > MAX_HEADER_BYTES) throw new BuildFailure(`${name}, byte ${start}: this is no block of an OSM PBF file; the file is damaged.`);
      const header = readFields(await take(start + 4, headerLength));
      const blobLength = Number(header.get(3) ?? 0);
      if (blobLength > MAX_BLOB_BYTES) throw new BuildFailure(`${name}, byte ${start}: a block of ${blobLength} bytes is larger than the format allows; the file is damaged.`);
      const blob = readFields(await take(start + 4 + headerLength, blobLength));
      if (String(header.get(1) ?? '') === 'OSMData') {
        try {
          yield parse(unpack(blob), { node: nodeTags, way: true, relation: true } as never) as readonly OsmElement[];
        } catch (error) {
          throw new BuildFailure(`${name}, byte ${start}: the block cannot be read (${(error as Error).message}).`);
        }
      }
      end = start + 4 + headerLength + blobLength;
      onShare(end / size);
    }
  } finally {
    await file.close();
  }
}

function unpack(blob: ReadonlyMap<number, Buffer | number>): Buffer {
  const raw = blob.get(1);
  if (Buffer.isBuffer(raw)) return raw;
  const packed = blob.get(3);
  if (Buffer.isBuffer(packed)) return inflateSync(packed);
  throw new Error('its compression is not zlib');
}

/** The last value of every field of a small protocol-buffer message: varints as numbers, the rest as bytes. */
function readFields(message: Buffer): Map<number, Buffer | number> {
  const fields = new Map<number, Buffer | number>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('a block header is cut short');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
  };
  while (at < message.length) {
    const key = varint();
    if ((key & 7) === 0) fields.set(key >>> 3, varint());
    else if ((key & 7) === 2) {
      const length = varint();
      fields.set(key >>> 3, message.subarray(at, at + length));
      at += length;
    } else at += (key & 7) === 5 ? 4 : 8;
  }
  return fields;
}
