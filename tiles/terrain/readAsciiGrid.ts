/**
 * Reads an ESRI ASCII grid in WGS 84 degrees (gzip allowed), number by number. Missing samples take the value of the
 * nearest known one in their row, else the lowest elevation; the count is reported.
 */
import { basename } from 'node:path';
import { BuildFailure } from '../BuildFailure';
import type { BuildLog } from '../BuildLog';
import { openBytes } from '../convert/openBytes';
import { MAX_TERRAIN_METRES, TerrainGrid } from './TerrainGrid';

const HEADER_WORD = /^(ncols|nrows|xllcorner|yllcorner|xllcenter|yllcenter|cellsize|dx|dy|nodata_value)$/;

export async function readAsciiGrid(path: string, log: BuildLog): Promise<TerrainGrid> {
  const file = basename(path);
  const fail = (reason: string): never => {
    throw new BuildFailure(`${file}: ${reason}.`);
  };
  const header = new Map<string, number>();
  let key: string | null = null;
  let samples: Float32Array | null = null;
  let filled = 0;
  const accept = (word: string): void => {
    if (samples === null && key === null && HEADER_WORD.test(word.toLowerCase())) { key = word.toLowerCase(); return; }
    const value = Number(word.replace(',', '.'));
    if (word === '' || Number.isNaN(value)) fail(`"${word.slice(0, 20)}" is not a number; an ESRI ASCII grid is expected`);
    if (key !== null) { header.set(key, value); key = null; return; }
    samples ??= allocate(header, fail);
    if (filled >= samples.length) fail(`it holds more than the ${samples.length} values that its header names`);
    samples[filled++] = value;
  };
  let rest = '';
  for await (const chunk of (await openBytes(path)).chunks) {
    const text = rest + chunk.toString('latin1');
    const cut = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'), text.lastIndexOf('\t'));
    rest = text.slice(cut + 1);
    for (const word of text.slice(0, cut + 1).split(/\s+/)) if (word !== '') accept(word);
  }
  if (rest.trim() !== '') accept(rest.trim());
  const done = samples as Float32Array | null;
  if (done === null) return fail('it is not an ESRI ASCII grid: no values follow the header');
  if (filled < done.length) fail(`it holds ${filled} of the ${done.length} values that its header names; it is cut short`);
  return createGrid(header, done, log, fail);
}

function allocate(header: ReadonlyMap<string, number>, fail: (reason: string) => never): Float32Array {
  const columns = header.get('ncols') ?? 0;
  const rows = header.get('nrows') ?? 0;
  if (!(columns >= 2 && rows >= 2) || !Number.isInteger(columns * rows)) return fail('its header names no usable ncols and nrows');
  if (columns * rows > 64_000_000) return fail(`its ${columns} × ${rows} samples are more than 64 million; resample it`);
  return new Float32Array(columns * rows);
}

function createGrid(header: ReadonlyMap<string, number>, samples: Float32Array, log: BuildLog, fail: (reason: string) => never): TerrainGrid {
  const columns = header.get('ncols') as number;
  const rows = header.get('nrows') as number;
  const dx = header.get('dx') ?? header.get('cellsize') ?? 0;
  const dy = header.get('dy') ?? header.get('cellsize') ?? 0;
  const west = header.get('xllcenter') ?? (header.get('xllcorner') ?? NaN) + dx / 2;
  const south = header.get('yllcenter') ?? (header.get('yllcorner') ?? NaN) + dy / 2;
  const east = west + (columns - 1) * dx;
  const north = south + (rows - 1) * dy;
  if (!(dx > 0 && dy > 0) || Number.isNaN(west + south)) fail('its header names no usable corner and cell size');
  if (west < -180.1 || east > 180.1 || south < -90.1 || north > 90.1) fail('it is not in longitude and latitude; reproject it to WGS 84 (EPSG:4326)');
  fillGaps(samples, columns, header.get('nodata_value') ?? -9999, log);
  const min = samples.reduce((least, value) => Math.min(least, value), Infinity);
  const max = samples.reduce((most, value) => Math.max(most, value), -Infinity);
  if (max > MAX_TERRAIN_METRES || min < -MAX_TERRAIN_METRES) fail(`its elevations (${min} to ${max} m) are outside ±${MAX_TERRAIN_METRES} m, which a pack cannot hold`);
  const round = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;
  return new TerrainGrid(columns, rows, [round(west), round(south), round(east), round(north)], samples, edgeMedian(samples, columns, rows));
}

function fillGaps(samples: Float32Array, columns: number, noData: number, log: BuildLog): void {
  const missing = Math.fround(noData);
  let lowest = Infinity;
  let gaps = 0;
  for (const value of samples) if (value !== missing) lowest = Math.min(lowest, value);
  for (let start = 0; start < samples.length; start += columns) {
    let last: number | null = null;
    for (let i = start; i < start + columns; i++) {
      if (samples[i] !== missing) { last = samples[i] as number; continue; }
      gaps += 1;
      samples[i] = last ?? (Number.isFinite(lowest) ? lowest : 0);
    }
  }
  if (gaps > 0) log.repair('missing terrain sample filled from its neighbour', gaps);
}

function edgeMedian(samples: Float32Array, columns: number, rows: number): number {
  const edge: number[] = [];
  for (let x = 0; x < columns; x++) edge.push(samples[x] as number, samples[(rows - 1) * columns + x] as number);
  for (let y = 0; y < rows; y++) edge.push(samples[y * columns] as number, samples[y * columns + columns - 1] as number);
  edge.sort((a, b) => a - b);
  return edge[edge.length >> 1] as number;
}
