/**
 * A script on the rules engine alone: a small city of its cast, straight ways unless streets are given, no everyday life, the clock run through in
 * one go. The same script, branch and seed give the same log to the millisecond: what a test of a scenario compares.
 */
import type { Case } from '../../src/domain/case';
import type { LogEntry } from '../../src/domain/logEntry';
import type { Task } from '../../src/domain/task';
import type { Warning } from '../../src/domain/warning';
import { buildEngineCity } from '../../src/rules/buildEngineCity';
import type { RulesEngine } from '../../src/rules/engine';
import type { PackNetwork } from '../../src/rules/city/packFiles';
import type { EngineCity } from '../../src/rules/engineCity';
import type { RuleSet } from '../../src/rules/ruleSet';
import { buildFleet, type FleetSource } from '../backend/fleet';
import { createLivingCity } from '../backend/livingCity';
import { MINUTE } from '../backend/localTime';
import { createProperties } from '../backend/properties';
import { nearestArea } from '../backend/responsibility';
import { DEMO_RULES } from '../backend/demoRules';
import objects from '../../public/rules/yuzhong/objects.json';
import people from '../data/people.json';
import type { ObjectsFile } from '../../src/rules/city/objectsFile';
import { withPeople } from '../../src/rules/city/peopleFile';
import type { Tallied } from '../backend/tally';
import { planScript } from './plan';
import type { Spoken } from './play';
import type { Script } from './script';

export interface EngineRun {
  readonly log: readonly LogEntry[];
  /** Newest record of each, also of ended ones, in order of their beginning. */
  readonly warnings: readonly Warning[]; readonly cases: readonly Case[]; readonly tasks: readonly Task[];
  readonly notes: readonly Spoken[];
  readonly refused: readonly { readonly at: number; readonly type: string; readonly detail: string }[];
  /** For looks at figures, details and timelines at the end. */
  readonly city: EngineCity;
  /** Silent devices and dark lamps at an instant. */
  tally(at: number): Tallied;
  /** Where a mover was, lon and lat. */
  position(id: string, at: number): readonly [number, number];
  readonly engine: RulesEngine;
  readonly start: number;
  /** Minutes of the script at a time of the log. */
  minutes(at: number): number;
}

function sourceOf(script: Script): FleetSource {
  const members = Object.values(script.cast);
  const kinds = [...new Set(members.map((member) => member.kind))];
  return {
    structures: [], waters: [],
    things: {
      firstIndex: 1, ids: members.map((member) => member.id), kinds, kind: members.map((member) => kinds.indexOf(member.kind)),
      lon: members.map((member) => member.at[0]), lat: members.map((member) => member.at[1]), elevation: members.map(() => 200), height: members.map(() => 0), heading: members.map(() => null),
      namesZh: members.map((member) => member.zh), namesEn: members.map((member) => member.en), host: members.map((member) => (member.host === undefined ? null : script.cast[member.host]?.id ?? null)),
    },
  };
}

export function runOnEngine(script: Script, branch: string | null = null, seed = 1, extraMinutes = 0, rules: RuleSet = DEMO_RULES, network: PackNetwork | null = null): EngineRun {
  const source = sourceOf(script);
  const fleet = buildFleet(source, seed, createProperties(rules.thresholds));
  const plan = planScript(script, branch, fleet);
  const keys = [...new Set(fleet.properties.map((row) => row.observed.key))];
  const built = buildEngineCity({
    fleet: { ...fleet, streamProperty: Uint16Array.from(fleet.streamProperty, (property) => keys.indexOf(fleet.properties[property]?.observed.key ?? '')) },
    propertyKeys: keys, hostOf: fleet.hosts, areas: null, network, objects: withPeople(objects as unknown as ObjectsFile, people),
  });
  const members = Object.values(script.cast);
  const city: EngineCity = { ...built, streetAt: nearestArea, attribute: (object, name) => members.find((member) => member.id === fleet.ids[object])?.attributes?.[name] ?? built.attribute(object, name) };
  const living = createLivingCity({ fleet, city, rules, seed, begin: plan.start, lived: false, plan, past: [] });
  living.advance(plan.end + extraMinutes * MINUTE);

  const log: LogEntry[] = [];
  const warnings = new Map<string, Warning>();
  const tasks = new Map<string, Task>();
  for (const event of living.memory.events) {
    if (event.type === 'log') log.push(event.entry);
    else if (event.type === 'warning') warnings.set(event.warning.id, event.warning);
    else if (event.type === 'task') tasks.set(event.task.id, event.task);
  }
  return {
    log, warnings: [...warnings.values()], cases: [...living.cases.values()], tasks: [...tasks.values()], notes: living.play?.spoken ?? [], refused: living.play?.refused ?? [],
    engine: living.engine, city, start: plan.start, tally: (at) => living.tally.at(at),
    position(id, at) { const place = living.movers.place(fleet.indexOf.get(id) ?? -1, at, { lon: 0, lat: 0, heading: 0 }); return [place.lon, place.lat]; }, minutes: (at) => (at - plan.start) / MINUTE,
  };
}
