import type { KeyLight } from '../design/tokens';

/** Unit vector towards the key light in local axes (east, north, up). */
export function keyDirection(light: KeyLight): readonly [number, number, number] {
  const azimuth = (light.azimuthDegrees * Math.PI) / 180;
  const elevation = (light.elevationDegrees * Math.PI) / 180;
  return [Math.sin(azimuth) * Math.cos(elevation), Math.cos(azimuth) * Math.cos(elevation), Math.sin(elevation)];
}
