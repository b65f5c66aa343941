/** Delta-coded 1e-6 degrees of ground.json back to flat lon, lat degrees. */
export function decodeGroundPart(deltas: readonly number[]): Float64Array {
  const flat = new Float64Array(deltas.length);
  let lon = 0, lat = 0;
  for (let at = 0; at + 1 < deltas.length; at += 2) {
    lon += deltas[at] ?? 0; lat += deltas[at + 1] ?? 0;
    flat[at] = lon / 1e6; flat[at + 1] = lat / 1e6;
  }
  return flat;
}
