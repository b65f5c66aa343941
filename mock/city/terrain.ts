import { facts } from './facts';
import { clamp, distance, footOn, smooth } from './geometry';
import type { Point } from './plane';
import { METRES_PER_LAT, METRES_PER_LON, planeLine, toPlane } from './plane';
import { noise } from './random';
import type { Bank } from './rivers';
import { shoreAt } from './rivers';

/** Grid of the written terrain: 0.000125 degrees are 12.1 m by 13.9 m here. */
export const TERRAIN_GRID = { west: 106.455, south: 29.505, cell: 0.000125, columns: 1360, rows: 840 } as const;

export interface Terrain {
  readonly heights: Float32Array;
  elevation(p: Point): number;
  /** Metres to the high-water edge, negative in the river. */
  shoreDistance(p: Point): number;
  bank(p: Point): Bank;
  /** Steepest rise as metres per metre, over about 40 m, and the direction it points to (radians from east). */
  slope(p: Point): { readonly grade: number; readonly up: number };
}

const dx = TERRAIN_GRID.cell * METRES_PER_LON, dy = TERRAIN_GRID.cell * METRES_PER_LAT;
const corner = toPlane([TERRAIN_GRID.west, TERRAIN_GRID.south]);

/** Fall from ridge (1) to bank (0) over the way between them: [way, height]. More than half of it lies in the middle third. */
const PROFILE_NORTH: readonly (readonly [number, number])[] = [[0, 1], [0.33, 0.92], [0.5, 0.74], [0.66, 0.34], [0.82, 0.12], [1, 0]];
const PROFILE_SOUTH: readonly (readonly [number, number])[] = [[0, 1], [0.2, 0.95], [0.33, 0.83], [0.5, 0.5], [0.66, 0.25], [0.84, 0.13], [1, 0]];

const along = (profile: readonly (readonly [number, number])[], t: number): number => {
  for (let i = 0; i + 1 < profile.length; i++) {
    const [t0, f0] = profile[i] as readonly [number, number], [t1, f1] = profile[i + 1] as readonly [number, number];
    if (t <= t1) return f0 + (f1 - f0) * smooth(t0, t1, t) * 0.35 + (f1 - f0) * ((t - t0) / (t1 - t0)) * 0.65;
  }
  return 0;
};

// The ridge goes on westward past the facts, so that the plateau does not end at the district border.
const ridge = [{ p: toPlane([106.452, 29.531]), z: 288 }, { p: toPlane([106.478, 29.5375]), z: 290 }, ...facts.ridge.map(([lon, lat, z]) => ({ p: toPlane([lon, lat]), z }))];
const ridgeLine = ridge.map((node) => node.p);

/** 南山: the long range behind the Nan'an bank, general knowledge, L. */
const RANGE = planeLine([[106.5955, 29.495], [106.6035, 29.525], [106.6085, 29.548], [106.6125, 29.565], [106.6175, 29.59], [106.6225, 29.615]]);
const RANGE_TOPS = [410, 450, 480, 455, 440, 400];

/** Points the surface must pass through, with how far each one pulls, metres. */
const pins = (): Pin[] => [
  ...facts.ridge.map(([lon, lat, z]) => ({ p: toPlane([lon, lat]), z, reach: 260 })),
  ...facts.demSpots.map((s) => ({ p: toPlane([s.lon, s.lat]), z: s.elevationM, reach: 150 })),
  ...facts.landmarks.filter((l) => l.id === 'chongqing-station').map((l) => ({ p: toPlane([l.lon, l.lat]), z: l.elevationM ?? 0, reach: 220 })),
];

interface Pin { readonly p: Point; readonly z: number; readonly reach: number }
/** Deck elevations were read from the ground at the ends (L): the ground a little behind an end rises towards them. */
const withBridgeEnds = (fixed: readonly Pin[], raw: (p: Point) => number, shore: (p: Point) => number): Pin[] => {
  const out = [...fixed];
  for (const fact of facts.bridges) {
    if (fact.deckElevationM === null) continue;
    const [a, b] = planeLine(fact.ends) as [Point, Point];
    for (const [end, other] of [[a, b], [b, a]] as const) {
      const length = distance(end, other);
      for (const behind of [170, 260, 350]) {
        const p = { x: end.x + ((end.x - other.x) / length) * behind, y: end.y + ((end.y - other.y) / length) * behind };
        if (shore(p) < 110 || out.some((pin) => distance(pin.p, p) < 165)) continue;
        const z = fact.deckElevationM - 9;
        if (raw(p) < z) out.push({ p, z, reach: 170 });
        break;
      }
    }
  }
  return out;
};

