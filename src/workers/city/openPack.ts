/**
 * Opens a city pack: reads and checks the manifest, then the small files side by side. Building blocks stay where they are.
 * Every failure names the address and the reason, because a person typed that address.
 */
import { decodeBlock } from '../../../tiles/decodeBlock';
import type { GroundColumns, PackManifest, SearchColumns, StructureFeature, ThingColumns } from '../../../tiles/format';
import { BlockStore } from './BlockStore';
import type { Pack } from './Pack';
import { manifestProblem } from './packSchema';
import type { ReadFile } from './ReadFile';
import { TerrainGrid } from './TerrainGrid';

interface OpenPackOptions { readonly baseUrl: string; readonly cityName: string; readonly number: number; readonly indexOffset: number }

export async function openPack(options: OpenPackOptions, readFile: ReadFile, signal?: AbortSignal): Promise<Pack> {
  const { baseUrl } = options;
  const read = async (file: string): Promise<ArrayBuffer> => {
    try {
      return await readFile(baseUrl + file, signal);
    } catch (error) {
      throw new Error(`${baseUrl}${file} cannot be read: ${reasonOf(error)}`, { cause: error });
    }
  };
  const readJson = async (file: string): Promise<unknown> => {
    const bytes = await read(file);
    try {
      return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    } catch (error) {
      throw new Error(`${baseUrl}${file} is not JSON: ${reasonOf(error)}`, { cause: error });
    }
  };
  const json = await readJson('city.json');
  const problem = manifestProblem(json);
  if (problem) throw new Error(`${baseUrl}city.json is not a city pack: ${problem}`);
  const manifest = json as PackManifest;
  const [terrainBytes, things, structures, ground, search] = await Promise.all([
    manifest.terrain ? read(manifest.terrain.file) : null,
    readJson('things.json'), readJson('structures.json'), readJson('ground.json'), readJson('search.json'),
  ]);
  const columns = <Columns>(file: string, value: unknown, keys: readonly string[], length?: number): Columns => {
    const bad = columnProblem(value, keys, length);
    if (bad) throw new Error(`${baseUrl}${file} does not fit its manifest: ${bad}`);
    return value as Columns;
  };
  if (!Array.isArray(structures) || structures.length !== manifest.index.structures.count) throw new Error(`${baseUrl}structures.json does not fit its manifest: ${manifest.index.structures.count} structures expected`);
  return {
    ...options,
    manifest,
    terrain: manifest.terrain && terrainBytes ? new TerrainGrid(manifest.terrain, terrainBytes) : null,
    things: columns<ThingColumns>('things.json', things, ['ids', 'kind', 'lon', 'lat', 'elevation', 'height', 'heading', 'namesZh', 'namesEn', 'host', ...(typeof things === 'object' && things !== null && 'circuit' in things ? ['circuit'] : [])], manifest.index.things.count),
    structures: structures as readonly StructureFeature[],
    ground: columns<GroundColumns>('ground.json', ground, ['index', 'class', 'type', 'parts', 'ids', 'colour', 'width']),
    search: columns<SearchColumns>('search.json', search, ['index', 'id', 'kind', 'zh', 'en', 'initials', 'lon', 'lat']),
    blocks: new BlockStore(manifest.blocks, baseUrl, readFile, decodeBlock),
  };
}

function columnProblem(value: unknown, keys: readonly string[], length?: number): string | null {
  if (typeof value !== 'object' || value === null) return 'an object of columns expected';
  const record = value as Readonly<Record<string, unknown>>;
  let expected = length;
  for (const key of keys) {
    const column = record[key];
    if (!Array.isArray(column)) return `column "${key}" is missing`;
    expected ??= column.length;
    if (column.length !== expected) return `column "${key}" has ${column.length} rows, ${expected} expected`;
  }
  return null;
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
