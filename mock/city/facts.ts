import data from '../data/yuzhong.json';
import type { LonLat } from './plane';

/** Confidence marks: H surveyed or two sources, M one source or cross-checked, L estimate. */
export type Confidence = 'H' | 'M' | 'L';
export interface ChannelNode { readonly id: string; readonly lon: number; readonly lat: number; readonly leftM: number | null; readonly rightM: number | null }
export interface BridgeFact {
  readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly river: 'yangtze' | 'jialing'; readonly type: string;
  readonly year: number; readonly lengthM: number | null; readonly mainBridgeM: number | null; readonly spansM: readonly number[] | null;
  readonly mainSpanM: number; readonly deckElevationM: number | null; readonly widthM: number | null; readonly ends: readonly [LonLat, LonLat];
  readonly endsBasis: string; readonly carries: readonly string[]; readonly roadLanes: number | null; readonly doubleDeck: boolean;
  readonly pylons: readonly { readonly lon: number; readonly lat: number; readonly heightM: number; readonly confidence: Confidence }[];
  readonly confidence: Confidence; readonly placeConfidence: Confidence; readonly path?: readonly LonLat[]; readonly mainCentre?: LonLat;
}
export interface StationFact { readonly nameZh: string; readonly nameEn: string; readonly lon: number; readonly lat: number; readonly inDistrict: boolean }
export interface MetroFact { readonly ref: string; readonly nameZh: string; readonly nameEn: string; readonly colour: string; readonly stations: readonly StationFact[] }
export interface LandmarkFact {
  readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly lon: number; readonly lat: number; readonly heightM?: number;
  readonly elevationM?: number; readonly kind: string; readonly confidence: Confidence; readonly positionErrM: number;
}
export interface StreetFact { readonly nameZh: string; readonly nameEn: string; readonly lon: number; readonly lat: number; readonly code?: string }
export interface YuzhongFacts {
  readonly attribution: readonly string[];
  readonly datum: { readonly wusongMinusYellowSeaM: number; readonly geoidUndulationM: number };
  readonly bbox: readonly [number, number, number, number];
  readonly rivers: Readonly<Record<'yangtze' | 'jialing', { readonly nameZh: string; readonly nameEn: string; readonly channel: readonly ChannelNode[] }>>;
  readonly riverExtensions: { readonly yangtzeUp: readonly LonLat[]; readonly yangtzeDown: readonly LonLat[]; readonly jialingUp: readonly LonLat[]; readonly halfWidthM: number };
  readonly waterOutline: readonly LonLat[];
  readonly tip: LonLat;
  readonly bankRoads: readonly { readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly coordinates: readonly LonLat[] }[];
  readonly bridges: readonly BridgeFact[];
  readonly metro: readonly MetroFact[];
  readonly landmarks: readonly LandmarkFact[];
  readonly unplacedTowers: readonly { readonly nameZh: string; readonly nameEn: string; readonly heightM: number; readonly confidence: Confidence }[];
  readonly streets: readonly StreetFact[];
  readonly ridge: readonly (readonly [number, number, number])[];
  readonly demSpots: readonly { readonly nameZh: string; readonly nameEn: string; readonly lon: number; readonly lat: number; readonly elevationM: number }[];
  readonly landBorder: readonly LonLat[];
  readonly gauges: readonly { readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly warningStageM: number; readonly guaranteeStageM: number }[];
  readonly district: { readonly code: string; readonly nameZh: string; readonly nameEn: string };
}

/** Facts of the peninsula with their confidence; where they come from is said in the file's attribution. */
export const facts = data as unknown as YuzhongFacts;
