/**
 * Which names are written where: candidates in order of priority, four places around the anchor, the first free one wins.
 * What was shown in the last frame is preferred a little, so that labels do not flicker while the camera glides.
 */
export interface LabelCandidate {
  readonly key: number;
  readonly priority: number;
  /** Anchor in pixels and the size of the text box. */
  readonly x: number; readonly y: number;
  readonly width: number; readonly height: number;
  /** Pixels the box keeps from its anchor. */
  readonly gap: number;
}
export interface PlacedLabel { readonly key: number; readonly left: number; readonly top: number; readonly anchorX: number; readonly anchorY: number }
export interface Box { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Priority points that a label shown before may lose and still stay. */
const loyalty = 6;
const cellSize = 64;

/** Boxes already taken, by coarse cells: an R-tree is not worth it for at most a few hundred. */
export class TakenBoxes {
  private readonly cells = new Map<number, Box[]>();

  add(box: Box): void { this.visit(box, (list) => { list.push(box); return false; }, true); }

  hits(box: Box): boolean {
    return this.visit(box, (list) => list.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top), false);
  }

  private visit(box: Box, act: (list: Box[]) => boolean, create: boolean): boolean {
    for (let cx = Math.floor(box.left / cellSize); cx <= Math.floor(box.right / cellSize); cx++) {
      for (let cy = Math.floor(box.top / cellSize); cy <= Math.floor(box.bottom / cellSize); cy++) {
        const key = cx * 4096 + cy;
        let list = this.cells.get(key);
        if (list === undefined && create) { list = []; this.cells.set(key, list); }
        if (list !== undefined && act(list)) return true;
      }
    }
    return false;
  }
}

export function placeLabels(candidates: readonly LabelCandidate[], free: Box, taken: TakenBoxes, shownBefore: ReadonlySet<number>, budget: number): PlacedLabel[] {
  const rank = (candidate: LabelCandidate): number => candidate.priority + (shownBefore.has(candidate.key) ? loyalty : 0);
  const sorted = [...candidates].sort((a, b) => rank(b) - rank(a) || a.key - b.key);
  const placed: PlacedLabel[] = [];
  for (const candidate of sorted) {
    if (placed.length >= budget) break;
    const { x, y, width, height, gap } = candidate;
    const places = [
      { left: x - width / 2, top: y - gap - height },
      { left: x + 8, top: y - height / 2 },
      { left: x - width - 8, top: y - height / 2 },
      { left: x - width / 2, top: y + 6 },
    ];
    for (const { left, top } of places) {
      const box = { left: left - 4, top: top - 2, right: left + width + 4, bottom: top + height + 2 };
      if (box.left < free.left || box.top < free.top || box.right > free.right || box.bottom > free.bottom || taken.hits(box)) continue;
      taken.add(box);
      placed.push({ key: candidate.key, left, top, anchorX: x, anchorY: y });
      break;
    }
  }
  return placed;
}
