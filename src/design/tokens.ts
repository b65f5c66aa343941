/**
 * Every colour of the cockpit, in two themes. It is the only home of hex colours in the project: `tokens.css`, the globe,
 * the inspector and the charts all read from here, so that a level means one thing everywhere.
 * Reasons and contrast ratios: the art direction in the design notes (blue-hour graphite, light clay).
 */
import type { Condition, WarningLevel } from '../domain/state';

export type ThemeName = 'dark' | 'light';

/** `fill` paints the shape, `ink` the numeral on it, `text` words on bg.1, `outline` the rim that keeps the shape ≥ 3 : 1. */
export interface StateColour { readonly fill: string; readonly ink: string; readonly text: string; readonly outline: string }

export interface InterfacePalette {
  readonly bg0: string; readonly bg1: string; readonly bg2: string;
  readonly line: string;
  readonly text1: string; readonly text2: string; readonly text3: string;
  /** Controls, focus and links only; never a state. */
  readonly accent: string;
  /** Ink on an accent-filled control. */
  readonly accentInk: string;
  readonly select: string;
  /** Halo behind labels over the 3D. */
  readonly halo: string;
  /** Panel ground over the 3D, slightly translucent. */
  readonly panel: string;
  readonly shadow: string;
}

/** Painted ground; the same keys as the city worker's ground style. */
export interface GroundPalette {
  readonly base: string; readonly green: string; readonly square: string; readonly water: string; readonly shore: string;
  readonly minorRoad: string; readonly mainRoad: string; readonly riversideRoad: string; readonly path: string; readonly rail: string;
  readonly boundary: string; readonly gridCell: string; readonly parkingLot: string; readonly contour: string;
  readonly reliefLight: string; readonly reliefShade: string; readonly reliefStrength: number;
  readonly showGrid: boolean; readonly showMetro: boolean; readonly showRoads: boolean;
}

/** What a surface is made of; the names of the city worker's material list. */
export type MaterialName =
  | 'building' | 'deck' | 'lowerDeck' | 'girder' | 'truss' | 'pier' | 'pylon' | 'cable' | 'hanger' | 'arch' | 'rail' | 'railing'
  | 'wall' | 'roof' | 'glass' | 'stone' | 'gold' | 'water' | 'vegetation' | 'trunk' | 'pole' | 'lampHead' | 'device' | 'cover' | 'vehicle'
  | 'hole' | 'blade';

export interface KeyLight { readonly colour: string; readonly azimuthDegrees: number; readonly elevationDegrees: number; readonly intensity: number; readonly ambient: number }

export interface ScenePalette {
  readonly sky: string; readonly horizon: string; readonly fog: string;
  readonly keyLight: KeyLight;
  readonly buildingWall: string; readonly buildingRoof: string;
  readonly waterDeep: string; readonly waterShallow: string; readonly waterGlint: string;
  /** Roads under high water. */
  readonly flood: string;
  /** Surface-water classes I, II, III, IV, V and worse than V (GB 3838); the usual order of hues, muted so that no class passes for a warning. */
  readonly waterClasses: readonly [string, string, string, string, string, string];
  /** Cells of a counted crowd below its first limit: no level, so none of their colours. */
  readonly crowdCalm: string;
  /** `strength` is [lowest, highest] emissive share of a lit window; [0, 0] = off. */
  readonly windowGlow: { readonly colour: string; readonly strength: readonly [number, number] };
  readonly select: string;
  readonly hover: string;
  /** Halo and ink of labels over the 3D. */
  readonly label: string; readonly labelHalo: string; readonly labelMuted: string;
  /** 45° hatch over objects without data: the darker line colour. */
  readonly hatch: string;
  readonly routeNeutral: string;
  readonly materials: Readonly<Record<MaterialName, string>>;
  readonly ground: GroundPalette;
}

/** Studio of the inspector (three.js). */
export interface StudioPalette { readonly background: string; readonly floor: string; readonly model: string; readonly modelDark: string; readonly keyLight: string; readonly rimLight: string; readonly ghost: string; readonly cut: string }

export interface Theme {
  readonly ui: InterfacePalette;
  readonly state: Readonly<Record<Condition, StateColour>>;
  readonly scene: ScenePalette;
  readonly studio: StudioPalette;
}

/** Pictures the demo draws in place of photographs: muted daylight, the same in both themes, like a photograph. `band` lies under the words. */
export const drawnPicture = {
  sky: '#CFD8DC', duskSky: '#8FA3AD', pavement: '#B0BEC5', road: '#78909C', asphalt: '#5B6A72', marking: '#ECEFF1', band: '#102027', ink: '#FFFFFF',
  heaps: ['#8A6D3B', '#6B7280', '#7C8A3B', '#9A5B4F'],
  facades: ['#A9B0AE', '#B5ABA0', '#9FA9B5', '#B2A6A6', '#A3AE9F', '#ADA6B4'],
  cars: ['#93A7B5', '#B59C93', '#9DB596', '#B5AE93', '#A393B5'],
} as const;

