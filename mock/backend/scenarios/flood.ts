/** The river rises from 168 m to 191.6 m (Wusong) as in August 2020, with rain and ponding, in forty minutes of scene time. */
import { unit } from '../hash';
import { curve, speaks, type Scenario } from './scenario';

const RISE = curve([[0, 0], [4, 5], [10, 12.5], [14, 14.2], [20, 17.4], [28, 21.5], [40, 23.6], [90, 23.2], [150, 16], [240, 4], [300, 0]]);
const RAIN = curve([[0, 2], [3, 22], [6, 54], [12, 72], [25, 38], [60, 6], [120, 0.5]]);
const FLOW = curve([[0, 12_400], [20, 46_000], [40, 74_600], [150, 40_000], [300, 12_400]]);
const PONDING = curve([[0, 0], [4, 4], [8, 13], [14, 22], [30, 12], [70, 2], [90, 0.4]]);

export const flood: Scenario = {
  id: 'flood',
  silent: speaks,
  offline: speaks,
  lifts(fleet) {
    const lifts = new Map<number, (sceneMs: number, quiet: number) => number>();
    for (const stream of fleet.ofProperty.get('riverWaterLevel') ?? []) lifts.set(stream, (sceneMs, quiet) => quiet + RISE(sceneMs));
    for (const stream of fleet.ofProperty.get('discharge') ?? []) lifts.set(stream, (sceneMs) => FLOW(sceneMs));
    for (const stream of fleet.ofProperty.get('turbidity') ?? []) lifts.set(stream, (sceneMs, quiet) => quiet + RISE(sceneMs) * 42);
    for (const stream of fleet.ofProperty.get('rainfall') ?? []) {
      const share = 0.7 + 0.5 * unit(fleet.streamSeed[stream] ?? 0, 5);
      lifts.set(stream, (sceneMs, quiet) => Math.max(quiet, RAIN(sceneMs) * share));
    }
    for (const stream of fleet.ofProperty.get('roadPonding') ?? []) {
      const share = 0.3 + 0.9 * unit(fleet.streamSeed[stream] ?? 0, 6);
      lifts.set(stream, (sceneMs, quiet) => Math.max(quiet, PONDING(sceneMs) * share));
    }
    return lifts;
  },
};
