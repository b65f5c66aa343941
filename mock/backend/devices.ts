/** Actuators the demo city has. What an order or a device says about them is kept as a reading of a state property of the same object. */
export interface Device { readonly device: string; readonly zh: string; readonly en: string; readonly kinds: readonly string[] }

export const DEVICES: readonly Device[] = [
  { device: 'fan', zh: '风机', en: 'Fan', kinds: ['septicTank', 'tunnel'] },
  { device: 'ledSign', zh: 'LED 屏', en: 'LED sign', kinds: ['footbridge', 'crowdCounter', 'bridge', 'tunnel', 'noiseMonitor', 'waterLevelGauge'] },
  { device: 'broadcast', zh: '广播', en: 'Loudspeaker', kinds: ['crowdCounter', 'noiseMonitor', 'slope', 'footbridge'] },
  { device: 'siren', zh: '警报器', en: 'Siren', kinds: ['slope', 'waterLevelGauge', 'rainGauge'] },
  { device: 'roadGate', zh: '道闸', en: 'Road gate', kinds: ['waterLevelGauge', 'bridge', 'tunnel', 'slope'] },
  { device: 'entranceGate', zh: '入口闸机', en: 'Entrance gate', kinds: ['crowdCounter', 'footbridge'] },
  { device: 'pump', zh: '排水泵', en: 'Drainage pump', kinds: ['waterLevelGauge', 'tunnel', 'manhole'] },
  { device: 'mist', zh: '雾炮', en: 'Mist cannon', kinds: ['airMonitor'] },
  { device: 'valve', zh: '闸阀', en: 'Valve', kinds: ['outfall'] },
];
export const statePropertyOf = (device: string): string => `${device}State`;
/** Covers stay without pumps: there are thousands of them. */
const UNFITTED = new Set(['manhole']);
export const devicesOfKind = (kind: string): readonly string[] =>
  (UNFITTED.has(kind) ? [] : DEVICES.filter((item) => item.kinds.includes(kind)).map((item) => statePropertyOf(item.device)));
