import { describe, expect, it } from 'vitest';
import { toCameraPose, toEarthFixed, toFlightView, toTurn } from './viewGeometry';

const view = { lon: 106.5745, lat: 29.5625, range: 3500, heading: 252, pitch: -24 };
const dot = (a: { x: number; y: number; z: number }, b: { x: number; y: number; z: number }): number => a.x * b.x + a.y * b.y + a.z * b.z;

describe('camera pose', () => {
  it.each([[0, 0], [0.4, 0], [-0.3, 0.2]])('shows the target at the aim (%f, %f) and at its range', (ndcX, ndcY) => {
    const aim = { ndcX, ndcY, tanX: 1.02, tanY: 0.577 };
    const pose = toCameraPose(view, 130, aim);
    const target = toEarthFixed(view.lon, view.lat, 130);
    const ray = { x: target.x - pose.position.x, y: target.y - pose.position.y, z: target.z - pose.position.z };
    expect(Math.sqrt(dot(ray, ray))).toBeCloseTo(3500, 3);
    const right = { x: pose.direction.y * pose.up.z - pose.direction.z * pose.up.y, y: pose.direction.z * pose.up.x - pose.direction.x * pose.up.z, z: pose.direction.x * pose.up.y - pose.direction.y * pose.up.x };
    const depth = dot(ray, pose.direction);
    expect(dot(ray, right) / depth / aim.tanX).toBeCloseTo(ndcX, 6);
    expect(dot(ray, pose.up) / depth / aim.tanY).toBeCloseTo(ndcY, 6);
  });
  it('knows WGS 84', () => {
    const point = toEarthFixed(0, 90, 0);
    expect(point.z).toBeCloseTo(6356752.3142, 1);
  });
});

describe('flight', () => {
  it('starts and ends exactly', () => {
    const to = { lon: 106.53, lat: 29.55, range: 240, heading: 10, pitch: -27 };
    const end = toFlightView(view, to, 1);
    expect(end.range).toBeCloseTo(240, 6);
    expect(end.heading).toBeCloseTo(10, 6);
    expect(toFlightView(view, to, 0).lon).toBe(view.lon);
  });
  it('turns the short way', () => {
    expect(toTurn(350, 20)).toBe(30);
    expect(toTurn(20, 350)).toBe(-30);
  });
});
