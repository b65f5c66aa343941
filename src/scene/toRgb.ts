/**
 * Token colours as numbers for shaders. Tokens are sRGB hex text; shaders that end in Cesium's own sRGB conversion want linear light.
 */
export type Rgb = readonly [number, number, number];

/** sRGB components 0…1 of `#RRGGBB` or `#RRGGBBAA`. */
export function toRgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** Linear-light components (IEC 61966-2-1 transfer curve). */
export function toLinear(hex: string): Rgb {
  const [red, green, blue] = toRgb(hex);
  return [linear(red), linear(green), linear(blue)];
}

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
