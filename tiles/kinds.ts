/**
 * The object kinds a source may name in its `kind` property. The cockpit's domain holds the same list; `tiles` may not
 * import it (it must run from a command line alone), so a test compares the two.
 */
export const KINDS = [
  'building', 'bridge', 'bridgeMember', 'footbridge', 'tunnel', 'riverReach', 'outfall', 'slope', 'septicTank', 'manhole',
  'streetLamp', 'tree', 'camera', 'noiseMonitor', 'airMonitor', 'rainGauge', 'waterLevelGauge', 'soilStation', 'pestTrap',
  'crowdCounter', 'vehicle', 'worker', 'uav', 'gridCell', 'parkingLot', 'lift',
  'bridgeSensor', 'landmark', 'metroStation', 'metroLine', 'road', 'water', 'green', 'district', 'poi',
] as const;
export type Kind = (typeof KINDS)[number];

const known: ReadonlySet<string> = new Set(KINDS);
export const isKind = (text: unknown): text is Kind => typeof text === 'string' && known.has(text);
