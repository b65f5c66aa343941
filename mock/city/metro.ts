import { facts } from './facts';
import type { StationFact } from './facts';
import { densify, distance, footOn, mix, rounded, smooth } from './geometry';
import type { Point } from './plane';
import { toLonLat, toPlane } from './plane';
import { shores } from './rivers';
import type { SourceFeature } from './source';
import { DERIVED, OSM, lineFeature, pointFeature } from './source';
import type { Terrain } from './terrain';

const stationPoint = (station: StationFact): Point => toPlane([station.lon, station.lat]);

/** Line 2 leaves the ground between 大坪 and 佛图关 and goes under again after 黄花园. */
const ELEVATED = { first: '佛图关', last: '黄花园' } as const;

const LIZIBA = ((): StationFact => {
  const found = facts.metro.flatMap((line) => line.stations).find((station) => station.nameZh === '李子坝');
  if (found === undefined) throw new Error('李子坝 is missing from the facts');
  return found;
})();

/** A way between two stations that follows the bank, keeping each station's own distance to it. */
const alongBank = (a: Point, b: Point): Point[] => {
  const shore = shores.yuzhong;
  const fa = footOn(shore, a), fb = footOn(shore, b);
  const out: Point[] = [a];
  const from = fa.segment + fa.t, to = fb.segment + fb.t;
  const steps = Math.max(2, Math.round(distance(a, b) / 70));
  for (let k = 1; k < steps; k++) {
    const t = k / steps;
    const u = from + (to - from) * t;
    const i = Math.floor(u);
    const edge = mix(shore[i] as Point, shore[Math.min(shore.length - 1, i + 1)] as Point, u - i);
    const straight = mix(a, b, t);
    const offset = mix({ x: a.x - fa.point.x, y: a.y - fa.point.y }, { x: b.x - fb.point.x, y: b.y - fb.point.y }, t);
    // towards the bank's own bend in the middle of the way, exactly on the stations at its ends
    const follow = 0.85 * smooth(0, 0.3, Math.min(t, 1 - t));
    out.push(mix(straight, { x: edge.x + offset.x, y: edge.y + offset.y }, follow));
  }
  out.push(b);
  return out;
};

/** The elevated part of Line 2, densified; ends run into the slope. */
export const line2Viaduct = (): { path: Point[]; stations: readonly { readonly station: StationFact; readonly p: Point }[] } => {
  const line = facts.metro.find((metro) => metro.ref === '2');
  if (line === undefined) throw new Error('Line 2 is missing from the facts');
  const names = line.stations.map((station) => station.nameZh);
  const chosen = line.stations.slice(names.indexOf(ELEVATED.first), names.indexOf(ELEVATED.last) + 1).map((station) => ({ station, p: stationPoint(station) }));
  const path: Point[] = [];
  const first = chosen[0], last = chosen[chosen.length - 1];
  if (first === undefined || last === undefined) throw new Error('Line 2 has no elevated stations');
  const portalWest = toPlane([106.5249, 29.5499]), portalEast = toPlane([106.5639, 29.5650]);
  path.push(portalWest);
  chosen.forEach(({ p }, i) => {
    const next = chosen[i + 1]?.p;
    if (next === undefined) path.push(p);
    else path.push(...alongBank(p, next).slice(0, -1));
  });
  path.push(portalEast);
  return { path: densify(rounded(path, 2), 30), stations: chosen };
};

/** Rail-top elevations along the viaduct: about 12 m above ground, smoothed so that a train could climb it. */
export const railElevations = (path: readonly Point[], terrain: Terrain): number[] => {
  const liziba = stationPoint(LIZIBA);
  // higher at 李子坝, where the line runs through the sixth to eighth floors
  const wanted = path.map((p) => terrain.elevation(p) + 12 + 8 * (1 - smooth(60, 260, distance(p, liziba))));
  let out = wanted;
  for (let pass = 0; pass < 60; pass++) {
    out = out.map((z, i) => {
      const mean = ((out[Math.max(0, i - 1)] as number) + (out[Math.min(out.length - 1, i + 1)] as number)) / 2;
      return i === 0 || i === out.length - 1 ? z : Math.max((mean + z) / 2, (wanted[i] as number) - 2);
    });
  }
  return out.map((z) => Math.round(z * 10) / 10);
};

/** Viaduct of Line 2 as a structure. */
export const viaductFeature = (terrain: Terrain): SourceFeature => {
  const { path } = line2Viaduct();
  return lineFeature(path, {
    kind: 'metroLine', id: 'ML-2-viaduct', nameZh: '2号线高架(佛图关—黄花园)', nameEn: 'Line 2 viaduct (Fotuguan – Huanghuayuan)', ...DERIVED, confidence: 'M',
    structure: {
      type: 'monorail-viaduct', widthM: 6, deckElevationsM: railElevations(path, terrain), clearanceM: 12, columnSpacingM: 25,
      colour: facts.metro.find((line) => line.ref === '2')?.colour ?? null,
    },
  });
};

/** Every line through its stations in order, painted on the ground. */
export const metroLines = (): SourceFeature[] => facts.metro.map((line) => {
  const stations = line.stations.map(stationPoint);
  const viaduct = line.ref === '2' ? line2Viaduct() : undefined;
  let path = stations;
  if (viaduct !== undefined) {
    const names = line.stations.map((station) => station.nameZh);
    path = [...stations.slice(0, names.indexOf(ELEVATED.first)), ...viaduct.path, ...stations.slice(names.indexOf(ELEVATED.last) + 1)];
  }
  return lineFeature(path, {
    kind: 'metroLine', id: `ML-${line.ref}`, nameZh: line.nameZh, nameEn: line.nameEn, ref: line.ref, ground: 'metro', colour: line.colour, width: 5,
    stations: line.stations.map((station) => station.nameZh).join('、'), ...OSM, confidence: 'M', note: '站间走向为示意 way between stations is schematic',
  });
});

export interface Interchange { readonly nameZh: string; readonly nameEn: string; readonly p: Point; readonly lines: readonly string[]; readonly inDistrict: boolean }
/** Stops grouped by name: an interchange is one station. Same names far apart stay apart. */
export const interchanges = (): Interchange[] => {
  const groups = new Map<string, { station: StationFact; points: Point[]; lines: string[] }>();
  for (const line of facts.metro) for (const station of line.stations) {
    const group = groups.get(station.nameZh) ?? { station, points: [], lines: [] };
    group.points.push(stationPoint(station));
    group.lines.push(line.ref);
    groups.set(station.nameZh, group);
  }
  return [...groups.values()].map(({ station, points, lines }) => ({
    nameZh: station.nameZh, nameEn: station.nameEn, lines: [...new Set(lines)], inDistrict: station.inDistrict,
    p: { x: points.reduce((sum, p) => sum + p.x, 0) / points.length, y: points.reduce((sum, p) => sum + p.y, 0) / points.length },
  }));
};

export const stationThings = (): SourceFeature[] => interchanges().map((station) => pointFeature(station.p, {
  kind: 'metroStation', id: `MS-${toLonLat(station.p).map((degrees) => Math.round(degrees * 1e4)).join('-')}`, nameZh: `${station.nameZh}站`, nameEn: `${station.nameEn} Station`,
  lines: station.lines, mountHeight: 0, owner: '重庆轨道集团', ...OSM, confidence: 'H',
}));
