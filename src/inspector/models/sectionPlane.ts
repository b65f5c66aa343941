/** Where a section cuts: an axis of the structure, a position along it, and the side that stays. */
export type SectionAxis = 'along' | 'across' | 'up';
export interface Section { readonly axis: SectionAxis; /** 0 … 1 through the model. */ readonly at: number; readonly flipped: boolean }
export interface Extent { readonly min: number; readonly max: number }

/** Unit vectors of a structure: `along` follows its longest level direction. */
export interface Frame { readonly along: readonly [number, number, number]; readonly across: readonly [number, number, number]; readonly up: readonly [number, number, number] }

/** Points with `normal · p + constant >= 0` stay. `offset` = metres from the low end of the axis. */
export interface SectionPlane { readonly normal: readonly [number, number, number]; readonly constant: number; readonly offset: number }

/** Longest level direction of a point cloud, by the covariance of its plan. */
export function frameOf(positions: Iterable<ArrayLike<number>>): Frame {
  let n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;
  for (const list of positions) {
    for (let i = 0; i + 2 < list.length; i += 3) {
      const x = list[i]!, y = list[i + 1]!;
      n += 1; sx += x; sy += y; sxx += x * x; sxy += x * y; syy += y * y;
    }
  }
  if (n === 0) return { along: [1, 0, 0], across: [0, 1, 0], up: [0, 0, 1] };
  const xx = sxx / n - (sx / n) ** 2, yy = syy / n - (sy / n) ** 2, xy = sxy / n - (sx / n) * (sy / n);
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy), c = Math.cos(angle), s = Math.sin(angle);
  return { along: [c, s, 0], across: [-s, c, 0], up: [0, 0, 1] };
}

export function extentAlong(positions: Iterable<ArrayLike<number>>, direction: readonly [number, number, number]): Extent {
  let min = Infinity, max = -Infinity;
  for (const list of positions) {
    for (let i = 0; i + 2 < list.length; i += 3) {
      const d = list[i]! * direction[0] + list[i + 1]! * direction[1] + list[i + 2]! * direction[2];
      if (d < min) min = d;
      if (d > max) max = d;
    }
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}

export function toSectionPlane(section: Section, frame: Frame, extent: Extent): SectionPlane {
  const direction = frame[section.axis], at = Math.min(1, Math.max(0, section.at));
  const d = extent.min + (extent.max - extent.min) * at, sign = section.flipped ? 1 : -1;
  return { normal: [direction[0] * sign, direction[1] * sign, direction[2] * sign], constant: -sign * d, offset: d - extent.min };
}
