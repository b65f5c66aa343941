import { streetAt } from '../districts';
import { headingOf, walk } from '../geometry';
import type { Layout } from '../layout';
import type { Point } from '../plane';
import type { Random } from '../random';
import { random } from '../random';
import type { Road } from '../roadPlan';
import type { SourceFeature } from '../source';
import { GENERATED, pointFeature } from '../source';
import { inDistrict } from '../zones';

/** A place on a street of the district, on its left (+1) or right (-1) kerb. */
export interface Kerb { readonly p: Point; readonly road: Road; readonly heading: number; readonly along: number; readonly side: 1 | -1 }
export interface Label { readonly zh: string; readonly en: string }

/** What the makers of things share: the layout, the streets of the district, names and serial numbers. */
export class ThingContext {
  readonly districtRoads: readonly Road[];
  private readonly serials = new Map<string, number>();

  constructor(readonly layout: Layout, readonly seed: number) {
    this.districtRoads = layout.roads.filter((road) => {
      const middle = road.line[Math.floor(road.line.length / 2)];
      return middle !== undefined && inDistrict(middle) && layout.terrain.shoreDistance(middle) > 10;
    });
  }

  dice(stream: string): Random { return random(this.seed, `things:${stream}`); }

  onLand(p: Point, from = 12): boolean { return this.layout.terrain.shoreDistance(p) > from; }
  inside(p: Point): boolean { return inDistrict(p) && this.onLand(p); }

  /** Next number of a series, starting at 1. */
  serial(series: string): number {
    const next = (this.serials.get(series) ?? 0) + 1;
    this.serials.set(series, next);
    return next;
  }

  id(prefix: string, width: number): string { return `${prefix}-${String(this.serial(prefix)).padStart(width, '0')}`; }

  /** Street, kind and number: 民生路路灯12号. */
  onRoad(road: Road, kind: Label): Label {
    const number = this.serial(`${road.id}:${kind.en}`);
    return { zh: `${road.nameZh}${kind.zh}${number}号`, en: `${road.nameEn} ${kind.en} ${number}` };
  }

  /** Subdistrict, kind and number: 七星岗街道化粪池7号. */
  inStreet(p: Point, kind: Label): Label {
    const street = streetAt(p);
    const number = this.serial(`${street.index}:${kind.en}`);
    return { zh: `${street.nameZh.replace('街道', '')}${kind.zh}${number}号`, en: `${street.nameEn.replace(' Subdistrict', '')} ${kind.en} ${number}` };
  }

  feature(kind: string, id: string, p: Point, name: Label, mountHeight: number, more: Readonly<Record<string, unknown>> = {}): SourceFeature {
    const home = inDistrict(p) ? streetAt(p) : undefined;
    return pointFeature(p, {
      kind, id, nameZh: name.zh, nameEn: name.en, mountHeight: Math.round(mountHeight * 10) / 10,
      ...(home === undefined ? {} : { street: home.nameZh, streetEn: home.nameEn }), ...GENERATED, ...more,
    });
  }

  /** Kerbs along a road every `step` metres, on both sides or in turn. */
  kerbs(road: Road, step: number, both: boolean, setback = 1): Kerb[] {
    const out: Kerb[] = [];
    walk(road.line, step).forEach((station, i) => {
      for (const side of both ? ([1, -1] as const) : ([i % 2 === 0 ? 1 : -1] as const)) {
        const away = road.width / 2 + setback;
        const p = { x: station.point.x - Math.sin(station.angle) * side * away, y: station.point.y + Math.cos(station.angle) * side * away };
        if (this.inside(p)) out.push({ p, road, heading: headingOf(station.angle), along: station.along, side });
      }
    });
    return out;
  }
}

/** Exactly `count` of the items, evenly through the list. */
export const thin = <T>(items: readonly T[], count: number): T[] => {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)] as T);
};
