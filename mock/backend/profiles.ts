/**
 * How each quantity behaves on a quiet day. Units are those of the property table; hours are local (UTC+8).
 * `min`/`max` keep the quiet city clear of every trigger and its clearing point: only an episode crosses a limit.
 */
export interface Profile {
  readonly mean: number;
  /** Constant difference between objects, ±. */
  readonly spread: number;
  /** Amplitude of the daily curve and the local hour of its peak. */
  readonly daily: number;
  readonly peakHour: number;
  /** Slow wandering and quick jitter, ±. */
  readonly drift: number;
  readonly jitter: number;
  readonly min: number;
  readonly max: number;
}

const p = (mean: number, spread: number, daily: number, peakHour: number, drift: number, jitter: number, min: number, max: number): Profile =>
  ({ mean, spread, daily, peakHour, drift, jitter, min, max });

/** Noise is told by how far it stays under the limit of its place and hour, dB. */
export const NOISE_MARGIN = { least: 3.5, drift: 2, spread: 2, jitter: 1.6 } as const;

export const PROFILES: Readonly<Record<string, Profile>> = {
  septicGasCh4: p(2.4, 1.4, 0.6, 14, 0.7, 0.2, 0.1, 6.5),
  h2s: p(0.8, 0.5, 0.2, 14, 0.3, 0.1, 0, 3),
  carbonMonoxide: p(3, 1.5, 1, 9, 0.8, 0.3, 0, 12),
  oxygen: p(20.7, 0.12, 0.05, 6, 0.06, 0.03, 20.2, 20.9),
  septicTemperature: p(23, 2.5, 1.4, 16, 0.6, 0.1, 15, 35),
  septicLevel: p(44, 18, 3, 21, 3, 0.5, 5, 72),
  riverWaterLevel: p(168, 0, 0, 0, 0.35, 0.01, 160, 178),
  discharge: p(12400, 400, 0, 0, 900, 40, 3000, 40000),
  roadPonding: p(0.4, 0.3, 0, 0, 0.4, 0.1, 0, 2.5),
  rainfall: p(0.2, 0.2, 0, 0, 1.4, 0.1, 0, 12),
  waterQualityClass: p(2, 0, 0, 0, 0.4, 0, 1, 3),
  turbidity: p(62, 18, 4, 12, 14, 3, 5, 150),
  outfallCod: p(23, 5, 3, 10, 3, 0.6, 8, 34),
  outfallNh3n: p(1.9, 0.6, 0.3, 10, 0.3, 0.06, 0.3, 3.4),
  outfallTp: p(0.21, 0.05, 0.03, 10, 0.03, 0.01, 0.05, 0.34),
  outfallPh: p(7.4, 0.3, 0.1, 12, 0.15, 0.04, 6.5, 8.5),
  noise: p(49, 3, 4.5, 15, 1.5, 2.4, 36, 57),
  windDirection: p(190, 25, 0, 0, 70, 12, 0, 359),
  windSpeed: p(1.9, 0.4, 0.7, 15, 0.8, 0.3, 0.1, 6.5),
  pm25: p(33, 6, 7, 9, 6, 1.5, 8, 62),
  pm10: p(57, 11, 11, 9, 9, 3, 15, 125),
  bridgeStrain: p(0.36, 0.1, 0.07, 18, 0.04, 0.02, 0.05, 0.6),
  bridgeDeflection: p(0.28, 0.08, 0.06, 18, 0.04, 0.02, 0.04, 0.52),
  bridgeAcceleration: p(0.034, 0.012, 0.016, 18, 0.008, 0.006, 0.004, 0.085),
  cableForce: p(1.6, 0.9, 0.3, 15, 0.4, 0.1, 0, 4.2),
  pierTilt: p(0.006, 0.003, 0.001, 15, 0.002, 0.0005, 0, 0.016),
  pierSettlement: p(1.6, 0.9, 0, 0, 0.25, 0.1, 0, 4),
  pierScour: p(0.14, 0.08, 0, 0, 0.02, 0.01, 0, 0.38),
  expansionJoint: p(44, 10, 9, 15, 3, 0.5, 10, 72),
  girderTemperature: p(24, 2, 6, 15, 1.5, 0.2, 4, 52),
  vehicleWeight: p(14, 5, 2, 10, 5, 4, 3, 42),
  slopeDisplacement: p(0.35, 0.2, 0, 0, 0.2, 0.05, 0, 1.4),
  rockCrack: p(0.22, 0.12, 0, 0, 0.12, 0.03, 0, 1.3),
  rockTilt: p(0.02, 0.01, 0, 0, 0.01, 0.002, 0, 0.07),
  porePressure: p(38, 9, 0.5, 5, 2, 0.2, 10, 80),
  crowdDensity: p(0.55, 0.25, 0.45, 19, 0.2, 0.08, 0, 1.6),
  crowdInflow: p(70, 25, 50, 18, 15, 6, 0, 190),
  crowdOutflow: p(70, 25, 50, 20, 15, 6, 0, 190),
  footbridgeLoad: p(15, 5, 8, 18, 4, 1.5, 0, 42),
  manholeTilt: p(0.6, 0.4, 0, 0, 0.1, 0.05, 0, 2.4),
  manholeWaterLevel: p(-2.8, 0.7, 0.15, 20, 0.15, 0.02, -5, -1.3),
  gasPipelineSpace: p(0.6, 0.4, 0.1, 14, 0.2, 0.05, 0, 3.4),
  streetLampCurrent: p(100, 1.5, 0.4, 20, 0.8, 0.6, 95, 106),
  soilMoisture: p(76, 6, 1.5, 6, 2, 0.3, 64, 90),
  soilMoisture20: p(76, 6, 1.5, 6, 2, 0.3, 64, 90),
  soilMoisture40: p(76, 6, 1.5, 6, 2, 0.3, 64, 90),
  pestCount: p(5, 3, 0, 0, 3, 0, 0, 14),
  ancientTreeTilt: p(0.04, 0.03, 0.005, 15, 0.01, 0.004, 0, 0.14),
  tunnelCo: p(18, 4, 9, 18, 3, 1.5, 2, 38),
  fireWaterPressure: p(0.46, 0.06, 0.02, 4, 0.02, 0.01, 0.2, 0.7),
  liftState: p(0, 0, 0, 0, 0, 0, 0, 0),
  deviceBattery: p(74, 14, 0, 0, 8, 0.3, 30, 100),
  videoDetections: p(46, 24, 26, 17, 10, 4, 0, 200),
  vehicleSpeed: p(28, 8, 3, 22, 8, 5, 0, 58),
  streetLampLeakage: p(42, 18, 4, 4, 6, 3, 5, 140),
  dissolvedOxygen: p(6.9, 0.2, 0.15, 15, 0.15, 0.04, 6.3, 7.4),
  permanganateIndex: p(3.1, 0.25, 0.1, 10, 0.25, 0.05, 2.2, 3.8),
  ammoniaNitrogen: p(0.33, 0.05, 0.02, 10, 0.05, 0.01, 0.17, 0.47),
  totalPhosphorus: p(0.075, 0.008, 0.003, 10, 0.008, 0.002, 0.04, 0.096),
  waterPh: p(7.9, 0.15, 0.08, 14, 0.1, 0.03, 7.2, 8.5),
  parkingFree: p(38, 16, 14, 4, 6, 1, 2, 100),
};
