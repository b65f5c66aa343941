/** What the service reads from disk: the rules folder, checked, and what the engine needs of the city pack. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FleetColumns } from '../buildEngineCity';
import { checkObjectsFile } from '../city/checkObjectsFile';
import type { ObjectsFile } from '../city/objectsFile';
import type { PackAreas, PackNetwork } from '../city/packFiles';
import { checkPeopleFile, type PeopleFile } from '../city/peopleFile';
import { RULE_FILES, type RuleSet } from '../ruleSet';
import { parseRuleSet, type RuleProblem } from '../validateRuleSet';

async function textOf(path: string): Promise<string | null> {
  try { return await readFile(path, 'utf8'); } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
const jsonOf = async <T>(path: string): Promise<T | null> => { const text = await textOf(path); return text === null ? null : JSON.parse(text) as T; };

export type RulesFolder = { readonly ok: true; readonly rules: RuleSet; readonly objects: ObjectsFile | null } | { readonly ok: false; readonly problems: readonly RuleProblem[] };
export async function readRulesFolder(folder: string): Promise<RulesFolder> {
  const texts: Partial<Record<keyof RuleSet, string>> = {};
  for (const part of Object.keys(RULE_FILES) as (keyof RuleSet)[]) {
    const text = await textOf(join(folder, RULE_FILES[part]));
    if (text === null) return { ok: false, problems: [{ file: RULE_FILES[part], place: '', reason: 'the file is missing' }] };
    texts[part] = text;
  }
  const checked = parseRuleSet(texts as Record<keyof RuleSet, string>);
  if (!checked.ok) return checked;
  let raw: unknown;
  try { raw = await jsonOf(join(folder, 'objects.json')); } catch (error) { return { ok: false, problems: [{ file: 'objects.json', place: '', reason: (error as Error).message }] }; }
  if (raw === null) return { ok: true, rules: checked.rules, objects: null };
  const objects = checkObjectsFile(raw);
  return objects.ok ? { ok: true, rules: checked.rules, objects: objects.objects } : objects;
}

/** The file of names, which no web server may serve. Throws with a sentence. */
export async function readPeopleFile(path: string): Promise<PeopleFile> {
  const raw = await jsonOf(path);
  if (raw === null) throw new Error(`${path} is missing`);
  const people = checkPeopleFile(raw);
  if (typeof people === 'string') throw new Error(`${path}, ${people}`);
  return people;
}

export interface PackObject { readonly kind: string; readonly zh: string; readonly en: string; readonly lon: number; readonly lat: number; readonly host: string | null }
export interface PackFiles { readonly objects: ReadonlyMap<string, PackObject>; readonly areas: PackAreas | null; readonly network: PackNetwork | null }
interface Things { ids: string[]; kind: number[]; kinds: string[]; lon: number[]; lat: number[]; namesZh: (string | null)[]; namesEn: (string | null)[]; host: (string | null)[] }
interface Names { zh?: string; en?: string }
interface Structure { id: string; kind: string; names: Names; path: [number, number][] }
interface Water { id: string; names: Names; rings: number[][] }

/** Throws when the folder holds no pack. */
export async function readPackFolder(folder: string): Promise<PackFiles> {
  const manifest = await jsonOf<{ waters: Water[] }>(join(folder, 'city.json'));
  const things = await jsonOf<Things>(join(folder, 'things.json'));
  if (!manifest || !things) throw new Error(`${folder} holds no city pack`);
  const objects = new Map<string, PackObject>();
  things.ids.forEach((id, k) => objects.set(id, {
    kind: things.kinds[things.kind[k] ?? 0] ?? '', zh: things.namesZh[k] ?? things.namesEn[k] ?? id, en: things.namesEn[k] ?? things.namesZh[k] ?? id, lon: things.lon[k] ?? 0, lat: things.lat[k] ?? 0, host: things.host[k] ?? null,
  }));
  for (const { id, kind, names, path } of await jsonOf<Structure[]>(join(folder, 'structures.json')) ?? []) {
    const [lon, lat] = path[Math.floor(path.length / 2)] ?? [0, 0];
    objects.set(id, { kind, zh: names.zh ?? names.en ?? id, en: names.en ?? names.zh ?? id, lon, lat, host: null });
  }
  for (const { id, names, rings } of manifest.waters) objects.set(id, { kind: 'riverReach', zh: names.zh ?? names.en ?? id, en: names.en ?? names.zh ?? id, lon: rings[0]?.[0] ?? 0, lat: rings[0]?.[1] ?? 0, host: null });
  return { objects, areas: await jsonOf(join(folder, 'areas.json')), network: await jsonOf(join(folder, 'network.json')) };
}

/** Columns in the order of a feed's dictionary; streams stand by object, `order[k]` = number of the feed's stream k here. An id that the pack lacks stands nowhere. */
export function fleetOf(objectIds: readonly string[], streamObject: ArrayLike<number>, streamProperty: ArrayLike<number>, pack: PackFiles): { readonly fleet: FleetColumns; readonly order: Uint32Array; readonly hostOf: ReadonlyMap<string, string> } {
  const known = objectIds.map((id) => pack.objects.get(id));
  const sorted = Array.from({ length: streamObject.length }, (_, k) => k).sort((a, b) => (streamObject[a] ?? 0) - (streamObject[b] ?? 0) || a - b);
  const order = new Uint32Array(sorted.length);
  sorted.forEach((stream, place) => { order[stream] = place; });
  const firstStream = new Uint32Array(objectIds.length + 1);
  for (const stream of sorted) { const next = (streamObject[stream] ?? 0) + 1; firstStream[next] = (firstStream[next] ?? 0) + 1; }
  for (let k = 0; k < objectIds.length; k++) firstStream[k + 1] = (firstStream[k + 1] ?? 0) + (firstStream[k] ?? 0);
  return {
    order, hostOf: new Map(objectIds.flatMap((id, k) => { const host = known[k]?.host; return host ? [[id, host] as const] : []; })),
    fleet: {
      ids: objectIds, kinds: known.map((item) => item?.kind ?? ''), namesZh: known.map((item, k) => item?.zh ?? objectIds[k] ?? ''), namesEn: known.map((item, k) => item?.en ?? objectIds[k] ?? ''),
      lon: Float64Array.from(known, (item) => item?.lon ?? 0), lat: Float64Array.from(known, (item) => item?.lat ?? 0), indexOf: new Map(objectIds.map((id, k) => [id, k])),
      firstStream, streamObject: Uint32Array.from(sorted, (stream) => streamObject[stream] ?? 0), streamProperty: Uint16Array.from(sorted, (stream) => streamProperty[stream] ?? 0),
    },
  };
}
