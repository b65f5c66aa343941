/** Opens a file as a stream of bytes, unpacking gzip by its first two bytes whatever the file is called. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { BuildFailure } from '../BuildFailure';

export interface OpenedBytes {
  readonly chunks: AsyncIterable<Buffer>;
  readonly totalBytes: number;
  readonly gzipped: boolean;
  /** Bytes taken from the file so far (packed bytes of a gzip file). */
  readBytes(): number;
}

export async function readHead(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(length);
    const { bytesRead } = await file.read(head, 0, length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export async function openBytes(path: string): Promise<OpenedBytes> {
  const head = await readHead(path, 2);
  const gzipped = head[0] === 0x1f && head[1] === 0x8b;
  const raw = createReadStream(path, { highWaterMark: 1 << 20 });
  return { chunks: iterate(raw, gzipped, basename(path)), totalBytes: (await stat(path)).size, gzipped, readBytes: () => raw.bytesRead };
}

async function* iterate(raw: ReturnType<typeof createReadStream>, gzipped: boolean, name: string): AsyncGenerator<Buffer> {
  if (!gzipped) {
    yield* raw as AsyncIterable<Buffer>;
    return;
  }
  const unpacked = raw.pipe(createGunzip({ chunkSize: 1 << 20 }));
  raw.on('error', (error) => unpacked.destroy(error));
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    if (error instanceof BuildFailure) throw error;
    throw new BuildFailure(`${name} cannot be unpacked: ${(error as Error).message}; the gzip file is damaged or cut short.`);
  } finally {
    raw.destroy();
  }
}
