/**
 * What the city worker writes into each GLB and the scene's shader reads back. Both sides import this file.
 *
 * A GLB is one mesh, TRIANGLES, no normals, no textures, no property table; light on the ground is a second, translucent primitive of it. Coordinates are local east-north-up metres
 * around the tile's `transform` (x east, y north, z up: the tileset is loaded with `modelUpAxis: Axis.Z`).
 *
 * | attribute | type | meaning |
 * |---|---|---|
 * | POSITION | VEC3 SHORT (KHR_mesh_quantization, node scale) or FLOAT | local metres |
 * | _FEATURE_ID_0 | SCALAR FLOAT | global row of the state table (pack index + index offset), exact below 2^23 |
 * | _SHAPE | VEC4 UNSIGNED_BYTE | material (MATERIALS), building class (BUILDING_CLASSES) or heading of a thing, seed 0…255, part (PARTS) |
 * | _HEIGHT | VEC2 FLOAT | metres above the visible ground at the foot, total height above it |
 * | _PIVOT | VEC3, type and scale of POSITION | the point a moving part turns about; of everything else its own position, the same bytes |
 *
 * A thing's heading is its byte × 360 / 256 degrees clockwise from north. What a moving part does is a texel of the pose texture (POSE),
 * read like the state by feature id, so geometry is never touched and a tile that returns stands right in its first frame.
 * Sample the state texture in the VERTEX stage (interpolated ids break in the fragment stage once they are large).
 */
export const MATERIALS = [
  'building', 'deck', 'lowerDeck', 'girder', 'truss', 'pier', 'pylon', 'cable', 'hanger', 'arch', 'rail', 'railing',
  'wall', 'roof', 'glass', 'stone', 'gold', 'water', 'vegetation', 'trunk', 'pole', 'lampHead', 'device', 'cover', 'vehicle',
  'hole', 'blade',
] as const;
export type Material = (typeof MATERIALS)[number];
export const MATERIAL_INDEX = Object.fromEntries(MATERIALS.map((name, index) => [name, index])) as Readonly<Record<Material, number>>;

/** Width of the state texture in texels; row of a feature = floor(id / width). */
export const STATE_TEXTURE_WIDTH = 1024;

/**
 * What of a model moves: blades turn about the vertical through their pivot, a cover swings about the horizontal one across its heading.
 * `light` is the ground that a lamp lights, drawn only at night and while the lamp burns; its _HEIGHT.x is 1 below the lamp and 0 at the rim.
 */
export const PARTS = ['still', 'fan', 'cover', 'light'] as const;
export type Part = (typeof PARTS)[number];
export const PART_INDEX = Object.fromEntries(PARTS.map((name, index) => [name, index])) as Readonly<Record<Part, number>>;

/** Texel layout of the pose texture: R = degrees a cover is open (180 = off, lies beside), G = speed of a fan (255 = full), B = how dark a lamp is (255 = out). */
export const POSE = { tilt: 0, turn: 1, dark: 2 } as const;
export const POSE_BYTES = 4;
