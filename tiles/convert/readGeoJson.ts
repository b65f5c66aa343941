/**
 * Streams a GeoJSON file (FeatureCollection, single Feature, bare geometry, newline-delimited, with or without gzip)
 * into source features. What is not GeoJSON at all stops the build; a bad feature among good ones is only rejected.
 */
import { basename } from 'node:path';
import { BuildFailure } from '../BuildFailure';
import type { BuildLog, InputCount, Place } from '../BuildLog';
import { JsonScanner } from './JsonScanner';
import type { OpenedBytes } from './openBytes';
import { parseJsonPiece } from './parseJsonPiece';
import { isRecord } from './SourceFeature';
import type { FeatureSink } from './SourceFeature';

const GEOMETRY_TYPES = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection'] as const;
const geometryByLowerCase = new Map<string, string>(GEOMETRY_TYPES.map((type) => [type.toLowerCase(), type]));

interface GeoJsonReading {
  readonly path: string;
  readonly input: InputCount;
  readonly log: BuildLog;
  readonly sink: FeatureSink;
  /** Told before the first feature when the file names its reference system (the `crs` member of GeoJSON 2008). */
  onCrs(name: string): void;
  /** Told when the file itself says whom to credit. */
  onAttribution(text: string): void;
  onProgress(): void;
}

export async function readGeoJson(bytes: OpenedBytes, reading: GeoJsonReading): Promise<void> {
  const file = basename(reading.path);
  const { input, log } = reading;
  let values = 0;
  const fail = (line: number, reason: string): never => {
    throw new BuildFailure(`${file}, line ${line}: ${reason}.`);
  };
  const parse = (text: string, line: number): unknown => {
    const parsed = parseJsonPiece(text);
    if (!parsed.ok) return fail(line + parsed.lineOffset, `this is not valid JSON: ${parsed.reason}`);
    if (parsed.replacedNumbers) log.repair('NaN or Infinity in the JSON read as missing');
    return parsed.value;
  };
  const emit = (value: unknown, line: number): void => {
    input.features += 1;
    if (input.features % 2048 === 0) reading.onProgress();
    emitFeature(value, { file, number: input.features, line }, reading);
  };
  const scanner = new JsonScanner({
    onFeatures(head, line) {
      input.format = 'GeoJSON';
      const members = parse(head, line);
      const crs = readCrsName(members);
      if (crs) reading.onCrs(crs);
      for (const key of ['attribution', 'copyright', 'licence', 'license']) {
        const text = isRecord(members) ? members[key] : null;
        if (typeof text === 'string' && text !== '') reading.onAttribution(text);
      }
    },
    onElement: (text, line) => emit(parse(text, line), line),
    onValue(text, line, hadFeatures) {
      values += 1;
      const value = parse(text, line);
      if (hadFeatures && !isStrayList(value, input.features)) return;
      if (hadFeatures) log.repair('"features" list of something that is no FeatureCollection ignored');
      input.format = values > 1 ? 'newline-delimited GeoJSON' : 'GeoJSON';
      const problem = describeForeign(value);
      if (problem !== null && values === 1) fail(line, problem);
      else emit(value, line);
    },
  });
  let first = true;
  for await (const raw of bytes.chunks) {
    const chunk = first ? skipByteOrderMark(raw, file) : raw;
    first = false;
    try {
      scanner.write(chunk);
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof RangeError) fail(scanner.line, error.message);
      throw error;
    }
    reading.onProgress();
  }
  scanner.end();
  if (!scanner.isComplete) {
    throw new BuildFailure(`${file}, line ${scanner.line}: the file ends after ${scanner.offset} bytes in the middle of ${input.features > 0 ? `feature ${input.features + 1}` : 'its first value'}; it is cut short.`);
  }
  if (values === 0) throw new BuildFailure(`${file}, line 1: the file is empty.`);
}

function skipByteOrderMark(chunk: Buffer, file: string): Buffer {
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return chunk.subarray(3);
  if ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff)) {
    throw new BuildFailure(`${file}, line 1: the file is UTF-16; save it as UTF-8.`);
  }
  return chunk;
}

/** A sentence when a lone value is no GeoJSON at all, else null. */
function describeForeign(value: unknown): string | null {
  if (!isRecord(value)) return `the file holds ${value === null ? 'null' : Array.isArray(value) ? 'a list' : JSON.stringify(value)?.slice(0, 40)}, not a GeoJSON object`;
  const type = value['type'];
  if (type === undefined) return 'the object has no "type", so this is not GeoJSON';
  if (typeof type !== 'string') return `"type" is ${JSON.stringify(type)?.slice(0, 40)}, not a word, so this is not GeoJSON`;
  if (type === 'Topology') return 'this is TopoJSON, which is not read; convert it to GeoJSON';
  if (type === 'CityJSON' || type === 'CityJSONFeature') return 'this is CityJSON, which is not read yet; export its footprints as GeoJSON';
  if (type.toLowerCase() === 'featurecollection') return Object.hasOwn(value, 'features') ? '"features" is not a list' : 'the FeatureCollection has no "features" list';
  if (type.toLowerCase() !== 'feature' && !geometryByLowerCase.has(type.toLowerCase())) return `the type "${type}" is unknown in GeoJSON`;
  return null;
}

/** A Feature or geometry may carry an empty "features" list (RFC 7946, 7.1 speaks against it) and still means itself. */
const isStrayList = (value: unknown, features: number): boolean =>
  features === 0 && isRecord(value) && typeof value['type'] === 'string' && value['type'].toLowerCase() !== 'featurecollection';

function readCrsName(head: unknown): string | null {
  const crs = isRecord(head) ? head['crs'] : null;
  const properties = isRecord(crs) ? crs['properties'] : null;
  const name = isRecord(properties) ? properties['name'] : null;
  return typeof name === 'string' ? name : null;
}

function emitFeature(value: unknown, place: Place, { log, sink }: GeoJsonReading): void {
  if (!isRecord(value)) {
    log.reject(`the feature is ${value === null ? 'null' : `a ${Array.isArray(value) ? 'list' : typeof value}`}, not an object`, place);
    return;
  }
  const type = typeof value['type'] === 'string' ? value['type'] : '';
  const bbox = value['bbox'];
  if (bbox !== undefined && !(Array.isArray(bbox) && (bbox.length === 4 || bbox.length === 6) && bbox.every((n) => typeof n === 'number'))) {
    log.repair('malformed bbox ignored');
  }
  if (geometryByLowerCase.has(type.toLowerCase())) {
    sink({ place, id: null, properties: {}, geometry: value });
    return;
  }
  if (type.toLowerCase() !== 'feature') {
    if (type !== '' || !isRecord(value['geometry']) || isRecord(value['attributes'])) {
      log.reject(isRecord(value['attributes']) ? 'this is Esri JSON, which is not read; export it as GeoJSON' : type === '' ? 'the feature has no "type"' : `the type "${type}" is not "Feature"`, place);
      return;
    }
    log.repair('missing "type" of a feature read as "Feature"');
  } else if (type !== 'Feature') log.repair('letter case of a type name corrected');
  const id = value['id'];
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number') log.repair('feature id that is neither text nor number ignored');
  const properties = value['properties'];
  if (properties !== undefined && properties !== null && !isRecord(properties)) log.repair('properties that are not an object ignored');
  sink({
    place,
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    properties: isRecord(properties) ? properties : {},
    geometry: value['geometry'],
  });
}
