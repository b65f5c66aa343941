/** A round length that fits into `maxPixels` at a scale of `metresPerPixel`. */
export interface ScaleBar { readonly metres: number; readonly pixels: number }

export function toScaleBar(metresPerPixel: number, maxPixels: number): ScaleBar {
  if (!(metresPerPixel > 0) || !Number.isFinite(metresPerPixel)) return { metres: 0, pixels: 0 };
  const most = metresPerPixel * maxPixels, power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  return { metres, pixels: metres / metresPerPixel };
}
