/**
 * East-north-up metres around one place, to second order: fast enough for every vertex, and it keeps the earth's curvature
 * so that a roof two kilometres from the tile's centre still stands where the globe expects it.
 */
import { curvatureRadii } from './wgs84';

const RADIANS = Math.PI / 180;

export class LocalFrame {
  readonly metresPerLon: number;
  readonly metresPerLat: number;
  /** Second-order terms: east shrinks with north, north bulges with east, up falls with distance. */
  readonly eastByNorth: number;
  readonly northByEast: number;
  readonly dropEast: number;
  readonly dropNorth: number;

  constructor(readonly lon: number, readonly lat: number) {
    const { meridian, normal } = curvatureRadii(lat);
    const tan = Math.tan(lat * RADIANS);
    this.metresPerLon = normal * Math.cos(lat * RADIANS) * RADIANS;
    this.metresPerLat = meridian * RADIANS;
    this.eastByNorth = -tan / meridian;
    this.northByEast = tan / (2 * normal);
    this.dropEast = 1 / (2 * normal);
    this.dropNorth = 1 / (2 * meridian);
  }

  east(lon: number, lat: number): number {
    const flatEast = (lon - this.lon) * this.metresPerLon;
    return flatEast + this.eastByNorth * flatEast * (lat - this.lat) * this.metresPerLat;
  }

  north(lon: number, lat: number): number {
    const flatEast = (lon - this.lon) * this.metresPerLon;
    return (lat - this.lat) * this.metresPerLat + this.northByEast * flatEast * flatEast;
  }

  /** How far the ellipsoid lies below the tangent plane, metres (positive). */
  drop(east: number, north: number): number {
    return this.dropEast * east * east + this.dropNorth * north * north;
  }

  lonAt(east: number, north: number): number {
    return this.lon + east / (1 + this.eastByNorth * north) / this.metresPerLon;
  }

  latAt(east: number, north: number): number {
    return this.lat + (north - this.northByEast * east * east) / this.metresPerLat;
  }
}
