import type { BridgeCourse } from './approaches';
import type { Bridge } from './bridge';
import type { BridgeFact } from './facts';
import { facts } from './facts';
import type { Point } from './plane';
import { planeLine } from './plane';
import { REST_LEVEL } from './rivers';
import type { SourceFeature } from './source';
import { lineFeature } from './source';

/** Decks that the facts leave open take the neighbour's elevation. */
const NEIGHBOUR: Readonly<Record<string, string>> = {
  'jiahua-rail': 'jiahua', 'yuao-rail': 'yuao', 'nanjimen-rail': 'shibanpo', 'egongyan-rail': 'caiyuanba', egongyan: 'caiyuanba', hongyancun: 'jiahua',
};
/** The monorail of Line 3 crosses the ramp of the road bridge beside it: estimated rise over the neighbour, metres. */
const OVER_RAMP = 9;
/** Widths that the facts leave open, by what the bridge carries, metres; estimates. */
const widthOf = (fact: BridgeFact): number => {
  if (fact.widthM !== null) return fact.widthM;
  if (!fact.carries.includes('road')) return 12;
  return (fact.roadLanes ?? 4) * 3.75 + 6;
};

export const bridges = (): Bridge[] => facts.bridges.map((fact) => {
  const neighbour = facts.bridges.find((other) => other.id === NEIGHBOUR[fact.id]);
  const deck = fact.deckElevationM ?? (neighbour?.deckElevationM ?? 230) + (fact.id === 'yuao-rail' ? OVER_RAMP : 0);
  const [a, b] = planeLine(fact.ends) as [Point, Point];
  return { fact, id: `BR-${fact.id}`, ends: [a, b], deck, deckEstimated: fact.deckElevationM === null, width: widthOf(fact) };
});

/** The axis runs from ground to ground; `ends` are the true ends of the river bridge on it. */
export const bridgeFeatures = (courses: readonly BridgeCourse[]): SourceFeature[] => courses.map(({ bridge, path }) => {
  const { fact } = bridge;
  return lineFeature(path, {
    kind: 'bridge', id: bridge.id, nameZh: fact.nameZh, nameEn: fact.nameEn,
    provenance: fact.placeConfidence === 'H' ? 'surveyed' : 'derived', source: `${fact.endsBasis}; © OpenStreetMap contributors, ODbL`,
    confidence: fact.confidence, placeConfidence: fact.placeConfidence,
    year: fact.year, lengthM: fact.lengthM, mainBridgeM: fact.mainBridgeM, roadLanes: fact.roadLanes, river: fact.river === 'yangtze' ? '长江 Yangtze' : '嘉陵江 Jialing',
    deckElevationBasis: bridge.deckEstimated ? 'estimated: taken from the neighbouring bridge' : 'estimated from the ends (L)',
    structure: {
      type: fact.type, ends: fact.ends, spansM: fact.spansM, mainSpanM: fact.mainSpanM, mainBridgeM: fact.mainBridgeM, widthM: bridge.width, deckElevationM: bridge.deck,
      waterElevationM: Math.round(REST_LEVEL * 100) / 100, doubleDeck: fact.doubleDeck, carries: fact.carries,
      pylons: fact.pylons.map(({ lon, lat, heightM }) => ({ lon, lat, heightM })),
      ...(fact.mainCentre === undefined ? {} : { mainSpanCentre: fact.mainCentre }),
      ...(fact.roadLanes === null ? {} : { roadLanes: fact.roadLanes }),
    },
  });
});
