import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { citySource } from './city';
import type { CitySource } from './city';
import { DEMO_SEED } from '../demoSeed';
import { facts } from './facts';
import type { SourceFeature } from './source';

const writeLines = (file: string, features: readonly SourceFeature[]): Promise<void> => new Promise((done, failed) => {
  const out = createWriteStream(file);
  out.on('error', failed);
  out.on('finish', done);
  let chunk: string[] = [];
  for (const feature of features) {
    chunk.push(JSON.stringify(feature));
    if (chunk.length === 2000) { out.write(`${chunk.join('\n')}\n`); chunk = []; }
  }
  out.end(chunk.length === 0 ? '' : `${chunk.join('\n')}\n`);
});

/** What the pipeline needs to know besides the features. */
const buildConfig = (): Readonly<Record<string, unknown>> => ({
  name: 'yuzhong',
  titles: { zh: '渝中半岛', en: 'Yuzhong Peninsula' },
  attribution: facts.attribution,
  feedCity: 'yuzhong',
  containsGenerated: true,
  vertical: { datum: 'orthometric', geoidUndulationMetres: facts.datum.geoidUndulationM },
  terrain: 'terrain.asc',
  outsideElevation: 250,
  // From the east over 朝天门, looking along the peninsula.
  home: { lon: 106.5745, lat: 29.5625, range: 3500, heading: 252, pitch: -24 },
  note: '示意 schematic: buildings, minor streets and things are generated; places and heights carry their confidence',
});

/** Writes the demo city as ordinary GIS files that the pipeline reads like any other city's. */
export const writeCitySource = async (folder: string, { seed = DEMO_SEED }: { readonly seed?: number } = {}): Promise<CitySource> => {
  mkdirSync(folder, { recursive: true });
  const city = citySource(seed);
  writeFileSync(join(folder, 'terrain.asc'), city.terrainAscii);
  writeFileSync(join(folder, 'build.json'), `${JSON.stringify(buildConfig(), null, 2)}\n`);
  for (const [name, features] of Object.entries(city.layers)) await writeLines(join(folder, `${name}.ndjson`), features);
  return city;
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const folder = process.argv[2];
  if (folder === undefined) {
    console.error('usage: tsx mock/city/write.ts <folder> [seed]');
    process.exit(2);
  }
  const started = performance.now();
  const city = await writeCitySource(folder, { seed: Number(process.argv[3] ?? DEMO_SEED) });
  for (const [name, features] of Object.entries(city.layers)) console.log(`${name.padEnd(12)} ${features.length}`);
  console.log(`written to ${folder} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
