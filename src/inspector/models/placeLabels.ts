/** Which value labels are shown: worst first, none over another, none outside the canvas. */
export interface LabelBox { readonly id: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number; /** Larger is worse or more wanted. */ readonly weight: number }

export function placeLabels(boxes: readonly LabelBox[], width: number, height: number): ReadonlySet<string> {
  const kept: LabelBox[] = [];
  for (const box of [...boxes].sort((a, b) => b.weight - a.weight)) {
    if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height) continue;
    if (kept.some((other) => box.x < other.x + other.width && other.x < box.x + box.width && box.y < other.y + other.height && other.y < box.y + box.height)) continue;
    kept.push(box);
  }
  return new Set(kept.map((box) => box.id));
}
