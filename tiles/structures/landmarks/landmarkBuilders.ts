/** Landmark types by the name that the data uses. */
import { grandTheatre } from './grandTheatre';
import { factoryPark, museumArc, observationDeck, pavilionTower, stationHall, temple } from './halls';
import { monorailBuilding } from './monorailBuilding';
import { monumentTower } from './monumentTower';
import { plainBox } from './plainBox';
import { rafflesCity } from './rafflesCity';
import { roundHall } from './roundHall';
import type { Site } from './Site';
import { steppedQuarter } from './steppedQuarter';
import { tower } from './tower';

export const LANDMARK_BUILDERS: Readonly<Record<string, (site: Site) => void>> = {
  'raffles-city': rafflesCity, 'stepped-quarter': steppedQuarter, 'round-hall': roundHall, 'monument-tower': monumentTower, tower,
  'grand-theatre': grandTheatre, 'museum-arc': museumArc, temple, 'pavilion-tower': pavilionTower, 'monorail-building': monorailBuilding,
  'observation-deck': observationDeck, 'factory-park': factoryPark, 'station-hall': stationHall, box: plainBox,
};
