/** What a tour is made of: places to look at, one sentence in two languages and at most one number each. Plain data, one file per city. */
import type { Kind } from '../../domain/kind';
import type { Overview } from '../../domain/overview';

/** Where a stop's number comes from while it is shown; a number that is not live is a fact of the object with its unit. */
export type TourSource =
  | { readonly type: 'fact'; readonly value: number }
  | { readonly type: 'kindTotal' | 'kindOnline'; readonly kind: Kind }
  | { readonly type: 'sensingTotal' | 'activeWarnings' | 'openCases' | 'closedToday' }
  | { readonly type: 'vital'; readonly id: string };

export interface TourNumber { readonly source: TourSource; readonly unit: string; readonly unitZh?: string; readonly decimals: number; readonly labelZh: string; readonly labelEn: string }

export interface TourStop {
  readonly id: string;
  /** Object the stop is about; its place is used when the city knows it, else the coordinates below. */
  readonly objectId?: string;
  /** Goes to the worst active warning instead, and shows its card; skipped while there is none. */
  readonly focus?: 'worstWarning';
  readonly lon: number;
  readonly lat: number;
  /** Metres from the ground target; degrees clockwise from north; degrees, negative looks down. */
  readonly range: number;
  readonly heading: number;
  readonly pitch: number;
  /** At most 40 汉字. */
  readonly captionZh: string;
  readonly captionEn: string;
  readonly number?: TourNumber;
  readonly dwellSeconds: number;
}

export interface Tour { readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly introZh: string; readonly introEn: string; readonly stops: readonly TourStop[] }

/** All tours of one city: the attract loop of a kiosk, the rounds of a wall, and the stories a visitor may choose. */
export interface TourBook { readonly city: string; readonly attract: Tour; readonly wall: Tour; readonly stories: readonly Tour[] }

/** The stop's number now, or null when the city does not know it: then nothing is shown rather than an invented figure. */
export function toTourValue(source: TourSource, overview: Overview | null): number | null {
  if (source.type === 'fact') return source.value;
  if (!overview) return null;
  switch (source.type) {
    case 'kindTotal': return overview.kinds.find((count) => count.kind === source.kind)?.total ?? null;
    case 'kindOnline': return overview.kinds.find((count) => count.kind === source.kind)?.online ?? null;
    case 'sensingTotal': return overview.kinds.reduce((sum, count) => sum + count.fed, 0);
    case 'activeWarnings': return Object.values(overview.warnings).reduce((sum, level) => sum + level.active, 0);
    case 'openCases': return overview.openCases;
    case 'closedToday': return overview.closedToday;
    case 'vital': return overview.vitals.find((vital) => vital.id === source.id)?.value ?? null;
  }
}
