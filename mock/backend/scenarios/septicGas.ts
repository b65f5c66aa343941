/** Methane in septic tank SC-014 climbs through the levels, is vented and falls again. */
import { curve, speaks, STORY_TANK, type Scenario } from './scenario';

const METHANE = curve([[0, 4], [0.5, 12], [1.5, 14], [2.5, 27], [5, 33], [6.5, 52], [10, 58], [16, 47], [22, 22], [30, 8], [40, 3]]);
const SULPHIDE = curve([[0, 1], [2, 4], [5, 11], [10, 14], [22, 6], [40, 1]]);

export const septicGas: Scenario = {
  id: 'septicGas',
  silent: speaks,
  offline: speaks,
  lifts(fleet) {
    const tanks = fleet.ofKind.get('septicTank') ?? [];
    const tank = tanks.find((object) => STORY_TANK.test(fleet.ids[object] ?? '')) ?? tanks[0];
    const lifts = new Map<number, (sceneMs: number, quiet: number) => number>();
    if (tank === undefined) return lifts;
    const inTank = (stream: number): boolean => fleet.streamObject[stream] === tank;
    const methane = fleet.ofProperty.get('septicGasCh4')?.find(inTank);
    const sulphide = fleet.ofProperty.get('h2s')?.find(inTank);
    if (methane !== undefined) lifts.set(methane, (sceneMs, quiet) => Math.max(METHANE(sceneMs), quiet * 0.5));
    if (sulphide !== undefined) lifts.set(sulphide, (sceneMs) => SULPHIDE(sceneMs));
    return lifts;
  },
};