const groundSwitches = { showGrid: false, showMetro: true, showRoads: true } as const;

const dark: Theme = {
  ui: {
    bg0: '#0B1017', bg1: '#121A24', bg2: '#1B2632', line: '#2B3947',
    text1: '#F2F6FA', text2: '#C3CDD7', text3: '#93A0AD',
    accent: '#3DEBC8', accentInk: '#06231D', select: '#F2F6FA',
    halo: '#070A0FD9', panel: '#121A24F2', shadow: '#04070B99',
  },
  state: {
    I: { fill: '#F5333F', ink: '#FFFFFF', text: '#FF5A63', outline: '#F5333F' },
    II: { fill: '#FF8A1F', ink: '#1A1206', text: '#FF8A1F', outline: '#FF8A1F' },
    III: { fill: '#FFEE6B', ink: '#1A1400', text: '#FFEE6B', outline: '#FFEE6B' },
    IV: { fill: '#4C9DFF', ink: '#06131F', text: '#4C9DFF', outline: '#4C9DFF' },
    normal: { fill: '#B4BDC7', ink: '#121A24', text: '#C3CDD7', outline: '#B4BDC7' },
    late: { fill: '#B4BDC7', ink: '#121A24', text: '#93A0AD', outline: '#B4BDC7' },
    stale: { fill: '#93A0AD', ink: '#121A24', text: '#93A0AD', outline: '#93A0AD' },
    offline: { fill: '#727E8B', ink: '#F2F6FA', text: '#93A0AD', outline: '#727E8B' },
    maintenance: { fill: '#C3CDD7', ink: '#121A24', text: '#C3CDD7', outline: '#C3CDD7' },
    noFeed: { fill: '#727E8B', ink: '#F2F6FA', text: '#93A0AD', outline: '#727E8B' },
  },
  scene: {
    sky: '#101E31', horizon: '#4A6078', fog: '#22324A',
    keyLight: { colour: '#B9CBE6', azimuthDegrees: 140, elevationDegrees: 26, intensity: 1.35, ambient: 0.3 },
    buildingWall: '#25303D', buildingRoof: '#3A4858',
    waterDeep: '#0B2C3B', waterShallow: '#15414F', waterGlint: '#A3CEDB',
    flood: '#5FC3E6',
    crowdCalm: '#5E8C86',
    waterClasses: ['#3F93A8', '#2F6F9E', '#3C7F58', '#9A8B3C', '#99602F', '#7C3F55'],
    windowGlow: { colour: '#FFDD9E', strength: [0.28, 0.62] },
    select: '#F2F6FA', hover: '#93A0AD',
    label: '#F2F6FA', labelHalo: '#070A0FD9', labelMuted: '#93A0AD', hatch: '#10161E', routeNeutral: '#56687A',
    materials: {
      building: '#1F2934', deck: '#26313D', lowerDeck: '#222C37', girder: '#2B3743', truss: '#33404D', pier: '#27323E',
      pylon: '#343F4C', cable: '#4A5866', hanger: '#435060', arch: '#36434F', rail: '#3A4756', railing: '#2F3B48',
      wall: '#1F2934', roof: '#2A3542', glass: '#1A2C38', stone: '#2D3640', gold: '#5A4F36', water: '#0E2A35',
      vegetation: '#1B2D24', trunk: '#2A2723', pole: '#3A4654', lampHead: '#8C8166', device: '#46535F', cover: '#6A7682', vehicle: '#4B5763',
      hole: '#05080C', blade: '#9AA7B4',
    },
    ground: {
      base: '#141C26', green: '#1A2E27', square: '#222D39', water: '#0B2C3B', shore: '#1B3F4B',
      minorRoad: '#283442', mainRoad: '#3C4A59', riversideRoad: '#465667', path: '#222D38', rail: '#435161',
      boundary: '#3A4756', gridCell: '#2B3947', parkingLot: '#1E2731', contour: '#FFFFFF0F',
      reliefLight: '#3D5166', reliefShade: '#05080C', reliefStrength: 0.55, ...groundSwitches,
    },
  },
  studio: { background: '#0F161E', floor: '#151E28', model: '#C9D1D9', modelDark: '#8A96A3', keyLight: '#FFF6EA', rimLight: '#9FB6D6', ghost: '#3A4756', cut: '#F2F6FA' },
};

