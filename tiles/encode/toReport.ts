/** The build's account of itself. It holds no times: the same input must give the same bytes. */
import type { BuildLog } from '../BuildLog';
import type { BuildReport } from '../format';

const sorted = <Value>(map: ReadonlyMap<string, Value>): Record<string, Value> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

export function toReport(log: BuildLog, name: string, byLayer: Readonly<Record<string, number>>, featuresOut: number): BuildReport {
  return {
    name,
    inputs: log.inputs.map(({ file, format, features }) => ({ file, format, features })),
    featuresIn: log.featuresIn,
    featuresOut,
    byLayer,
    heightRules: { ...log.heightRules },
    repaired: sorted(log.repaired),
    notDrawn: sorted(log.notDrawn),
    extraParts: log.extraParts,
    rejected: sorted(log.rejected),
    seconds: 0,
  };
}
