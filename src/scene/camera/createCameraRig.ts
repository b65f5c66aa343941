/**
 * The camera of the stage: flies between views, frames objects in the free part of the canvas, keeps its leash and reports where it
 * came to rest. Flights are our own interpolation of a `View`, so that the subject stays put on screen and reduced motion is a cut.
 */
import { Cartesian2, Cartesian3, Cartographic, Math as CesiumMath, type Scene } from '@cesium/engine';
import type { View } from '../../domain/view';
import { toCameraPose, toFlightView, type Aim } from './viewGeometry';

export interface Insets { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
export interface Leash { readonly bounds: readonly [number, number, number, number]; readonly minimumRange: number; readonly maximumRange: number }

export interface CameraRig {
  flyTo(view: View, durationMs: number): Promise<void>;
  currentView(): View;
  setInsets(insets: Insets): void;
  readonly insets: Insets;
  orbit(degreesPerSecond: number): void;
  nudge(change: { readonly heading?: number; readonly pitch?: number; readonly zoom?: number; readonly east?: number; readonly north?: number }): void;
  /** Per display tick; answers whether the camera is moved by us and needs a frame. */
  tick(nowMs: number): boolean;
  /** Keeps the camera inside the leash; call when it moved. */
  restrain(): void;
  readonly flying: boolean;
  stop(): void;
}

/** Degrees of pitch that a view may have: never from below, never quite straight down (heading would be undefined). */
const pitchLimits = { lowest: -88, highest: -4 } as const;

export function createCameraRig(scene: Scene, leash: Leash, groundHeight: (lon: number, lat: number) => number): CameraRig {
  const { camera } = scene;
  let insets: Insets = { left: 0, right: 0, top: 0, bottom: 0 };
  let flight: { readonly from: View; readonly to: View; readonly durationMs: number; start: number | null; readonly done: () => void; readonly fromHeight: number; readonly toHeight: number } | null = null;
  let orbitSpeed = 0;
  let orbitAt: { readonly view: View; time: number; heading: number; readonly height: number } | null = null;

  function aim(): Aim {
    const { clientWidth: width, clientHeight: height } = scene.canvas;
    const frustum = camera.frustum as unknown as { fovy: number; aspectRatio: number };
    const tanY = Math.tan(frustum.fovy / 2);
    return {
      ndcX: width > 0 ? (insets.left - insets.right) / width : 0,
      ndcY: height > 0 ? (insets.bottom - insets.top) / height : 0,
      tanX: tanY * frustum.aspectRatio, tanY,
    };
  }

  function show(view: View, height: number): void {
    const pose = toCameraPose(view, height, aim());
    camera.setView({
      destination: new Cartesian3(pose.position.x, pose.position.y, pose.position.z),
      orientation: { direction: new Cartesian3(pose.direction.x, pose.direction.y, pose.direction.z), up: new Cartesian3(pose.up.x, pose.up.y, pose.up.z) },
    });
    scene.requestRender();
  }

  const clampView = (view: View): View => ({
    lon: CesiumMath.clamp(view.lon, leash.bounds[0], leash.bounds[2]),
    lat: CesiumMath.clamp(view.lat, leash.bounds[1], leash.bounds[3]),
    range: CesiumMath.clamp(view.range, leash.minimumRange, leash.maximumRange),
    heading: (view.heading + 360) % 360,
    pitch: CesiumMath.clamp(view.pitch, pitchLimits.lowest, pitchLimits.highest),
  });

  function currentView(): View {
    const { clientWidth: width, clientHeight: height } = scene.canvas;
    const { ndcX, ndcY } = aim();
    const centre = new Cartesian2(((ndcX + 1) / 2) * width, ((1 - ndcY) / 2) * height);
    const ray = camera.getPickRay(centre);
    const target = (ray && scene.globe.pick(ray, scene)) ?? camera.pickEllipsoid(centre);
    const heading = CesiumMath.toDegrees(camera.heading);
    const pitch = CesiumMath.toDegrees(camera.pitch);
    if (!target) {
      const at = camera.positionCartographic;
      return { lon: CesiumMath.toDegrees(at.longitude), lat: CesiumMath.toDegrees(at.latitude), range: Math.max(leash.minimumRange, at.height), heading, pitch };
    }
    const place = Cartographic.fromCartesian(target);
    return { lon: CesiumMath.toDegrees(place.longitude), lat: CesiumMath.toDegrees(place.latitude), range: Cartesian3.distance(camera.positionWC, target), heading, pitch };
  }

  function stop(): void { const ended = flight; flight = null; orbitAt = null; ended?.done(); }

  return {
    currentView, stop,
    get insets() { return insets; },
    get flying() { return flight !== null || orbitSpeed !== 0; },
    setInsets: (next) => { insets = next; scene.requestRender(); },
    flyTo: (view, durationMs) => {
      stop();
      const to = clampView(view);
      const toHeight = groundHeight(to.lon, to.lat);
      if (durationMs <= 0) { show(to, toHeight); return Promise.resolve(); }
      const from = currentView();
      return new Promise((resolve) => { flight = { from, to, durationMs, start: null, done: resolve, fromHeight: groundHeight(from.lon, from.lat), toHeight }; scene.requestRender(); });
    },
    orbit: (degreesPerSecond) => { orbitSpeed = degreesPerSecond; orbitAt = null; scene.requestRender(); },
    nudge: ({ heading = 0, pitch = 0, zoom = 1, east = 0, north = 0 }) => {
      stop();
      const view = currentView();
      const turn = (view.heading * Math.PI) / 180;
      const metres = view.range * 0.1;
      const [right, ahead] = [east * metres, north * metres];
      const next = clampView({
        lon: view.lon + (right * Math.cos(turn) + ahead * Math.sin(turn)) / (111_320 * Math.cos((view.lat * Math.PI) / 180)),
        lat: view.lat + (ahead * Math.cos(turn) - right * Math.sin(turn)) / 110_574,
        range: view.range * zoom, heading: view.heading + heading, pitch: view.pitch + pitch,
      });
      show(next, groundHeight(next.lon, next.lat));
    },
    tick: (now) => {
      if (flight) {
        flight.start ??= now;
        const t = Math.min(1, (now - flight.start) / flight.durationMs);
        const view = toFlightView(flight.from, flight.to, t);
        show(view, flight.fromHeight + (flight.toHeight - flight.fromHeight) * t);
        if (t >= 1) { const { done } = flight; flight = null; done(); }
        return true;
      }
      if (orbitSpeed === 0) return false;
      if (orbitAt === null) { const view = currentView(); orbitAt = { view, time: now, heading: view.heading, height: groundHeight(view.lon, view.lat) }; }
      orbitAt.heading += (Math.min(100, now - orbitAt.time) / 1000) * orbitSpeed;
      orbitAt.time = now;
      show({ ...orbitAt.view, heading: orbitAt.heading % 360 }, orbitAt.height);
      return true;
    },
    restrain: () => {
      if (flight || orbitAt) return;
      const at = camera.positionCartographic;
      // The camera stands off its target by at most its height over the lowest pitch that is useful.
      const slack = Math.max(at.height, 500) / 111_320 * 4;
      const [west, south, east, north] = leash.bounds;
      const lon = CesiumMath.clamp(CesiumMath.toDegrees(at.longitude), west - slack, east + slack);
      const lat = CesiumMath.clamp(CesiumMath.toDegrees(at.latitude), south - slack, north + slack);
      const height = Math.min(at.height, leash.maximumRange);
      const pitch = CesiumMath.clamp(CesiumMath.toDegrees(camera.pitch), -90, 20);
      const off = Math.abs(lon - CesiumMath.toDegrees(at.longitude)) + Math.abs(lat - CesiumMath.toDegrees(at.latitude)) > 1e-9 || height < at.height || Math.abs(pitch - CesiumMath.toDegrees(camera.pitch)) > 1e-6;
      if (!off) return;
      camera.setView({ destination: Cartesian3.fromDegrees(lon, lat, height), orientation: { heading: camera.heading, pitch: CesiumMath.toRadians(pitch), roll: 0 } });
    },
  };
}