/** Gaussian elimination for the few weights of the pins. */
const solve = (matrix: number[][], right: number[]): number[] => {
  const n = right.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(matrix[r]?.[i] ?? 0) > Math.abs(matrix[pivot]?.[i] ?? 0)) pivot = r;
    [matrix[i], matrix[pivot]] = [matrix[pivot] as number[], matrix[i] as number[]];
    [right[i], right[pivot]] = [right[pivot] as number, right[i] as number];
    const row = matrix[i] as number[];
    for (let r = i + 1; r < n; r++) {
      const other = matrix[r] as number[];
      const factor = (other[i] as number) / (row[i] as number);
      for (let c = i; c < n; c++) other[c] = (other[c] as number) - factor * (row[c] as number);
      right[r] = (right[r] as number) - factor * (right[i] as number);
    }
  }
  const out = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = right[i] as number;
    for (let c = i + 1; c < n; c++) sum -= (matrix[i]?.[c] ?? 0) * (out[c] as number);
    out[i] = sum / (matrix[i]?.[i] ?? 1);
  }
  return out;
};

const surface = (seed: number): ((p: Point, shore: number, bank: Bank) => number) => {
  const broad = noise(seed, 'hills', 900), middle = noise(seed, 'knolls', 380), gully = noise(seed, 'gullies', 230), fine = noise(seed, 'fine', 75), edge = noise(seed, 'edge', 320);
  const bar = toPlane([106.5556, 29.5473]);

  const water = (p: Point, d: number): number => {
    const inside = -d;
    const rim = 180.5 + 2.5 * edge(p.x, p.y);
    const bed = 157 - 5 * smooth(60, 300, inside) + 1.5 * middle(p.x, p.y);
    let z = rim + (bed - rim) * smooth(-8, 75, inside);
    // 珊瑚坝: a long bar at about 172 m, dry at the everyday level
    const u = (p.x - bar.x) / 620, v = (p.y - bar.y - (p.x - bar.x) * 0.06) / 150;
    const r = Math.hypot(u, v);
    if (r < 1.5) z += Math.max(0, 172 + 1.2 * fine(p.x, p.y) - z) * (1 - smooth(0.75, 1.45, r));
    return z;
  };

  const peninsula = (p: Point, d: number, rim: number): number => {
    const foot = footOn(ridgeLine, p);
    const a = ridge[foot.segment], b = ridge[foot.segment + 1] ?? a;
    const top = (a?.z ?? 0) + ((b?.z ?? 0) - (a?.z ?? 0)) * foot.t;
    const t = foot.distance / (foot.distance + d + 1e-6);
    const north = smooth(-60, 60, p.y - foot.point.y);
    const f = along(PROFILE_NORTH, t) * north + along(PROFILE_SOUTH, t) * (1 - north);
    const loose = 4 * t * (1 - t);
    const relief = loose * (7 * middle(p.x, p.y) - 9 * Math.max(0, 1 - 3.2 * Math.abs(gully(p.x, p.y))) + 2 * fine(p.x, p.y)) * smooth(10, 120, d);
    return rim + (top - rim) * f + relief + 10 * broad(p.x, p.y) * smooth(500, 1400, d);
  };

  const otherBank = (p: Point, d: number, rim: number, bank: Bank): number => {
    const rise = (bank === 'nanan' ? 50 : 56) + 18 * broad(p.x + 700, p.y) + 8 * middle(p.x, p.y);
    let z = rim + rise * (1 - Math.exp(-d / 230)) + smooth(250, 1500, d) * (16 + 22 * broad(p.x, p.y) + 9 * middle(p.x, p.y)) + 2.2 * fine(p.x, p.y) * smooth(10, 100, d)
      - 7 * Math.max(0, 1 - 3 * Math.abs(gully(p.x, p.y))) * smooth(40, 200, d);
    if (bank === 'nanan') {
      const foot = footOn(RANGE, p);
      const top = (RANGE_TOPS[foot.segment] ?? 420) * (1 - foot.t) + (RANGE_TOPS[foot.segment + 1] ?? 400) * foot.t + 28 * middle(p.x, p.y);
      const east = p.x > foot.point.x ? 0.55 : 1;
      const ramp = Math.exp(-((foot.distance / (760 / east)) ** 2)) * smooth(150, 700, d);
      z += (top - z) * ramp * (0.92 + 0.08 * gully(p.x, p.y));
    }
    return z;
  };

  return (p, d, bank) => {
    if (d <= 0) return water(p, d);
    const rim = 180.5 + 2.5 * edge(p.x, p.y) + 2.5 * smooth(0, 60, d);
    return Math.max(178, bank === 'yuzhong' ? peninsula(p, d, rim) : otherBank(p, d, rim, bank));
  };
};

/** Height of one step of the terraces that people have cut into the slopes, metres. */
const STEP_METRES = 9;
/** Steps on moderate slopes; on steep ones they would be narrower than a cell. */
const terrace = (heights: Float32Array): void => {
  const { columns, rows } = TERRAIN_GRID;
  const plain = heights.slice();
  for (let r = 1; r + 1 < rows; r++) for (let c = 1; c + 1 < columns; c++) {
    const i = r * columns + c;
    const z = plain[i] as number;
    if (z < 190 || z > 340) continue;
    const grade = Math.hypot(((plain[i + 1] as number) - (plain[i - 1] as number)) / (2 * dx), ((plain[i + columns] as number) - (plain[i - columns] as number)) / (2 * dy));
    const strength = 0.6 * smooth(0.04, 0.1, grade) * (1 - smooth(0.17, 0.26, grade)) * smooth(190, 200, z) * (1 - smooth(300, 340, z));
    heights[i] = z - strength * (STEP_METRES / (2 * Math.PI)) * Math.sin((2 * Math.PI * z) / STEP_METRES);
  }
};

