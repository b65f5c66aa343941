/** Turns the files and folders of a command line into the list of files to read, in an order that never changes. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BuildFailure } from '../BuildFailure';
import { readHead } from './openBytes';

/** File names that a folder offers for reading. */
const READABLE = /\.(geojson|geojsonl|geojsons|geojsonseq|ndjson|jsonl|json)(\.gz)?$|\.pbf$/i;
const LOOKS_LIKE_GEOJSON = /"type"\s*:\s*"(FeatureCollection|Feature|Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon|GeometryCollection)"/i;

interface InputList { readonly files: readonly string[]; readonly skipped: readonly string[] }

export async function listInputs(paths: readonly string[]): Promise<InputList> {
  const files: string[] = [];
  const skipped: string[] = [];
  for (const path of paths) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) throw new BuildFailure(`${path} does not exist.`);
    if (!stats.isDirectory()) {
      files.push(path);
      continue;
    }
    const before = files.length;
    for (const file of walk(path)) {
      if (!READABLE.test(file)) continue;
      if (/\.json(\.gz)?$/i.test(file) && !(await looksLikeGeoJson(file))) skipped.push(file);
      else files.push(file);
    }
    if (files.length === before) throw new BuildFailure(`The folder ${basename(path)} holds no GeoJSON, newline-delimited GeoJSON or OSM PBF file.`);
  }
  return { files, skipped };
}

function* walk(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

async function looksLikeGeoJson(path: string): Promise<boolean> {
  const head = await readHead(path, 4096);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return LOOKS_LIKE_GEOJSON.test(head.toString('utf8'));
  try {
    return LOOKS_LIKE_GEOJSON.test(gunzipSync(head, { finishFlush: 2 }).toString('utf8'));
  } catch {
    return false;
  }
}
