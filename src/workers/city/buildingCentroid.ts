/** Area centroid of a building's outer ring in block units; vertex mean when the ring has no area. Decides which tile owns it. */
import type { BlockColumns } from '../../../tiles/format';

export function buildingCentroid(block: BlockColumns, row: number): readonly [number, number] {
  const ring = block.ringStart[row] ?? 0;
  const first = block.vertexStart[ring] ?? 0, end = block.vertexStart[ring + 1] ?? first;
  const { coords } = block;
  const originX = coords[first * 2] ?? 0, originY = coords[first * 2 + 1] ?? 0;
  let area = 0, sumX = 0, sumY = 0, meanX = 0, meanY = 0;
  let previousX = (coords[end * 2 - 2] ?? 0) - originX, previousY = (coords[end * 2 - 1] ?? 0) - originY;
  for (let vertex = first; vertex < end; vertex++) {
    const x = (coords[vertex * 2] ?? 0) - originX, y = (coords[vertex * 2 + 1] ?? 0) - originY;
    const cross = previousX * y - x * previousY;
    area += cross; sumX += (previousX + x) * cross; sumY += (previousY + y) * cross;
    meanX += x; meanY += y;
    previousX = x; previousY = y;
  }
  if (Math.abs(area) > 1) return [originX + sumX / (3 * area), originY + sumY / (3 * area)];
  const count = Math.max(1, end - first);
  return [originX + meanX / count, originY + meanY / count];
}
