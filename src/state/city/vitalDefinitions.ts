/** The city vital signs the overview can show, with default bands; values come from the back end. Bands are per-city configuration. */
import type { Kind } from '../../domain/kind';

export interface VitalDefinition {
  readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly unit: string; readonly group: string;
  readonly band: readonly [number | null, number | null]; readonly sources: readonly Kind[];
  /** Reported by a subsystem that the demo simulates, not by a sensor of the city; `id` = the connected one of `GET subsystems` that hands it on. */
  readonly subsystem?: { readonly id: string; readonly zh: string; readonly en: string };
}

/** The safety supervision of city operation hands on what the utilities, the metro, traffic and the fire brigade report. */
const SAFETY = 'operation-safety';

export const VITAL_DEFINITIONS: readonly VitalDefinition[] = [
  { id: 'waterPressure', nameZh: '供水压力', nameEn: 'Water-supply pressure', unit: 'MPa', group: 'facility', band: [0.2, 0.6], sources: [], subsystem: { id: SAFETY, zh: '供水子系统（模拟）', en: 'water supply (simulated subsystem)' } },
  { id: 'waterQualityPass', nameZh: '供水水质合格率', nameEn: 'Supplied-water quality pass rate', unit: '%', group: 'facility', band: [99, 100], sources: [], subsystem: { id: SAFETY, zh: '供水子系统（模拟）', en: 'water supply (simulated subsystem)' } },
  { id: 'electricLoad', nameZh: '用电负荷', nameEn: 'Electric load', unit: '%', group: 'facility', band: [20, 85], sources: [], subsystem: { id: SAFETY, zh: '供电子系统（模拟）', en: 'power supply (simulated subsystem)' } },
  { id: 'gasPressure', nameZh: '供气压力', nameEn: 'Gas-supply pressure', unit: 'kPa', group: 'facility', band: [2, 3.5], sources: [], subsystem: { id: SAFETY, zh: '燃气子系统（模拟）', en: 'gas supply (simulated subsystem)' } },
  { id: 'baseStationOnline', nameZh: '通信基站在线率', nameEn: 'Base-station online rate', unit: '%', group: 'facility', band: [98, 100], sources: [], subsystem: { id: SAFETY, zh: '通信子系统（模拟）', en: 'mobile network (simulated subsystem)' } },
  { id: 'bridgeHealth', nameZh: '桥梁健康度', nameEn: 'Bridge health index', unit: '0-100', group: 'facility', band: [80, 100], sources: ['bridge', 'bridgeSensor'] },
  { id: 'tunnelAvailability', nameZh: '隧道可用率', nameEn: 'Tunnel availability', unit: '%', group: 'facility', band: [99, 100], sources: ['tunnel'] },
  { id: 'metroPunctuality', nameZh: '轨道准点率', nameEn: 'Metro punctuality', unit: '%', group: 'facility', band: [98, 100], sources: [], subsystem: { id: SAFETY, zh: '轨道交通子系统（模拟）', en: 'metro (simulated subsystem)' } },
  { id: 'sewerLevelExceed', nameZh: '管网液位超限数', nameEn: 'Sewer-level exceedances', unit: 'count', group: 'facility', band: [0, 3], sources: ['manhole'] },
  { id: 'lampLitRate', nameZh: '路灯亮灯率', nameEn: 'Lamp-lit rate', unit: '%', group: 'facility', band: [98, 100], sources: ['streetLamp'] },
  { id: 'manholeAbnormal', nameZh: '井盖异常数', nameEn: 'Abnormal manhole covers', unit: 'count', group: 'facility', band: [0, 2], sources: ['manhole'] },
  { id: 'septicExceed', nameZh: '化粪池超限数', nameEn: 'Septic tanks over the limit', unit: 'count', group: 'facility', band: [0, 0], sources: ['septicTank'] },
  { id: 'liftTrapped', nameZh: '电梯困人', nameEn: 'Persons trapped in lifts', unit: 'count', group: 'facility', band: [0, 0], sources: ['lift'] },
  { id: 'congestionIndex', nameZh: '拥堵指数', nameEn: 'Congestion index', unit: '1-10', group: 'traffic', band: [1, 4], sources: [], subsystem: { id: SAFETY, zh: '交通子系统（模拟）', en: 'traffic (simulated subsystem)' } },
  { id: 'parkingFree', nameZh: '停车空余率', nameEn: 'Free parking', unit: '%', group: 'traffic', band: [15, 100], sources: ['parkingLot'] },
  { id: 'passengerFlow', nameZh: '客流', nameEn: 'Passenger flow', unit: 'persons/h', group: 'traffic', band: [0, 60000], sources: ['crowdCounter'] },
  { id: 'aqi', nameZh: '空气质量指数', nameEn: 'Air quality index', unit: 'AQI', group: 'environment', band: [0, 100], sources: ['airMonitor'] },
  { id: 'pm25', nameZh: 'PM2.5', nameEn: 'PM2.5', unit: 'µg/m³', group: 'environment', band: [0, 75], sources: ['airMonitor'] },
  { id: 'riverQualityPass', nameZh: '河流水质达标率', nameEn: 'River water-quality pass rate', unit: '%', group: 'environment', band: [95, 100], sources: ['riverReach'] },
  { id: 'noisePass', nameZh: '噪声达标率', nameEn: 'Noise pass rate', unit: '%', group: 'environment', band: [90, 100], sources: ['noiseMonitor'] },
  { id: 'geoWarnings', nameZh: '地灾预警数', nameEn: 'Geohazard warnings', unit: 'count', group: 'safety', band: [0, 0], sources: ['slope'] },
  { id: 'rain', nameZh: '雨量', nameEn: 'Rain', unit: 'mm/h', group: 'safety', band: [0, 8], sources: ['rainGauge'] },
  { id: 'stageMargin', nameZh: '水位距警戒', nameEn: 'Margin to warning stage', unit: 'm', group: 'safety', band: [1, 40], sources: ['waterLevelGauge'] },
  { id: 'crowdDensity', nameZh: '重点场所人流密度', nameEn: 'Crowd density at key places', unit: 'persons/m2', group: 'safety', band: [0, 2], sources: ['crowdCounter'] },
  { id: 'fireAlarms', nameZh: '火警', nameEn: 'Fire alarms', unit: 'count', group: 'safety', band: [0, 0], sources: [], subsystem: { id: SAFETY, zh: '消防子系统（模拟）', en: 'fire brigade (simulated subsystem)' } },
  { id: 'filedToday', nameZh: '今日立案', nameEn: 'Cases filed today', unit: 'cases', group: 'governance', band: [null, null], sources: [] },
  { id: 'closedToday', nameZh: '今日结案', nameEn: 'Cases closed today', unit: 'cases', group: 'governance', band: [null, null], sources: [] },
  { id: 'onTimeClosing', nameZh: '按期结案率', nameEn: 'On-time closing rate', unit: '%', group: 'governance', band: [95, 100], sources: [] },
  { id: 'overdueOpen', nameZh: '超期未处置', nameEn: 'Overdue and unhandled cases', unit: 'cases', group: 'governance', band: [0, 5], sources: [] },
  { id: 'satisfaction', nameZh: '满意度', nameEn: 'Satisfaction', unit: '%', group: 'governance', band: [95, 100], sources: [] },
  { id: 'deviceOnline', nameZh: '感知设备在线率', nameEn: 'Sensing-device online rate', unit: '%', group: 'governance', band: [95, 100], sources: [] },
  { id: 'videoOnline', nameZh: '视频在线率', nameEn: 'Video online rate', unit: '%', group: 'governance', band: [95, 100], sources: ['camera'] },
];
