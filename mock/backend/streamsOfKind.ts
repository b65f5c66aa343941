/** Which datastreams an object carries, by its kind and, where a kind has several sorts, by its id and name. */
import { devicesOfKind } from './devices';
import { hashText } from './hash';

const BY_KIND: Readonly<Record<string, readonly string[]>> = {
  bridge: ['vehicleWeight', 'girderTemperature'],
  footbridge: ['footbridgeLoad'],
  tunnel: ['tunnelCo', 'roadPonding'],
  riverReach: ['riverWaterLevel', 'discharge', 'waterQualityClass', 'turbidity', 'dissolvedOxygen', 'permanganateIndex', 'ammoniaNitrogen', 'totalPhosphorus', 'waterPh'],
  outfall: ['outfallCod', 'outfallNh3n', 'outfallTp', 'outfallPh'],
  slope: ['slopeDisplacement', 'rockCrack', 'rockTilt', 'porePressure'],
  septicTank: ['septicGasCh4', 'h2s', 'septicTemperature', 'septicLevel'],
  manhole: ['manholeTilt', 'manholeWaterLevel', 'gasPipelineSpace'],
  streetLamp: ['streetLampCurrent'],
  tree: ['soilMoisture'],
  camera: ['videoDetections'],
  noiseMonitor: ['noise'],
  airMonitor: ['pm25', 'pm10', 'windDirection', 'windSpeed'],
  rainGauge: ['rainfall'],
  waterLevelGauge: ['riverWaterLevel'],
  soilStation: ['soilMoisture', 'soilMoisture20', 'soilMoisture40'],
  pestTrap: ['pestCount'],
  crowdCounter: ['crowdDensity', 'crowdInflow', 'crowdOutflow'],
  vehicle: ['vehicleSpeed'],
  worker: [],
  uav: ['deviceBattery'],
  parkingLot: ['parkingFree'],
  lift: ['liftState'],
};

/** Words in a bridge sensor's id or name and the quantity they mean; the first that is found counts. */
const SENSOR_WORDS: readonly (readonly [RegExp, string])[] = [
  [/cable|索力|拉索|hanger|吊杆|吊索/i, 'cableForce'],
  [/strain|应变/i, 'bridgeStrain'],
  [/deflect|挠度|displac|位移(?!缝)/i, 'bridgeDeflection'],
  [/accel|vibrat|振动|加速度/i, 'bridgeAcceleration'],
  [/tilt|倾斜|倾角|inclin/i, 'pierTilt'],
  [/joint|伸缩缝/i, 'expansionJoint'],
  [/temp|温度/i, 'girderTemperature'],
  [/weigh|wim|荷载|称重/i, 'vehicleWeight'],
];
const SENSOR_CYCLE = ['bridgeStrain', 'bridgeDeflection', 'bridgeAcceleration', 'cableForce', 'pierTilt', 'expansionJoint'] as const;

/** One lamp in so many stands at a cabinet, where leakage is measured. */
const LAMPS_PER_CABINET = 12;

/** Property keys of one object, states of its devices last; empty for an object that sends no values; null for a kind that no feed belongs to. */
export function streamsOfKind(kind: string, id: string, name: string): readonly string[] | null {
  const measured = measuredBy(kind, id, name);
  return measured && [...measured, ...devicesOfKind(kind)];
}

function measuredBy(kind: string, id: string, name: string): readonly string[] | null {
  const text = `${id} ${name}`;
  if (kind === 'bridgeMember') return /pylon|tower|pier/i.test(id) ? ['pierTilt', 'pierSettlement', 'pierScour'] : ['bridgeStrain'];
  if (kind === 'bridgeSensor') {
    const word = SENSOR_WORDS.find(([pattern]) => pattern.test(text));
    return [word?.[1] ?? SENSOR_CYCLE[hashText(id) % SENSOR_CYCLE.length] ?? 'bridgeStrain'];
  }
  if (kind === 'waterLevelGauge' && /pond|积水|underpass|下穿|低洼/i.test(text)) return ['roadPonding'];
  if (kind === 'tree' && /ancient|古树|古黄葛/i.test(text)) return ['ancientTreeTilt', 'soilMoisture'];
  if (kind === 'streetLamp' && hashText(id) % LAMPS_PER_CABINET === 0) return ['streetLampCurrent', 'streetLampLeakage'];
  if (kind === 'uav' && /usv|无人船/i.test(text)) return ['deviceBattery', 'turbidity'];
  return BY_KIND[kind] ?? null;
}

/** Share of a kind's devices that are off line at any time, and in maintenance. */
export function outageShare(kind: string): { readonly offline: number; readonly maintenance: number } {
  if (kind === 'camera') return { offline: 0.028, maintenance: 0.004 };
  if (kind === 'septicTank' || kind === 'bridgeSensor') return { offline: 0.012, maintenance: 0.006 };
  if (kind === 'vehicle' || kind === 'uav') return { offline: 0.06, maintenance: 0.02 };
  if (kind === 'worker') return { offline: 0.08, maintenance: 0 };
  if (kind === 'bridge' || kind === 'riverReach' || kind === 'waterLevelGauge' || kind === 'tunnel' || kind === 'footbridge') return { offline: 0, maintenance: 0 };
  return { offline: 0.02, maintenance: 0.004 };
}
