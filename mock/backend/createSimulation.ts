/** The simulated city behind the demo back end: the living city at real time, or a scenario at its own date, with everything its addresses ask. */
import type { EngineCity } from '../../src/rules/engineCity';
import { buildEngineCity } from '../../src/rules/buildEngineCity';
import { planScript, startOf } from '../scenarios/plan';
import { scriptOf } from '../scenarios';
import type { Fleet } from './fleet';
import { createLivingCity } from './livingCity';
import { localMidnight } from './localTime';
import { lastDue } from './phaseRing';
import { nearestArea } from './responsibility';
import { TICK, type CityFiles, type Simulation, type SimulationStart } from './simulation';
import { realClock, scenarioClock } from './virtualClock';
import { ALL_EYES, citySigns, sessionSigns, type VitalSource } from './vitals';

/** A scenario tells one day: it needs fewer days of cases behind it than the evaluation of a week, and begins sooner. */
const SCENARIO_DAYS = 1;

const cities = new WeakMap<Fleet, { readonly files: CityFiles; readonly city: EngineCity }>();

/** The engine's view of a fleet; made once, moving objects put back where they begin. */
function engineCityOf(fleet: Fleet, files: CityFiles): EngineCity {
  const known = cities.get(fleet);
  if (known && known.files.objects === files.objects && known.files.areas === files.areas && known.files.network === files.network) {
    known.city.lon.set(fleet.lon);
    known.city.lat.set(fleet.lat);
    return known.city;
  }
  // one key per property: limits of a station are the rules' own business
  const propertyKeys = [...new Set(fleet.properties.map((row) => row.observed.key))];
  const keyOf = fleet.properties.map((row) => propertyKeys.indexOf(row.observed.key));
  const built = buildEngineCity({
    fleet: { ...fleet, streamProperty: Uint16Array.from(fleet.streamProperty, (property) => keyOf[property] ?? 0) },
    propertyKeys, hostOf: fleet.hosts, areas: files.areas, network: files.network, objects: files.objects,
  });
  // without outlines a place belongs to the nearest subdistrict
  const city: EngineCity = files.areas ? built : { ...built, streetAt: nearestArea };
  cities.set(fleet, { files, city });
  return city;
}

export function createSimulation(start: SimulationStart): Simulation {
  const { fleet, rules, seed, real } = start;
  const script = start.scenario ? scriptOf(start.scenario.id) : null;
  const plan = script ? planScript(script, start.scenario?.branch ?? null, fleet) : null;
  const clock = script && plan ? scenarioClock(startOf(script), plan.end, start.scenario?.speed ?? 1, real) : realClock();
  const city = engineCityOf(fleet, start);
  const wholeTick = (time: number): number => Math.floor(time / TICK) * TICK;
  const daysBefore = plan ? Math.min(SCENARIO_DAYS, start.daysBefore ?? SCENARIO_DAYS) : start.daysBefore;
  const living = createLivingCity({ fleet, city, rules, seed, begin: wholeTick(clock.at(real)), lived: true, plan, past: start.past, ...(daysBefore === undefined ? {} : { daysBefore }) });
  const { engine, movers, physics, memory, changes } = living;

  const moverGroups = new Map<number, number[]>();
  for (const object of movers.members) { const period = movers.periodOf(object); moverGroups.set(period, [...(moverGroups.get(period) ?? []), object]); }
  const source: VitalSource = {
    fleet, seed, valueAt: physics.valueAt, countsAt: living.tally.at, rankAt: memory.rankAt, warnedOf: memory.countOf,
    pasts: engine.casePasts,
  };
  const vitalsAt = (time: number): Record<string, number> => ({ ...citySigns(source, time), ...sessionSigns(source, [time], ALL_EYES)[0] });

  return {
    fleet, movers, engine, city, rules, clock, changes,
    anchor: living.anchor, value: physics.value, observedAt: physics.observedAt, quality: physics.quality, rank: living.rank, status: living.status, since: living.since,
    get now() { return living.now; },
    get casesFrom() { return living.casesFrom; },
    get history() { return memory.events; },
    get lanes() { return physics.lanes; },
    advance(time, exact = false) {
      const to = exact ? Math.floor(time) : wholeTick(time);
      const from = living.now;
      if (to <= from) return;
      living.advance(to);
      for (const [period, members] of moverGroups) {
        for (const object of members) {
          const at = lastDue(fleet.seed[object] ?? 0, period, to);
          if (at > from && !physics.silentAt(object, at)) changes.move(object);
        }
      }
    },
    act: living.act,
    casesNow() {
      const midnight = localMidnight(living.now);
      return [...living.cases.values()].filter((item) => item.open || (item.closedAt ?? 0) >= midnight);
    },
    vitals: () => vitalsAt(living.now),
    vitalsAt,
    citySignsAt: (time) => citySigns(source, time),
    sessionSignsAt: (times, eyes) => sessionSigns(source, times, eyes),
    valueAt: physics.valueAt, sampledAt: physics.sampledAt, statusAt: physics.statusAt, rankAt: memory.rankAt,
    place: (object, into) => movers.place(object, lastDue(fleet.seed[object] ?? 0, movers.periodOf(object), living.now), into),
    scenarioState() {
      if (!plan || !script) return null;
      const spoken = living.play?.spoken.at(-1);
      return {
        id: script.id, branch: plan.branch, speed: clock.rate, startedAt: plan.start, now: living.now, endsAt: plan.end, ended: living.now >= plan.end,
        step: spoken ? { zh: spoken.zh, en: spoken.en } : null,
      };
    },
  };
}
