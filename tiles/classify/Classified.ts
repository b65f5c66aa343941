/** What a feature is to the city, decided once and then only read. */
import type { BuildingClass, GroundClass } from '../format';
import type { Kind } from '../kinds';

export type Shape = 'point' | 'line' | 'area';

export type Classified =
  | { readonly layer: 'building'; readonly class: BuildingClass; readonly part: boolean; /** Nothing says building; its size alone does. */ readonly assumed: boolean }
  | { readonly layer: 'ground'; readonly kind: Kind; readonly class: GroundClass; readonly width: number | null;
      /** An own water surface whose level may change. */ readonly water: boolean; /** Drawn as a band of its width. */ readonly buffer: boolean }
  | { readonly layer: 'structure'; readonly kind: Kind; readonly spec: Readonly<Record<string, unknown>> }
  | { readonly layer: 'thing'; readonly kind: Kind }
  | { readonly layer: 'none'; readonly reason: string };

export const ground = (kind: Kind, groundClass: GroundClass, width: number | null = null): Classified =>
  ({ layer: 'ground', kind, class: groundClass, width, water: false, buffer: false });
