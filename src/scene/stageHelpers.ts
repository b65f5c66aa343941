/** Small helpers of the stage: extents of outlines and packs, camera limits, what lies under a point, aborts that are no errors. */
import { Cartesian2, Cartographic, Math as CesiumMath, type Scene, type ScreenSpaceCameraController } from '@cesium/engine';
import type { Extent } from './camera/frameView';
import type { Outline } from './overlay/paintSelection';
import type { PickRay } from '../workers/protocol';
import type { StageInputs } from './StageInputs';

export function setUpControls(controller: ScreenSpaceCameraController, farthest: number): void {
  controller.minimumZoomDistance = 12;
  controller.maximumZoomDistance = farthest;
  controller.enableCollisionDetection = true;
  controller.inertiaSpin = 0.86;
  controller.inertiaTranslate = 0.86;
  controller.inertiaZoom = 0.7;
}

export function toExtent(outline: Outline): Extent | null {
  const extent = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const ring of outline.rings) {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const lon = ring[i] ?? 0, lat = ring[i + 1] ?? 0;
      extent.west = Math.min(extent.west, lon); extent.east = Math.max(extent.east, lon);
      extent.south = Math.min(extent.south, lat); extent.north = Math.max(extent.north, lat);
    }
  }
  return extent.east >= extent.west ? { ...extent, heightMetres: outline.top - outline.base } : null;
}

/** The ray through a point of the canvas, CSS pixels. */
export function toPickRay(scene: Scene, x: number, y: number): PickRay | null {
  const ray = scene.camera.getPickRay(new Cartesian2(x, y));
  if (!ray) return null;
  const frustum = scene.camera.frustum as unknown as { fovy: number };
  const { origin, direction } = ray;
  return {
    origin: [origin.x, origin.y, origin.z], direction: [direction.x, direction.y, direction.z],
    pixelAngle: (2 * Math.tan(frustum.fovy / 2)) / Math.max(1, scene.canvas.clientHeight),
  };
}

/** Ground under a point of the canvas, degrees. */
export function groundAt(scene: Scene, x: number, y: number): { lon: number; lat: number } | null {
  const ray = scene.camera.getPickRay(new Cartesian2(x, y));
  const hit = ray && scene.globe.pick(ray, scene);
  if (!hit) return null;
  const place = Cartographic.fromCartesian(hit);
  return { lon: CesiumMath.toDegrees(place.longitude), lat: CesiumMath.toDegrees(place.latitude) };
}

export function ignoreAbort(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
}

/** West, south, east, north of all packs together, degrees. */
export function boundsOf(packs: StageInputs['packs']): [number, number, number, number] {
  return packs.map(({ manifest }) => manifest.bounds).reduce<[number, number, number, number]>(
    (all, one) => [Math.min(all[0], one[0]), Math.min(all[1], one[1]), Math.max(all[2], one[2]), Math.max(all[3], one[3])], [180, 90, -180, -90]);
}
