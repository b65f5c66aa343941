/**
 * What the city worker writes into each GLB and the scene's shader reads back. Both sides import this file.
 *
 * A GLB is one mesh, TRIANGLES, no normals, no textures, no property table. Coordinates are local east-north-up metres
 * around the tile's `transform` (x east, y north, z up: the tileset is loaded with `modelUpAxis: Axis.Z`).
 *
 * | attribute | type | meaning |
 * |---|---|---|
 * | POSITION | VEC3 SHORT (KHR_mesh_quantization, node scale) or FLOAT | local metres |
 * | _FEATURE_ID_0 | SCALAR FLOAT | global row of the state table (pack index + index offset), exact below 2^23 |
 * | _SHAPE | VEC4 UNSIGNED_BYTE | material (MATERIALS), building class (BUILDING_CLASSES), seed 0…255, reserved |
 * | _HEIGHT | VEC2 FLOAT | metres above the visible ground at the foot, total height above it |
 *
 * Sample the state texture in the VERTEX stage (interpolated ids break in the fragment stage once they are large).
 */
export const MATERIALS = [
  'building', 'deck', 'lowerDeck', 'girder', 'truss', 'pier', 'pylon', 'cable', 'hanger', 'arch', 'rail', 'railing',
  'wall', 'roof', 'glass', 'stone', 'gold', 'water', 'vegetation', 'trunk', 'pole', 'lampHead', 'device', 'cover', 'vehicle',
] as const;
export type Material = (typeof MATERIALS)[number];
export const MATERIAL_INDEX = Object.fromEntries(MATERIALS.map((name, index) => [name, index])) as Readonly<Record<Material, number>>;

/** Width of the state texture in texels; row of a feature = floor(id / width). */
export const STATE_TEXTURE_WIDTH = 1024;