const light: Theme = {
  ui: {
    bg0: '#F3F5F7', bg1: '#FFFFFF', bg2: '#E3E8ED', line: '#C9D1D9',
    text1: '#111820', text2: '#3D4955', text3: '#5B6875',
    accent: '#00796B', accentInk: '#FFFFFF', select: '#111820',
    halo: '#FFFFFFD9', panel: '#FFFFFFF5', shadow: '#11182033',
  },
  state: {
    I: { fill: '#D7263D', ink: '#FFFFFF', text: '#B3162B', outline: '#D7263D' },
    II: { fill: '#F58A07', ink: '#1A1206', text: '#9A4A00', outline: '#111820' },
    III: { fill: '#FFD60A', ink: '#1A1400', text: '#6B5400', outline: '#111820' },
    IV: { fill: '#1B6FE0', ink: '#FFFFFF', text: '#1257B8', outline: '#1B6FE0' },
    normal: { fill: '#5B6875', ink: '#FFFFFF', text: '#3D4955', outline: '#5B6875' },
    late: { fill: '#5B6875', ink: '#FFFFFF', text: '#5B6875', outline: '#5B6875' },
    stale: { fill: '#5B6875', ink: '#FFFFFF', text: '#5B6875', outline: '#5B6875' },
    offline: { fill: '#5B6875', ink: '#FFFFFF', text: '#5B6875', outline: '#5B6875' },
    maintenance: { fill: '#3D4955', ink: '#FFFFFF', text: '#3D4955', outline: '#3D4955' },
    noFeed: { fill: '#5B6875', ink: '#FFFFFF', text: '#5B6875', outline: '#5B6875' },
  },
  scene: {
    sky: '#C8DCE8', horizon: '#DDE6EC', fog: '#E8EEF2',
    keyLight: { colour: '#FFF4E2', azimuthDegrees: 225, elevationDegrees: 45, intensity: 1.6, ambient: 0.55 },
    buildingWall: '#E9ECEF', buildingRoof: '#F7F8F9',
    waterDeep: '#9FC3CF', waterShallow: '#B7D3DC', waterGlint: '#FFFFFF',
    flood: '#1F86B4',
    crowdCalm: '#7FB0A9',
    waterClasses: ['#6FB9CB', '#5D98C6', '#6DAE87', '#C4B258', '#C98B57', '#A8647C'],
    windowGlow: { colour: '#FFE6B3', strength: [0, 0] },
    select: '#111820', hover: '#5B6875',
    label: '#111820', labelHalo: '#FFFFFFD9', labelMuted: '#5B6875', hatch: '#B4BDC7', routeNeutral: '#8A96A3',
    materials: {
      building: '#E9ECEF', deck: '#CBD3DA', lowerDeck: '#BEC7CF', girder: '#C6CED5', truss: '#B9C3CC', pier: '#D3D9DE',
      pylon: '#DCE1E6', cable: '#8F9BA7', hanger: '#9AA5B0', arch: '#C0C9D1', rail: '#97A2AD', railing: '#C3CBD2',
      wall: '#E9ECEF', roof: '#F7F8F9', glass: '#CFDDE4', stone: '#DAD8D2', gold: '#D9CBA3', water: '#B7D3DC',
      vegetation: '#B4C6AC', trunk: '#A89F92', pole: '#9AA5B0', lampHead: '#E8DFC6', device: '#8794A1', cover: '#717D89', vehicle: '#98A4AF',
      hole: '#2B333C', blade: '#F2F6FA',
    },
    ground: {
      base: '#DDE3E8', green: '#C9D6C2', square: '#E6EAEE', water: '#9FC3CF', shore: '#B7D3DC',
      minorRoad: '#D3DADF', mainRoad: '#CBD3DA', riversideRoad: '#C0CAD2', path: '#D8DEE3', rail: '#A9B4BE',
      boundary: '#93A0AD', gridCell: '#B4BDC7', parkingLot: '#D0D7DD', contour: '#1118200F',
      reliefLight: '#FFFFFF', reliefShade: '#8C9AA6', reliefStrength: 0.35, ...groundSwitches,
    },
  },
  studio: { background: '#EEF1F4', floor: '#E3E8ED', model: '#C9D1D9', modelDark: '#9AA5B0', keyLight: '#FFF4E2', rimLight: '#FFFFFF', ghost: '#D3DADF', cut: '#111820' },
};

export const themes: Readonly<Record<ThemeName, Theme>> = { dark, light };

/** Levels from worst to least; the order of every list and legend. */
export const LEVELS: readonly WarningLevel[] = ['I', 'II', 'III', 'IV'];

/** Text sizes in u × k (root font = 16 u × k px), named by use. Source: type scale of the design notes. */
export const textSizes = { caption: 14, body: 16, title: 20, section: 24, value: 32, kpi: 48, hero: 72 } as const;

/** Spacing steps in u. */
export const spacing = [4, 8, 12, 16, 24, 32, 48] as const;

/** Milliseconds: state change, panel, camera flight, number roll. */
export const motionMs = { state: 200, panel: 300, camera: 1800, roll: 400 } as const;

/** Pulse of an unacknowledged level, Hz; others never pulse. */
export const pulseHz: Readonly<Record<WarningLevel, number>> = { I: 1, II: 0.5, III: 0, IV: 0 };
