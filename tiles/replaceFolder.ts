/**
 * Puts a finished folder in the place of an older one by renaming. The old pack is complete until the new one is; the
 * only moment without either is between two renames, and the next build puts a pack lost there back.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { BuildFailure } from './BuildFailure';

const BUILDING = '.building-';
const REPLACED = '.replaced-';

interface PendingFolder {
  /** Where to write. */
  readonly path: string;
  commit(): void;
  discard(): void;
}

export function createPendingFolder(out: string, processId: number): PendingFolder {
  const target = resolve(out);
  const parent = dirname(target);
  const name = basename(target);
  mkdirSync(parent, { recursive: true });
  refuseForeignFolder(target, out);
  recover(parent, name, target);
  const path = join(parent, `.${name}${BUILDING}${processId}`);
  const old = join(parent, `.${name}${REPLACED}${processId}`);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  return {
    path,
    commit() {
      if (existsSync(target)) renameSync(target, old);
      renameSync(path, target);
      rmSync(old, { recursive: true, force: true });
    },
    discard: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A folder that holds something else than a pack is not ours to replace. */
function refuseForeignFolder(target: string, out: string): void {
  if (!existsSync(target)) return;
  const entries = readdirSync(target);
  if (entries.length > 0 && !entries.includes('city.json')) throw new BuildFailure(`The folder ${out} exists and is not a city pack; choose another --out.`);
}

function recover(parent: string, name: string, target: string): void {
  for (const entry of readdirSync(parent)) {
    const isOld = entry.startsWith(`.${name}${REPLACED}`);
    const isPending = entry.startsWith(`.${name}${BUILDING}`);
    if (!isOld && !isPending) continue;
    if (isAlive(Number(entry.slice(entry.lastIndexOf('-') + 1)))) continue;
    if (isOld && !existsSync(target)) renameSync(join(parent, entry), target);
    else rmSync(join(parent, entry), { recursive: true, force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
