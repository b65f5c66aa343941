import specs from '../data/yuzhong-landmarks.json';
import { facts } from './facts';
import { distance, footOn, headingOf, placed } from './geometry';
import { line2Viaduct, railElevations } from './metro';
import type { LonLat, Point } from './plane';
import { toPlane } from './plane';
import type { SourceFeature } from './source';
import { DERIVED, ESTIMATED, GENERATED, OSM, lineFeature, pointFeature } from './source';
import type { Terrain } from './terrain';

interface LandmarkSpec {
  readonly id: string; readonly fact?: string; readonly nameZh?: string; readonly nameEn?: string; readonly place?: LonLat; readonly confidence?: string;
  readonly positionErrM?: number; /** Free ground in front, so that the front is seen. */ readonly clearFrontM?: number; readonly type: string; readonly heading: number; readonly footprintM: readonly [number, number]; readonly spec: Readonly<Record<string, unknown>>;
}
export interface Landmark extends LandmarkSpec { readonly p: Point; readonly zh: string; readonly en: string; readonly ring: readonly Point[] }

/** Footprint of a landmark: its first size lies across the way it faces. */
const footprint = (p: Point, [width, depth]: readonly [number, number], heading: number): Point[] =>
  placed([[-width / 2, -depth / 2], [width / 2, -depth / 2], [width / 2, depth / 2], [-width / 2, depth / 2]], p, (-heading * Math.PI) / 180);

export const landmarks = (): Landmark[] => (specs as unknown as readonly LandmarkSpec[]).map((spec) => {
  const fact = facts.landmarks.find((candidate) => candidate.id === spec.fact);
  const lonLat = spec.place ?? (fact === undefined ? undefined : ([fact.lon, fact.lat] as const));
  if (lonLat === undefined) throw new Error(`landmark ${spec.id} has no place`);
  const p = toPlane(lonLat);
  return {
    ...spec, p, zh: spec.nameZh ?? fact?.nameZh ?? spec.id, en: spec.nameEn ?? fact?.nameEn ?? spec.id,
    confidence: spec.confidence ?? fact?.confidence ?? 'L', positionErrM: spec.positionErrM ?? fact?.positionErrM ?? 150,
    ring: footprint(p, spec.footprintM, spec.heading),
  };
});

/** The free ground before a landmark's front. */
export const forecourt = (landmark: Landmark, depth: number): Point[] => {
  const [width, own] = landmark.footprintM;
  return placed([[-width / 2, own / 2], [width / 2, own / 2], [width / 2, own / 2 + depth], [-width / 2, own / 2 + depth]], landmark.p, (-landmark.heading * Math.PI) / 180);
};

const origin = (landmark: Landmark): { provenance: string; source: string } =>
  landmark.confidence === 'H' && landmark.place === undefined ? OSM : landmark.confidence === 'L' ? ESTIMATED : DERIVED;

const cableway = (): SourceFeature => {
  const at = (id: string): Point => {
    const fact = facts.landmarks.find((candidate) => candidate.id === id);
    if (fact === undefined) throw new Error(`${id} is missing`);
    return toPlane([fact.lon, fact.lat]);
  };
  const a = at('cableway-north'), b = at('cableway-south');
  return lineFeature([a, b], {
    kind: 'landmark', id: 'LM-cableway', nameZh: '长江索道', nameEn: 'Yangtze River Cableway', ...DERIVED, confidence: 'M', lengthM: Math.round(distance(a, b)),
    structure: { type: 'cableway', heightM: 55, widthM: 8, masts: [{ along: 0.12, heightM: 62 }, { along: 0.86, heightM: 70 }], sagM: 28, cabins: 2 },
  });
};

/** The building over the line stands square to it, with its opening at rail height. */
const overLine = (landmark: Landmark, terrain: Terrain): Readonly<Record<string, unknown>> => {
  const { path } = line2Viaduct();
  const foot = footOn(path, landmark.p);
  const a = path[foot.segment] as Point, b = path[foot.segment + 1] as Point;
  const rail = railElevations(path, terrain)[foot.segment] as number;
  return { headingDeg: headingOf(Math.atan2(b.y - a.y, b.x - a.x)), railAboveGroundM: Math.round((rail - terrain.elevation(landmark.p)) * 10) / 10 };
};

/** Towers keep their quoted heights; places with a large error say so. */
export const landmarkFeatures = (terrain: Terrain): SourceFeature[] => [
  ...landmarks().map((landmark) => pointFeature(landmark.p, {
    kind: 'landmark', id: `LM-${landmark.id}`, nameZh: landmark.zh, nameEn: landmark.en, ...origin(landmark), confidence: landmark.confidence, positionErrM: landmark.positionErrM,
    height: landmark.spec['heightM'], groundM: Math.round(terrain.elevation(landmark.p)),
    structure: {
      type: landmark.type, ...landmark.spec, headingDeg: landmark.heading, footprintM: landmark.footprintM,
      ...(landmark.type === 'monorail-building' ? overLine(landmark, terrain) : {}),
      // the silhouette is ours even where place and height are facts
      shape: GENERATED.source,
    },
  })),
  cableway(),
];
