/** Reads what the demo city needs from a pack folder and a rules folder; both faces use it, each with its own reader. */
import type { PackManifest, StructureFeature, ThingColumns } from '../tiles/format';
import type { ObjectsFile } from '../src/rules/city/objectsFile';
import type { PackAreas, PackNetwork } from '../src/rules/city/packFiles';
import { withPeople, type PeopleFile } from '../src/rules/city/peopleFile';
import { RULE_FILES, type RuleSet } from '../src/rules/ruleSet';
import { validateRuleSet } from '../src/rules/validateRuleSet';
import type { CityFiles } from './backend/simulation';
import people from './data/people.json';

/** The demo's invented names: part of the worker's own code, since a page without a server has nowhere else to keep them. */
export const DEMO_PEOPLE = people as PeopleFile;

/** Answers parsed JSON, or null when the file is not there. */
export type ReadJson = (address: string) => Promise<unknown>;

async function need<T>(read: ReadJson, address: string): Promise<T> {
  const data = await read(address);
  if (data === null) throw new Error(`${address} is missing`);
  return data as T;
}

export async function readRules(read: ReadJson, folder: string): Promise<RuleSet> {
  const names = Object.entries(RULE_FILES) as [keyof RuleSet, string][];
  const files = Object.fromEntries(await Promise.all(names.map(async ([part, name]) => [part, await need(read, `${folder}${name}`)] as const)));
  const checked = validateRuleSet(files as Record<keyof RuleSet, unknown>);
  if (checked.ok) return checked.rules;
  const [first] = checked.problems;
  throw new Error(`${folder}${first?.file}: ${first?.place}: ${first?.reason}${checked.problems.length > 1 ? ` (and ${checked.problems.length - 1} more)` : ''}`);
}

/** Folders end with '/'. */
export async function readCityFiles(read: ReadJson, pack: string, rulesFolder: string): Promise<{ readonly files: CityFiles; /** What the feed calls the city. */ readonly city: string }> {
  const [manifest, things, structures, areas, network, rules, objects] = await Promise.all([
    need<PackManifest>(read, `${pack}city.json`), need<ThingColumns>(read, `${pack}things.json`), need<StructureFeature[]>(read, `${pack}structures.json`),
    read(`${pack}areas.json`) as Promise<PackAreas | null>, read(`${pack}network.json`) as Promise<PackNetwork | null>, readRules(read, rulesFolder), read(`${rulesFolder}objects.json`) as Promise<ObjectsFile | null>,
  ]);
  return { files: { things, structures, waters: manifest.waters, areas, network, rules, objects: withPeople(objects, DEMO_PEOPLE) }, city: manifest.feedCity ?? manifest.name };
}
