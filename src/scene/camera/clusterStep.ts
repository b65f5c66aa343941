/** What a click on a cluster does: one step nearer, or, where nearer shows nothing new, its first member. */

/** Nearest range of a step, metres: buildings still stand around the place. */
const nearestRange = 120;
/** Share of the distance that one step leaves. */
const stepShare = 0.42;
/** Members this close never come apart on screen, metres. */
const onePlaceMetres = 2;

/** Range to fly to, metres, or null to open the leading member. `spread` is the cluster's radius in metres. */
export function clusterStep(range: number, depth: number, spread: number): number | null {
  const next = Math.max(nearestRange, Math.min(range, depth) * stepShare);
  return spread < onePlaceMetres || next > range * 0.9 ? null : next;
}
