/** The names that may be written over the city: who, where, how important, and from how far. */
import type { Kind } from '../../domain/kind';
import type { Catalogue } from '../../state/city/Catalogue';
import { toEarthFixed } from '../camera/viewGeometry';

export interface LabelStyle { readonly priority: number; readonly nearest: number; readonly farthest: number; readonly size: number; readonly weight: number; readonly look: 'place' | 'water' | 'quiet' }

/** Distances in metres from the camera; sizes in px at k = 1. Priorities: landmarks, rivers and bridges before streets, stations last. */
export const labelStyles: Partial<Record<Kind, LabelStyle>> = {
  district: { priority: 95, nearest: 6000, farthest: 60_000, size: 17, weight: 500, look: 'quiet' },
  landmark: { priority: 80, nearest: 60, farthest: 9000, size: 14, weight: 500, look: 'place' },
  riverReach: { priority: 78, nearest: 300, farthest: 30_000, size: 15, weight: 500, look: 'water' },
  water: { priority: 76, nearest: 300, farthest: 30_000, size: 15, weight: 500, look: 'water' },
  bridge: { priority: 70, nearest: 120, farthest: 11_000, size: 13, weight: 500, look: 'place' },
  tunnel: { priority: 40, nearest: 100, farthest: 4000, size: 12, weight: 400, look: 'quiet' },
  metroStation: { priority: 50, nearest: 60, farthest: 3200, size: 12, weight: 400, look: 'quiet' },
  footbridge: { priority: 30, nearest: 30, farthest: 900, size: 12, weight: 400, look: 'quiet' },
  road: { priority: 45, nearest: 60, farthest: 700, size: 12, weight: 400, look: 'quiet' },
  poi: { priority: 20, nearest: 30, farthest: 700, size: 12, weight: 400, look: 'quiet' },
  green: { priority: 25, nearest: 200, farthest: 3000, size: 12, weight: 400, look: 'quiet' },
};

export interface LabelSet {
  readonly index: Uint32Array;
  readonly position: Float64Array;
  readonly styles: readonly LabelStyle[];
  readonly kinds: readonly Kind[];
  readonly namesZh: readonly string[];
  readonly namesEn: readonly string[];
}

export function createLabelSet(catalogue: Catalogue, undulation: number): LabelSet {
  const index: number[] = [], position: number[] = [], styles: LabelStyle[] = [], kinds: Kind[] = [], namesZh: string[] = [], namesEn: string[] = [];
  const seen = new Set<string>();
  for (const [kind, style] of Object.entries(labelStyles) as [Kind, LabelStyle][]) {
    for (const row of catalogue.indicesOfKind(kind)) {
      const summary = catalogue.summary(row);
      if (summary === null || (summary.nameZh === '' && summary.nameEn === '')) continue;
      // The same station of several lines, or a road in many pieces, is one name.
      const key = `${kind}/${summary.nameZh || summary.nameEn}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const at = toEarthFixed(summary.lon, summary.lat, summary.elevation + undulation);
      index.push(row);
      position.push(at.x, at.y, at.z);
      styles.push(style);
      kinds.push(kind);
      namesZh.push(summary.nameZh || summary.nameEn);
      namesEn.push(summary.nameEn || summary.nameZh);
    }
  }
  return { index: Uint32Array.from(index), position: Float64Array.from(position), styles, kinds, namesZh, namesEn };
}
