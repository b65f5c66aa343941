import type { Layout } from '../layout';
import { stationThings } from '../metro';
import type { SourceFeature } from '../source';
import { bridgeThings } from './bridgeThings';
import { environmentThings, movingThings, publicThings } from './environmentThings';
import { lifts, septicTanks, slopes } from './safetyThings';
import { cameras, lamps, manholes, trees } from './streetThings';
import { ThingContext } from './ThingContext';
import { gauges, outfalls } from './waterThings';

/** Everything that senses, moves or stands in the street. */
export const cityThings = (layout: Layout, seed: number): SourceFeature[] => {
  const context = new ThingContext(layout, seed);
  return [
    ...stationThings(), ...gauges(context), ...outfalls(context), ...bridgeThings(context), ...septicTanks(context), ...slopes(context), ...lifts(context),
    ...environmentThings(context), ...publicThings(context), ...movingThings(context), ...cameras(context), ...lamps(context), ...manholes(context), ...trees(context),
  ];
};
