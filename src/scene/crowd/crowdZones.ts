/**
 * What the counters of crowds say at the instant shown: persons per square metre in their zone, persons per minute in and out of it. Pure:
 * the drawing and its words are made from this.
 */
import type { Figure } from '../../domain/figure';
import { LEVEL_BY_RANK, type LevelRank } from '../../domain/state';
import type { CityStore } from '../../state/city/CityStore';
import type { NewestValue } from '../../state/city/readingTable';

/** The counted area, drawn as a circle of that area: the outline is schematic, its size is not. */
export interface CrowdZone { readonly index: number; readonly lon: number; readonly lat: number; readonly squareMetres: number }
export interface Crowd {
  /** Newest density, 1/m²; null when the counter never spoke. */
  readonly density: number | null;
  /** Level that the density alone reaches against the limits of its property. */
  readonly rank: LevelRank;
  /** False when the value is stale or bad, or the counter off line: then it is shown as what it was, never as now. */
  readonly live: boolean;
  /** Persons per minute; null when not live. */
  readonly inflow: number | null;
  readonly outflow: number | null;
}

/** Counted area of a zone whose source names none, m²: the rule set's default for the kind. */
export const defaultSquareMetres = 600;
export const zoneRadius = ({ squareMetres }: CrowdZone): number => Math.sqrt(squareMetres / Math.PI);
/** A flow of so many persons per minute and m² gets the longest arrow: the strongest of the demo's holiday night. */
const fullFlow = 0.16;
/** 0 … 1, or -1 when nobody knows: then there is no arrow. */
export const flowShare = (flow: number | null, { squareMetres }: CrowdZone): number => (flow === null ? -1 : Math.min(1, flow / squareMetres / fullFlow));

const keys = { density: 'crowdDensity', inflow: 'crowdInflow', outflow: 'crowdOutflow' } as const;
const nobody: Crowd = { density: null, rank: 0, live: false, inflow: null, outflow: null };

/** The crowd at every counter that the feed knows, by pack-wide index. */
export function readCrowds(store: Pick<CityStore, 'eachReading' | 'state'>): Map<number, Crowd> {
  const crowds = new Map<number, Crowd>();
  const isLive = (index: number, { freshness, quality }: Readonly<NewestValue>): boolean =>
    (freshness === 'live' || freshness === 'late') && (quality === 'good' || quality === 'uncertain') && store.state(index).status !== 'offline';
  store.eachReading(keys.density, (index, newest) => {
    crowds.set(index, Number.isNaN(newest.value) ? nobody : { density: newest.value, rank: newest.rank, live: isLive(index, newest), inflow: null, outflow: null });
  });
  for (const flow of ['inflow', 'outflow'] as const) {
    store.eachReading(keys[flow], (index, newest) => {
      const crowd = crowds.get(index);
      if (crowd?.live && !Number.isNaN(newest.value) && isLive(index, newest)) crowds.set(index, { ...crowd, [flow]: newest.value });
    });
  }
  return crowds;
}

/** Words of a zone, with {density}, {in}, {out} to be filled in. */
export interface CrowdWords { readonly live: string; readonly flow: string; readonly old: string; readonly none: string; readonly schematic: string }

export function toCrowdText({ density, live, inflow, outflow }: Crowd, words: CrowdWords): string {
  if (density === null) return words.none;
  const text = (live ? words.live : words.old).replace('{density}', density.toFixed(1));
  const flow = inflow === null || outflow === null ? '' : words.flow.replace('{in}', String(Math.round(inflow))).replace('{out}', String(Math.round(outflow)));
  return text + flow + words.schematic;
}

/** The outline of a zone with its words, for the layer of figures on the ground. */
export function toCrowdFigure(zone: CrowdZone, crowd: Crowd, zh: CrowdWords, en: CrowdWords): Figure {
  const level = crowd.live ? LEVEL_BY_RANK[crowd.rank] : null;
  return {
    id: `crowd ${zone.index}`, shape: 'ring', tone: level ?? (crowd.live ? 'safe' : 'track'), coordinates: [zone.lon, zone.lat], radiusMetres: zoneRadius(zone), bearing: null, spread: null, arrows: false,
    labelZh: toCrowdText(crowd, zh), labelEn: toCrowdText(crowd, en), objectId: null, from: 0, until: null,
  };
}
