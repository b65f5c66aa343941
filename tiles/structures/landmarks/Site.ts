/** The ground a landmark stands on: pin, heading, size and helpers in its own axes (u right, v forward). */
import type { StructureFeature } from '../../format';
import { toLocal, type LonLat } from '../Axis';
import type { MeshBuilder, PartSink } from '../MeshBuilder';
import type { Vec3 } from '../vec3';

export type Ring = readonly (readonly [number, number])[];

export class Site {
  readonly feature: StructureFeature;
  readonly origin: LonLat;
  /** Elevation of the ground at the pin, orthometric metres. */
  readonly ground: number;
  readonly b: MeshBuilder;
  readonly #cos: number;
  readonly #sin: number;

  constructor(b: MeshBuilder, feature: StructureFeature) {
    this.b = b;
    this.feature = feature;
    this.origin = feature.path[0]!;
    this.ground = feature.ground[0] ?? 0;
    const heading = (this.number('headingDeg', 0) * Math.PI) / 180;
    this.#cos = Math.cos(heading);
    this.#sin = Math.sin(heading);
  }

  number(name: string, fallback: number): number {
    const value = this.feature.spec[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
  }

  /** Size across and along the heading: own parameters, else the footprint, else the given defaults. */
  size(width: number, depth: number): readonly [number, number] {
    const [w, d] = this.numbers('footprintM');
    const across = this.number('widthM', w ?? width);
    return [across, this.number('depthM', typeof this.feature.spec.widthM === 'number' ? across : (d ?? depth))];
  }

  text(name: string): string {
    const value = this.feature.spec[name];
    return typeof value === 'string' ? value : '';
  }

  numbers(name: string): readonly number[] {
    const value = this.feature.spec[name];
    return Array.isArray(value) ? value.filter((v): v is number => typeof v === 'number') : [];
  }

  /** Point of the site: u to the right of the heading, v along it, h above the ground. */
  at(u: number, v: number, h: number): Vec3 {
    return [u * this.#cos + v * this.#sin, -u * this.#sin + v * this.#cos, this.ground + h];
  }

  /** Local position of a place. */
  local(place: LonLat): readonly [number, number] { return toLocal(this.origin, place); }

  ring(ring: Ring, h: number): Vec3[] { return ring.map(([u, v]) => this.at(u, v, h)); }

  prism(sink: PartSink, ring: Ring, from: number, to: number, caps: 'both' | 'end' | 'none' = 'end'): void {
    sink.loft([this.ring(ring, from), this.ring(ring, to)], caps);
  }

  box(sink: PartSink, u: number, v: number, width: number, depth: number, from: number, to: number): void {
    this.prism(sink, rect(u, v, width, depth), from, to);
  }
}

export const rect = (u: number, v: number, width: number, depth: number): Ring => [[u - width / 2, v - depth / 2], [u + width / 2, v - depth / 2], [u + width / 2, v + depth / 2], [u - width / 2, v + depth / 2]];

export const circle = (u: number, v: number, radius: number, sides: number, turn = 0.5): Ring =>
  Array.from({ length: sides }, (_, i) => { const a = ((i + turn) / sides) * 2 * Math.PI; return [u + Math.cos(a) * radius, v + Math.sin(a) * radius] as const; });
