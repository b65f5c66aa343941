/** The object kinds of the cockpit; ids are those of the object-kind reference. */
export const KINDS = [
  'building', 'bridge', 'bridgeMember', 'footbridge', 'tunnel', 'riverReach', 'outfall', 'slope', 'septicTank', 'manhole',
  'streetLamp', 'tree', 'camera', 'noiseMonitor', 'airMonitor', 'rainGauge', 'waterLevelGauge', 'soilStation', 'pestTrap',
  'crowdCounter', 'vehicle', 'worker', 'uav', 'gridCell', 'parkingLot', 'lift',
  // things of the demo that the reference names by their sensor, and static map features
  'bridgeSensor', 'landmark', 'metroStation', 'metroLine', 'road', 'water', 'green', 'district', 'poi',
] as const;
export type Kind = (typeof KINDS)[number];

const known = new Set<string>(KINDS);
export const isKind = (text: string): text is Kind => known.has(text);

/** Groups of the layer panel, in display order. */
export const KIND_GROUPS = {
  fabric: ['building', 'landmark', 'bridge', 'footbridge', 'tunnel', 'metroLine', 'metroStation', 'road'],
  water: ['riverReach', 'waterLevelGauge', 'outfall', 'rainGauge', 'water'],
  safety: ['slope', 'septicTank', 'bridgeSensor', 'bridgeMember', 'manhole', 'lift', 'crowdCounter'],
  environment: ['noiseMonitor', 'airMonitor', 'soilStation', 'pestTrap', 'tree', 'green'],
  municipal: ['streetLamp', 'camera', 'parkingLot', 'gridCell'],
  moving: ['vehicle', 'worker', 'uav'],
  other: ['poi', 'district'],
} as const satisfies Record<string, readonly Kind[]>;
export type KindGroup = keyof typeof KIND_GROUPS;
