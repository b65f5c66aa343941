/** Leaves out ring vertices that lie almost on the line between the last kept vertex and the next; works in place. */
interface RingArrays { readonly x: Float64Array; readonly y: Float64Array; readonly lon: Float64Array; readonly lat: Float64Array }

/** Returns the new end of the ring that starts at `start`. Never goes below four vertices. */
export function simplifyRing(ring: RingArrays, start: number, end: number, tolerance: number): number {
  const { x, y, lon, lat } = ring;
  let write = start;
  let spare = end - start - 4;
  for (let at = start; at < end; at++) {
    if (spare > 0) {
      const before = write > start ? write - 1 : end - 1, after = at + 1 < end ? at + 1 : start;
      const ax = x[before] ?? 0, ay = y[before] ?? 0;
      const dx = (x[after] ?? 0) - ax, dy = (y[after] ?? 0) - ay;
      const px = (x[at] ?? 0) - ax, py = (y[at] ?? 0) - ay;
      const length = Math.hypot(dx, dy);
      const along = length > 0 ? (px * dx + py * dy) / length : -1;
      // Only between its neighbours: the tip of a spike is also close to a line, but not between its ends.
      if (along >= 0 && along <= length && Math.abs(px * dy - py * dx) < tolerance * length) { spare--; continue; }
    }
    x[write] = x[at] ?? 0; y[write] = y[at] ?? 0; lon[write] = lon[at] ?? 0; lat[write] = lat[at] ?? 0;
    write++;
  }
  return write;
}
