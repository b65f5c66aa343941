/** The area a person draws on the globe: corner by corner, or a circle around a place. The stage adds corners, the command view reads the ring. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { circleRing, ringSquareMetres } from '../../domain/area';

export type SketchMode = 'off' | 'polygon' | 'radius';
/** Radius of a first circle, metres. */
export const SKETCH_RADIUS_METRES = 500;
/** More corners than this are a mistake, not an area. */
export const MOST_CORNERS = 60;
export const MOST_RADIUS_METRES = 20_000;

/** A finished area: corners as flat lon, lat pairs, or the centre and the radius of a circle. */
export interface SketchArea { readonly shape: 'polygon' | 'radius'; readonly corners: readonly number[]; readonly radiusMetres: number | null }

export const useSketch = defineStore('sketch', () => {
  /** While drawing, clicks on the stage set corners instead of opening objects. */
  const drawing = ref<SketchMode>('off');
  /** Flat lon, lat pairs in degrees: the corners, or the centre of the circle. */
  const corners = shallowRef<readonly number[]>([]);
  const shape = ref<Exclude<SketchMode, 'off'>>('polygon');
  const radiusMetres = ref(SKETCH_RADIUS_METRES);
  const ring = computed<readonly number[]>(() => {
    const [lon, lat] = corners.value;
    if (lon === undefined || lat === undefined) return [];
    return shape.value === 'radius' ? circleRing(lon, lat, radiusMetres.value) : corners.value;
  });
  /** True when there is an inside to ask about. */
  const isArea = computed(() => ring.value.length >= 6);
  const squareMetres = computed(() => (isArea.value ? ringSquareMetres(ring.value) : 0));

  /** What a link carries; null while there is no area or it is still being drawn. */
  const area = computed<SketchArea | null>(() => (isArea.value && drawing.value === 'off' ? { shape: shape.value, corners: corners.value, radiusMetres: shape.value === 'radius' ? radiusMetres.value : null } : null));

  function show(next: SketchArea | null): void {
    drawing.value = 'off';
    corners.value = next?.corners ?? [];
    if (next) { shape.value = next.shape; radiusMetres.value = next.radiusMetres ?? SKETCH_RADIUS_METRES; }
  }
  function begin(mode: Exclude<SketchMode, 'off'>): void { corners.value = []; shape.value = mode; drawing.value = mode; }
  function add(lon: number, lat: number): void {
    if (drawing.value === 'off') return;
    if (drawing.value === 'radius') { corners.value = [lon, lat]; drawing.value = 'off'; return; }
    if (corners.value.length < MOST_CORNERS * 2) corners.value = [...corners.value, lon, lat];
  }
  function undo(): void { corners.value = corners.value.slice(0, -2); }
  /** Ends drawing; what has no inside is dropped. */
  function finish(): void { drawing.value = 'off'; if (!isArea.value) corners.value = []; }
  function around(lon: number, lat: number, metres = SKETCH_RADIUS_METRES): void { shape.value = 'radius'; radiusMetres.value = metres; corners.value = [lon, lat]; drawing.value = 'off'; }
  function clear(): void { corners.value = []; drawing.value = 'off'; }
  return { drawing, corners, shape, radiusMetres, ring, isArea, squareMetres, area, show, begin, add, undo, finish, around, clear };
});
