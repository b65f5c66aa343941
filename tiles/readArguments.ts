/** Reads the command line and the config file into build options; every mistake is answered with one sentence. */
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BuildFailure } from './BuildFailure';
import type { BuildOptions } from './BuildOptions';
import { isRecord } from './convert/SourceFeature';
import type { Names, PackView } from './format';

export const USAGE = `Usage: npm run tiles -- build <files or folders…> --out <folder>
  --name <name>            name of the pack (default: the folder's name)
  --title-zh, --title-en   titles shown in the cockpit
  --crs <EPSG:code | proj string | GCJ02>   reference system of the input (default: WGS 84)
  --terrain <dem.asc>      ESRI ASCII grid in WGS 84 degrees
  --feed-city <id>         city id of the live feed
  --home lon,lat,range,heading,pitch   first view
  --attribution <text>     shown wherever the data is; may be repeated
  --config <file.json>     the same settings from a file; the command line wins
  --json                   print the summary as JSON
Reads GeoJSON, newline-delimited GeoJSON (both also gzipped) and OSM PBF.`;

interface Arguments { readonly options: BuildOptions; readonly json: boolean }

const TEXT = { type: 'string' } as const;

export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const [command, ...inputs] = positionals;
  if (command !== 'build') throw new BuildFailure(`${command === undefined ? 'No command given' : `The command "${command}" is unknown`}; use "build".\n${USAGE}`);
  const config = values.config === undefined ? {} : readConfig(values.config);
  const fromConfig = (key: string): unknown => config[key];
  const text = (key: string): string | undefined => (typeof config[key] === 'string' ? config[key] : undefined);
  const out = values.out ?? text('out');
  if (inputs.length === 0) throw new BuildFailure(`No input file or folder given.\n${USAGE}`);
  if (out === undefined) throw new BuildFailure('No --out folder given.');
  const name = values.name ?? text('name') ?? basename(resolve(out));
  const terrain = values.terrain ?? (text('terrain') === undefined ? undefined : resolve(dirname(values.config as string), text('terrain') as string));
  const crs = values.crs ?? text('crs');
  const feedCity = values['feed-city'] ?? text('feedCity');
  const home = values.home === undefined ? readView(fromConfig('home')) : parseHome(values.home);
  const vertical = fromConfig('vertical');
  const outside = fromConfig('outsideElevation');
  const listed = fromConfig('attribution');
  return {
    json: values.json === true,
    options: {
      inputs, out, name,
      titles: readTitles(fromConfig('titles'), values['title-zh'], values['title-en'], name),
      attribution: [...(Array.isArray(listed) ? listed.map(String) : typeof listed === 'string' ? [listed] : []), ...(values.attribution ?? [])],
      ...(crs === undefined ? {} : { crs }),
      ...(terrain === undefined ? {} : { terrain }),
      ...(feedCity === undefined ? {} : { feedCity }),
      ...(home === undefined ? {} : { home }),
      ...(typeof outside === 'number' ? { outsideElevation: outside } : {}),
      ...(isRecord(vertical) && typeof vertical['geoidUndulationMetres'] === 'number'
        ? { vertical: { datum: String(vertical['datum'] ?? 'orthometric'), geoidUndulationMetres: vertical['geoidUndulationMetres'] } } : {}),
      ...(typeof fromConfig('containsGenerated') === 'boolean' ? { containsGenerated: fromConfig('containsGenerated') === true } : {}),
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args], allowPositionals: true,
      options: { out: TEXT, name: TEXT, 'title-zh': TEXT, 'title-en': TEXT, crs: TEXT, terrain: TEXT, 'feed-city': TEXT, home: TEXT, config: TEXT, attribution: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    });
  } catch (error) {
    throw new BuildFailure(`${(error as Error).message}\n${USAGE}`);
  }
}

function readConfig(path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new BuildFailure(`The config ${basename(path)} cannot be read: ${(error as Error).message}.`);
  }
  if (!isRecord(value)) throw new BuildFailure(`The config ${basename(path)} does not hold an object.`);
  return value;
}

function readTitles(config: unknown, zh: string | undefined, en: string | undefined, name: string): Names {
  const titles = { ...(isRecord(config) ? config : {}), ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) } as Names;
  return titles.zh === undefined && titles.en === undefined ? { en: name } : titles;
}

function readView(value: unknown): PackView | undefined {
  if (!isRecord(value)) return undefined;
  const { lon, lat, range, heading, pitch } = value;
  return toView([lon, lat, range, heading, pitch].map(Number));
}

const parseHome = (text: string): PackView => toView(text.split(',').map(Number));

function toView(numbers: readonly number[]): PackView {
  if (numbers.length !== 5 || numbers.some((value) => !Number.isFinite(value))) throw new BuildFailure('The home view needs five numbers: lon,lat,range,heading,pitch.');
  const [lon, lat, range, heading, pitch] = numbers as [number, number, number, number, number];
  return { lon, lat, range, heading, pitch };
}