/** Heights of the whole scene on the grid, south row first. */
export const buildTerrain = (seed: number): Terrain => {
  const { columns, rows } = TERRAIN_GRID;
  // The distance to the shore is smooth: every third sample is measured, the rest interpolated.
  const every = 3;
  const coarseColumns = Math.ceil(columns / every) + 2, coarseRows = Math.ceil(rows / every) + 2;
  const coarse = new Float32Array(coarseColumns * coarseRows);
  const banks = new Uint8Array(coarseColumns * coarseRows);
  const names: readonly Bank[] = ['yuzhong', 'nanan', 'jiangbei'];
  for (let r = 0; r < coarseRows; r++) for (let c = 0; c < coarseColumns; c++) {
    const shore = shoreAt({ x: corner.x + c * every * dx, y: corner.y + r * every * dy });
    coarse[r * coarseColumns + c] = shore.distance;
    banks[r * coarseColumns + c] = names.indexOf(shore.bank);
  }
  const bilinear = (grid: Float32Array, width: number, height: number, u: number, v: number): number => {
    const c = clamp(Math.floor(u), 0, width - 2), r = clamp(Math.floor(v), 0, height - 2);
    const fu = clamp(u - c, 0, 1), fv = clamp(v - r, 0, 1);
    const i = r * width + c;
    const a = grid[i] as number, b = grid[i + 1] as number, e = grid[i + width] as number, f = grid[i + width + 1] as number;
    return a + (b - a) * fu + (e - a) * fv + (a - b - e + f) * fu * fv;
  };
  const shoreDistance = (p: Point): number => bilinear(coarse, coarseColumns, coarseRows, (p.x - corner.x) / dx / every, (p.y - corner.y) / dy / every);
  const bank = (p: Point): Bank => {
    const c = clamp(Math.round((p.x - corner.x) / dx / every), 0, coarseColumns - 1), r = clamp(Math.round((p.y - corner.y) / dy / every), 0, coarseRows - 1);
    return names[banks[r * coarseColumns + c] as number] as Bank;
  };

  const raw = surface(seed);
  const fixed = withBridgeEnds(pins(), (p) => raw(p, shoreAt(p).distance, bank(p)), shoreDistance);
  const pull = (a: Point, reach: number, p: Point): number => Math.exp(-((distance(a, p) / reach) ** 2));
  const weights = solve(
    fixed.map((row) => fixed.map((column) => pull(column.p, column.reach, row.p))),
    fixed.map((pin) => pin.z - raw(pin.p, shoreAt(pin.p).distance, bank(pin.p))),
  );

  const heights = new Float32Array(columns * rows);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) {
    const p = { x: corner.x + c * dx, y: corner.y + r * dy };
    const d = shoreDistance(p);
    let z = raw(p, d, bank(p));
    if (d > 0) {
      let correction = 0;
      for (let i = 0; i < fixed.length; i++) {
        const pin = fixed[i];
        if (pin !== undefined && Math.abs(pin.p.x - p.x) < pin.reach * 3 && Math.abs(pin.p.y - p.y) < pin.reach * 3) correction += (weights[i] as number) * pull(pin.p, pin.reach, p);
      }
      z = Math.max(178, z + correction * smooth(0, 70, d));
    }
    heights[r * columns + c] = z;
  }
  terrace(heights);
  const elevation = (p: Point): number => bilinear(heights, columns, rows, (p.x - corner.x) / dx, (p.y - corner.y) / dy);
  return {
    heights, elevation, shoreDistance, bank,
    slope: (p) => {
      const h = 20;
      const gx = (elevation({ x: p.x + h, y: p.y }) - elevation({ x: p.x - h, y: p.y })) / (2 * h);
      const gy = (elevation({ x: p.x, y: p.y + h }) - elevation({ x: p.x, y: p.y - h })) / (2 * h);
      return { grade: Math.hypot(gx, gy), up: Math.atan2(gy, gx) };
    },
  };
};

/** ESRI ASCII grid, north row first, decimetres. */
export const asciiGrid = (terrain: Terrain): string => {
  const { west, south, cell, columns, rows } = TERRAIN_GRID;
  const lines = [`ncols ${columns}`, `nrows ${rows}`, `xllcenter ${west}`, `yllcenter ${south}`, `cellsize ${cell}`, 'NODATA_value -9999'];
  for (let r = rows - 1; r >= 0; r--) {
    const row = new Array<string>(columns);
    for (let c = 0; c < columns; c++) row[c] = (Math.round((terrain.heights[r * columns + c] as number) * 10) / 10).toString();
    lines.push(row.join(' '));
  }
  return `${lines.join('\n')}\n`;
};


