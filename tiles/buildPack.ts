/** Builds a city pack from files: read, classify, slice, write aside, and only then take the place of an older pack. */
import { basename, join } from 'node:path';
import { BuildFailure } from './BuildFailure';
import { BuildLog } from './BuildLog';
import type { BuildOptions, BuildProgress } from './BuildOptions';
import { collectAttribution } from './convert/collectAttribution';
import { createProjection } from './convert/createProjection';
import { listInputs } from './convert/listInputs';
import { openBytes, readHead } from './convert/openBytes';
import { readGeoJson } from './convert/readGeoJson';
import { isPbf, readPbf } from './convert/readPbf';
import { AttributeSpool } from './encode/AttributeSpool';
import { writePack } from './encode/writePack';
import type { WrittenPack } from './encode/writePack';
import { FeatureCollector } from './FeatureCollector';
import { createPendingFolder } from './replaceFolder';
import { readAsciiGrid } from './terrain/readAsciiGrid';
import { TerrainGrid } from './terrain/TerrainGrid';

export interface BuildResult extends WrittenPack { readonly skippedFiles: readonly string[] }

export async function buildPack(options: BuildOptions, onProgress: (progress: BuildProgress) => void = () => {}): Promise<BuildResult> {
  const log = new BuildLog();
  const { files, skipped } = await listInputs(options.inputs);
  const projection = options.crs === undefined ? null : createProjection(options.crs);
  const pending = createPendingFolder(options.out, process.pid);
  let spool: AttributeSpool | null = null;
  try {
    spool = new AttributeSpool(join(pending.path, 'attributes.spool'));
    const collected = new FeatureCollector(log, spool);
    collected.projection = projection;
    onProgress({ stage: 'reading terrain', features: 0, share: null });
    const terrain = options.terrain === undefined ? null : withOutside(await readAsciiGrid(options.terrain, log), options.outsideElevation);
    for (const file of files) await readInput(file, collected, log, options, onProgress);
    if (log.featuresIn === 0) throw new BuildFailure(`${files.map((file) => basename(file)).join(', ')}, line 1: there is no feature to import.`);
    const attribution = collectAttribution(files, options.attribution, collected.attribution);
    const written = writePack({
      folder: pending.path, collected, spool, terrain, log, options: { ...options, attribution },
      onStage: (stage) => onProgress({ stage, features: log.featuresIn, share: null }),
    });
    spool.dispose();
    spool = null;
    pending.commit();
    return { ...written, skippedFiles: skipped.map((file) => basename(file)) };
  } catch (error) {
    spool?.dispose();
    pending.discard();
    throw error;
  }
}

const withOutside = (grid: TerrainGrid, outside: number | undefined): TerrainGrid =>
  outside === undefined ? grid : new TerrainGrid(grid.columns, grid.rows, grid.bounds, grid.samples, outside);

async function readInput(path: string, collected: FeatureCollector, log: BuildLog, options: BuildOptions, onProgress: (progress: BuildProgress) => void): Promise<void> {
  const file = basename(path);
  const input = log.openInput(file);
  collected.fileHint = file;
  const head = await readHead(path, 64);
  if (isPbf(head)) await readPbf({ path, input, log, sink: (feature) => collected.add(feature), onProgress: (share) => onProgress({ stage: `reading ${file}`, features: log.featuresIn, share }) });
  else {
    const bytes = await openBytes(path);
    await readGeoJson(bytes, {
      path, input, log,
      sink: (feature) => collected.add(feature),
      onCrs: (name) => { if (options.crs === undefined) collected.projection = createProjection(name); },
      onAttribution: (text) => collected.attribution.add(text),
      onProgress: () => onProgress({ stage: `reading ${file}`, features: log.featuresIn, share: bytes.readBytes() / Math.max(1, bytes.totalBytes) }),
    });
    if (bytes.gzipped) input.format += ', gzip';
  }
  if (options.crs === undefined) collected.projection = null;
  if (input.features > 0 && input.rejected === input.features) {
    throw new BuildFailure(`${input.firstRejection ?? file}${input.features > 1 ? ` All ${input.features} features of the file were rejected.` : ''}`);
  }
}
