/** A script laid on a city: who plays whom, which value a datastream has when, who is silent, what is seen and done. Pure in script, branch and city. */
import type { Detection } from '../../src/domain/detection';
import type { Fleet } from '../backend/fleet';
import { hash, hashText, signed, unit } from '../backend/hash';
import type { Way } from '../backend/movers';
import type { CastMember, Duty, Script, ScriptCommand, ScriptNote, ScriptOutage, Signal } from './script';

const MINUTE = 60_000;
const UTC_OFFSET = '+08:00';
/** Seconds between samples of a played course. */
const SAMPLING = 5;

export interface PlayedStream { readonly everyMs: number; /** The course holds from here on: its start, or earlier where its points have minutes before it. */ readonly from: number; value(time: number, quiet: number): number }
export interface ScriptPlan {
  readonly script: Script;
  readonly branch: string | null;
  readonly start: number;
  readonly end: number;
  /** Object of a cast member; −1 when the city has none of its kind. */
  member(name: string): number;
  readonly cast: ReadonlySet<number>;
  readonly streams: ReadonlyMap<number, PlayedStream>;
  /** Sends nothing. */
  silent(object: number, time: number): boolean;
  /** The gateway has noticed it. */
  offline(object: number, time: number): boolean;
  /** Times at which somebody falls silent, is noticed, or speaks again. */
  readonly outageTimes: readonly { readonly at: number; readonly object: number }[];
  readonly detections: readonly Detection[];
  readonly ways: readonly { readonly object: number; readonly way: Way; readonly until: number }[];
  readonly commands: readonly ScriptCommand[];
  readonly notes: readonly ScriptNote[];
  readonly delays: Partial<Readonly<Record<Duty, number | null>>>;
  minute(minutes: number): number;
}

export const startOf = (script: Pick<Script, 'start'>): number => Date.parse(`${script.start}:00${UTC_OFFSET}`);
/** The branch asked for, else the first one; null when the script has none. */
export const branchOf = (script: Pick<Script, 'branches'>, wish: string | null): string | null => script.branches.find((item) => item.id === wish)?.id ?? script.branches[0]?.id ?? null;

export function findMember(fleet: Fleet, member: CastMember): number {
  const own = fleet.indexOf.get(member.id);
  if (own !== undefined && fleet.kinds[own] === member.kind) return own;
  let best = -1;
  let least = Infinity;
  for (const object of fleet.ofKind.get(member.kind) ?? []) {
    if (member.like !== undefined && ![fleet.ids, fleet.namesZh, fleet.namesEn].some((names) => names[object]?.includes(member.like ?? ''))) continue;
    const distance = (((fleet.lon[object] ?? 0) - member.at[0]) * 0.87) ** 2 + ((fleet.lat[object] ?? 0) - member.at[1]) ** 2;
    if (distance < least) { least = distance; best = object; }
  }
  return best;
}

/** Minute → value, straight or in steps; constant outside. */
function courseOf(points: Signal['points'], shape: Signal['shape']): (minutes: number) => number {
  return (minutes) => {
    let [beforeAt, before] = points[0] ?? [0, 0];
    for (const [at, value] of points) {
      if (minutes < at) return shape === 'step' ? before : before + ((value - before) * (minutes - beforeAt)) / (at - beforeAt || 1);
      [beforeAt, before] = [at, value];
    }
    return before;
  };
}

