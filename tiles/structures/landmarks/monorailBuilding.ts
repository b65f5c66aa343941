import { rect, type Site } from './Site';

/** Storeys through which the track runs (6th to 8th). */
const OPENING = { first: 6, last: 8 } as const;
/** Rail above the ground at the pin where the data gives none, metres; the line's own clearance. */
const RAIL_ABOVE_GROUND_METRES = 12;
const OPENING_WIDTH_METRES = 15;

/** Liziba: a tall block with a rectangular hole for the monorail. The hole decides where the block stands on the slope. */
export function monorailBuilding(site: Site): void {
  const { b } = site, [width, depth] = site.size(130, 34), height = site.number('heightM', 68), floors = Math.max(9, Math.round(site.number('floors', 19)));
  const storey = height / floors, open = (OPENING.last - OPENING.first + 1) * storey;
  const sill = site.number('railAboveGroundM', RAIL_ABOVE_GROUND_METRES) - 3, base = sill - (OPENING.first - 1) * storey, lintel = sill + open, top = base + height;
  const wall = b.part('block', 'wall'), side = (width - OPENING_WIDTH_METRES) / 2;
  site.prism(wall, rect(0, 0, width, depth), Math.min(base, -4), sill);
  for (const s of [-1, 1]) site.prism(wall, rect(s * (OPENING_WIDTH_METRES + side) / 2, 0, side, depth), sill, lintel);
  // Slab over the hole shows its underside to the train.
  site.prism(wall, rect(0, 0, width, depth), lintel, lintel + storey, 'both');
  const towers = [[-0.27, 0.4], [0.05, 0.18], [0.33, 0.3]] as const;
  for (const [at, share] of towers) site.prism(wall, rect(width * at, 0, width * share, depth * 0.92), lintel + storey, at === 0.05 ? top : top - storey * 1.5);
  for (let k = 1; k < floors - 1; k++) {
    const h = base + k * storey;
    if (h > lintel || h < sill) site.prism(b.part('slabs', 'roof'), rect(0, 0, h > lintel + storey ? width * 0.96 : width + 1.2, depth + 1.2), h, h + 0.5, 'both');
  }
  const frame = b.part('portal', 'gold');
  for (const v of [-1, 1]) {
    const y = v * (depth / 2 + 0.3), half = OPENING_WIDTH_METRES / 2;
    frame.beam(site.at(-half, y, sill), site.at(-half, y, lintel), 1);
    frame.beam(site.at(half, y, sill), site.at(half, y, lintel), 1);
    frame.beam(site.at(-half, y, lintel), site.at(half, y, lintel), 1);
  }
  b.anchor('platform', 'portal', site.at(0, 0, sill + 3));
  b.anchor('top', 'block', site.at(0, 0, top));
  Object.assign(b.facts, { heightM: height, floors, openingM: OPENING_WIDTH_METRES, openingFirstFloor: OPENING.first, openingLastFloor: OPENING.last });
}
