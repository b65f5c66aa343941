/**
 * The arithmetic between a `View` (ground target, range, heading, pitch) and a camera position, without an engine object.
 * The target may stand off the canvas centre: it is put at the centre of the part that panels leave free.
 *
 * ```
 *            camera ●
 *                    \  range          heading: clockwise from north
 *                     \                pitch: negative looks down
 *   ground ────────────● target
 * ```
 */
import type { View } from '../../domain/view';

export interface Vec3 { x: number; y: number; z: number }
/** Where the target appears: normalised device coordinates, and tangents of half the field of view. */
export interface Aim { readonly ndcX: number; readonly ndcY: number; readonly tanX: number; readonly tanY: number }

const radians = Math.PI / 180;
/** WGS 84 semi-major axis in metres and first eccentricity squared (NGA.STND.0036). */
const semiMajor = 6378137;
const eccentricity2 = 0.00669437999014;

export function toEarthFixed(lonDegrees: number, latDegrees: number, heightMetres: number, out: Vec3 = { x: 0, y: 0, z: 0 }): Vec3 {
  const lon = lonDegrees * radians;
  const lat = latDegrees * radians;
  const sinLat = Math.sin(lat);
  const cosLat = Math.cos(lat);
  const normal = semiMajor / Math.sqrt(1 - eccentricity2 * sinLat * sinLat);
  out.x = (normal + heightMetres) * cosLat * Math.cos(lon);
  out.y = (normal + heightMetres) * cosLat * Math.sin(lon);
  out.z = (normal * (1 - eccentricity2) + heightMetres) * sinLat;
  return out;
}

export interface LocalAxes { readonly east: Vec3; readonly north: Vec3; readonly up: Vec3 }

export function toLocalAxes(lonDegrees: number, latDegrees: number): LocalAxes {
  const lon = lonDegrees * radians;
  const lat = latDegrees * radians;
  const [sinLon, cosLon, sinLat, cosLat] = [Math.sin(lon), Math.cos(lon), Math.sin(lat), Math.cos(lat)];
  return {
    east: { x: -sinLon, y: cosLon, z: 0 },
    north: { x: -sinLat * cosLon, y: -sinLat * sinLon, z: cosLat },
    up: { x: cosLat * cosLon, y: cosLat * sinLon, z: sinLat },
  };
}

const combine = (axes: LocalAxes, e: number, n: number, u: number): Vec3 => ({
  x: axes.east.x * e + axes.north.x * n + axes.up.x * u,
  y: axes.east.y * e + axes.north.y * n + axes.up.y * u,
  z: axes.east.z * e + axes.north.z * n + axes.up.z * u,
});

export interface CameraPose { readonly position: Vec3; readonly direction: Vec3; readonly up: Vec3 }

/** Pose that shows `view` with its target at `aim`. `targetHeight` is the ellipsoidal height of the ground there. */
export function toCameraPose(view: View, targetHeight: number, aim: Aim): CameraPose {
  const axes = toLocalAxes(view.lon, view.lat);
  const target = toEarthFixed(view.lon, view.lat, targetHeight);
  const heading = view.heading * radians;
  const pitch = view.pitch * radians;
  const [sinH, cosH, sinP, cosP] = [Math.sin(heading), Math.cos(heading), Math.sin(pitch), Math.cos(pitch)];
  const direction = combine(axes, sinH * cosP, cosH * cosP, sinP);
  const up = combine(axes, -sinH * sinP, -cosH * sinP, cosP);
  const right = combine(axes, cosH, -sinH, 0);
  const a = aim.ndcX * aim.tanX;
  const b = aim.ndcY * aim.tanY;
  const scale = view.range / Math.sqrt(1 + a * a + b * b);
  return {
    position: {
      x: target.x - scale * (direction.x + a * right.x + b * up.x),
      y: target.y - scale * (direction.y + a * right.y + b * up.y),
      z: target.z - scale * (direction.z + a * right.z + b * up.z),
    },
    direction, up,
  };
}

/** Shortest signed turn from one heading to another, degrees in (-180, 180]. */
export const toTurn = (from: number, to: number): number => ((((to - from) % 360) + 540) % 360) - 180;

export const easeInOut = (t: number): number => (t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2);

/** One moment of a flight. Range goes in logarithms and lifts over long distances, so that near and far feel equally fast. */
export function toFlightView(from: View, to: View, t: number): View {
  const s = easeInOut(t);
  const metres = Math.hypot((to.lon - from.lon) * Math.cos(from.lat * radians), to.lat - from.lat) * 111_320;
  const longest = Math.max(from.range, to.range);
  const lift = metres > longest * 1.5 ? 1 + (Math.min(metres / longest, 6) - 1.5) * 0.35 * Math.sin(Math.PI * s) : 1;
  return {
    lon: from.lon + (to.lon - from.lon) * s,
    lat: from.lat + (to.lat - from.lat) * s,
    range: Math.exp(Math.log(from.range) + (Math.log(to.range) - Math.log(from.range)) * s) * lift,
    heading: (from.heading + toTurn(from.heading, to.heading) * s + 360) % 360,
    pitch: from.pitch + (to.pitch - from.pitch) * s,
  };
}