export function planScript(script: Script, wish: string | null, fleet: Fleet): ScriptPlan {
  const start = startOf(script);
  const branch = branchOf(script, wish);
  const minute = (minutes: number): number => start + Math.round(minutes * MINUTE);
  const applies = ({ branch: own }: { readonly branch?: string | readonly string[] }): boolean => own === undefined || (branch !== null && (typeof own === 'string' ? own === branch : own.includes(branch)));
  const members = new Map(Object.entries(script.cast).map(([name, member]) => [name, findMember(fleet, member)]));
  const member = (name: string): number => members.get(name) ?? -1;

  const streams = new Map<number, PlayedStream>();
  for (const signal of (script.signals ?? []).filter(applies)) {
    const object = signal.on === undefined ? null : member(signal.on);
    const course = courseOf(signal.points, signal.shape);
    const [low, high] = signal.spread ?? [1, 1];
    for (const stream of fleet.ofProperty.get(signal.property) ?? []) {
      if (object !== null ? fleet.streamObject[stream] !== object : streams.has(stream)) continue;
      const key = hash(fleet.streamSeed[stream] ?? 0, hashText(script.id));
      const factor = low + (high - low) * unit(key, 1);
      streams.set(stream, {
        everyMs: (signal.every ?? SAMPLING) * 1000, from: Math.min(start, minute(signal.points[0]?.[0] ?? 0)),
        value(time, quiet) {
          const played = course((time - start) / MINUTE) * factor + (signal.noise ? signal.noise * signed(key, Math.floor(time / 1000)) : 0);
          return signal.mode === 'add' ? quiet + played : signal.mode === 'atLeast' ? Math.max(quiet, played) : played;
        },
      });
    }
  }

  const outages = (script.outages ?? []).filter(applies);
  /** When an outage takes an object, and when its gateway notices; Infinity = never. */
  const hit = (outage: ScriptOutage, object: number): { readonly from: number; readonly noticed: number } => {
    if (outage.on !== undefined) return member(outage.on) === object ? { from: minute(outage.from), noticed: outage.noticed === undefined ? Infinity : minute(outage.from + outage.noticed) } : { from: Infinity, noticed: Infinity };
    const draw = hash(fleet.seed[object] ?? 0, 333);
    if (unit(draw, 1) >= (outage.share ?? 0)) return { from: Infinity, noticed: Infinity };
    const from = minute(outage.from + (outage.within ?? 0) * unit(draw, 2));
    return { from, noticed: outage.noticed !== undefined && unit(draw, 3) < (outage.noticedShare ?? 1) ? from + outage.noticed * MINUTE : Infinity };
  };
  const until = (outage: ScriptOutage): number => (outage.to === undefined ? Infinity : minute(outage.to));
  const outageTimes = outages.flatMap((outage) => fleet.ids.flatMap((_, object) => {
    const { from, noticed } = hit(outage, object);
    return [from, noticed, from === Infinity ? Infinity : until(outage)].filter(Number.isFinite).map((at) => ({ at, object }));
  })).sort((a, b) => a.at - b.at || a.object - b.object);

  const placeOf = (at: string | readonly [number, number] | undefined, fallback: number): readonly [number, number] => {
    if (at !== undefined && typeof at !== 'string') return at;
    const object = at === undefined ? fallback : member(at);
    if (at !== undefined && object < 0) return script.cast[at]?.at ?? [0, 0];
    return [fleet.lon[object] ?? 0, fleet.lat[object] ?? 0];
  };
  const detections = (script.detections ?? []).filter(applies).map((item, k): Detection => {
    const [lon, lat] = placeOf(item.at, member(item.camera));
    return {
      id: `${script.id}-${k + 1}`, aiClass: item.aiClass, cameraId: fleet.ids[member(item.camera)] ?? script.cast[item.camera]?.id ?? '', at: minute(item.minute), confidence: item.confidence ?? 0.93,
      lon, lat, objectId: item.object === undefined ? null : fleet.ids[member(item.object)] ?? null, note: item.note ?? '', clear: item.clear ?? false,
    };
  });
  const ways = (script.moves ?? []).filter(applies).flatMap(({ who, path }) => {
    const object = member(who);
    return object < 0 ? [] : [{ object, until: minute(path.at(-1)?.[0] ?? 0), way: { times: path.map(([at]) => minute(at)), coordinates: path.flatMap(([, lon, lat]) => [lon, lat]) } }];
  });

  return {
    script, branch, start, end: minute(script.minutes), member, minute, streams, detections, ways, outageTimes,
    cast: new Set([...members.values()].filter((object) => object >= 0)),
    silent: (object, time) => outages.some((outage) => time >= hit(outage, object).from && time < until(outage)),
    offline: (object, time) => outages.some((outage) => time >= hit(outage, object).noticed && time < until(outage)),
    commands: (script.commands ?? []).filter(applies), notes: (script.notes ?? []).filter(applies), delays: script.staff ?? {},
  };
}
