/**
 * What stands in the street, by kind: the shapes people know, at true size. Heights come from the thing where it has one,
 * so a model is a function of the mounting height; variants of trees are chosen by seed.
 */
import { ModelTemplate } from './ModelTemplate';

type MakeModel = (mountHeight: number, variant: number) => ModelTemplate;

const pole = (to: number, radius = 0.08): ModelTemplate => new ModelTemplate().prism({ from: -0.5, to, radius, head: radius * 0.7, sides: 5, material: 'pole' });

/** Up to this height a lamp is a lantern on a post, as on stairs and trails; above it has an arm over the road. Metres. */
const lanternHeight = 5;
const lampHeight = (mount: number): number => (mount > 2 ? mount : 9);
const armReach = 1.7;
const streetLamp: MakeModel = (mount) => {
  const height = lampHeight(mount);
  if (height <= lanternHeight) {
    return pole(height - 0.55, 0.07)
      .prism({ from: height - 0.55, to: height - 0.48, radius: 0.16, sides: 6, floor: true, material: 'pole' })
      .prism({ from: height - 0.48, to: height - 0.08, radius: 0.13, head: 0.2, sides: 6, material: 'lampHead' })
      .prism({ from: height - 0.08, to: height + 0.12, radius: 0.27, head: 0.04, sides: 6, floor: true, material: 'pole' });
  }
  return pole(height, 0.11)
    .plate([[-0.05, 0, height], [0.05, 0, height], [0.05, armReach, height + 0.28], [-0.05, armReach, height + 0.28]], 0.1, 'pole')
    .plate([[-0.17, armReach - 0.5, height + 0.3], [0.17, armReach - 0.5, height + 0.3], [0.13, armReach + 0.45, height + 0.38], [-0.13, armReach + 0.45, height + 0.38]], 0.05, 'pole')
    .plate([[-0.15, armReach - 0.45, height + 0.25], [0.15, armReach - 0.45, height + 0.25], [0.11, armReach + 0.4, height + 0.33], [-0.11, armReach + 0.4, height + 0.33]], 0.08, 'lampHead');
};

/** Where a lamp's light falls: metres ahead of its foot, and the radius of the pool; null for what is no lamp. */
export function lampLight(kind: string, mountHeight: number): { readonly ahead: number; readonly radius: number } | null {
  if (kind !== 'streetLamp') return null;
  const height = Math.round(lampHeight(mountHeight) * 2) / 2;
  return height <= lanternHeight ? { ahead: 0, radius: height * 1.6 } : { ahead: armReach, radius: height * 1.35 };
}

const camera: MakeModel = (mount) => {
  const height = mount > 1.5 ? mount : 5;
  return pole(height, 0.07)
    .box([-0.04, 0, height - 0.3], [0.04, 0.7, height - 0.22], 'pole')
    .box([-0.11, 0.45, height - 0.62], [0.11, 1.0, height - 0.32], 'device');
};

/** Slender, broad and conical; sizes in metres: trunk, crown radius, crown height. */
const TREES = [[2.6, 2.4, 4.4], [2.2, 3.2, 4.0], [3.2, 2.0, 6.2], [2.0, 1.8, 3.2]] as const;
const tree: MakeModel = (_mount, variant) => {
  const [trunk, radius, crown] = TREES[variant % TREES.length] ?? TREES[0];
  return new ModelTemplate()
    .prism({ from: -0.5, to: trunk + crown * 0.3, radius: 0.19, head: 0.1, sides: 5, material: 'trunk' })
    .blob({ z: trunk + crown / 2, radius, height: crown, sides: 7, rings: 3, material: 'vegetation' })
    .blob({ x: radius * 0.4, y: -radius * 0.25, z: trunk + crown * 0.72, radius: radius * 0.62, height: crown * 0.62, sides: 5, rings: 2, material: 'vegetation' });
};

/** Iron cover in its frame over a shaft, hinged at its southern rim: it swings open towards the south and then lies beside the hole. */
const COVER = { radius: 0.48, sides: 20 } as const;
const manhole: MakeModel = () => new ModelTemplate()
  .tube({ from: -0.3, to: 0.1, inner: COVER.radius + 0.02, outer: COVER.radius + 0.17, sides: COVER.sides, material: 'device' })
  .prism({ from: -0.3, to: 0.06, radius: COVER.radius + 0.03, sides: COVER.sides, material: 'hole' })
  .moving('cover', [0, -COVER.radius, 0.13])
  .prism({ from: 0.07, to: 0.13, radius: COVER.radius, sides: COVER.sides, floor: true, material: 'cover' })
  .tube({ from: 0.12, to: 0.16, inner: COVER.radius * 0.68, outer: COVER.radius * 0.8, sides: COVER.sides, material: 'device' })
  .prism({ from: 0.12, to: 0.16, radius: COVER.radius * 0.3, sides: 10, material: 'device' });

/** Lid of the tank with two hatches, vent pipe, gas terminal, and the fan in its ring on top of the plenum. */
const FAN = { x: 0.75, y: 0, z: 1.2, radius: 0.82, blades: 5 } as const;
const septicTank: MakeModel = () => {
  const model = new ModelTemplate()
    .box([-1.75, -1.15, -0.5], [1.85, 1.15, 0.08], 'stone')
    .prism({ x: -1.2, y: 0.5, from: 0.05, to: 0.13, radius: 0.38, sides: 12, material: 'cover' })
    .prism({ x: -1.2, y: -0.5, from: 0.05, to: 0.13, radius: 0.38, sides: 12, material: 'cover' })
    .prism({ x: -0.45, y: 0.85, from: 0, to: 2.9, radius: 0.08, sides: 8, material: 'pole' })
    .prism({ x: -0.45, y: 0.85, from: 2.82, to: 3.06, radius: 0.2, head: 0.03, sides: 8, material: 'pole' })
    .box([-0.62, 0.66, 1.2], [-0.28, 0.79, 1.7], 'device')
    .box([FAN.x - 0.78, -0.78, 0.05], [FAN.x + 0.78, 0.78, 0.86], 'device')
    .prism({ x: FAN.x, from: 0.84, to: 0.95, radius: 1.06, head: FAN.radius + 0.08, sides: 20, material: 'device' })
    .prism({ x: FAN.x, from: 0.94, to: 0.98, radius: FAN.radius + 0.04, sides: 20, material: 'hole' })
    .tube({ x: FAN.x, from: 0.94, to: 1.3, inner: FAN.radius + 0.03, outer: FAN.radius + 0.1, sides: 20, material: 'pole' })
    .moving('fan', [FAN.x, FAN.y, FAN.z])
    .prism({ x: FAN.x, from: 1.02, to: 1.28, radius: 0.17, head: 0.12, sides: 8, material: 'pole' });
  for (let blade = 0; blade < FAN.blades; blade++) {
    // pitched like a propeller: the leading edge stands higher, and the tip is wider than the root
    const at = (radius: number, degrees: number, z: number): readonly [number, number, number] => {
      const angle = ((blade / FAN.blades) * 360 + degrees) * (Math.PI / 180);
      return [FAN.x + Math.cos(angle) * radius, Math.sin(angle) * radius, z];
    };
    model.plate([at(0.14, -20, 1.08), at(FAN.radius, -21, 1.05), at(FAN.radius, 21, 1.25), at(0.14, 20, 1.2)], 0.02, 'blade');
  }
  return model;
};
const boxOnPole = (height: number): ModelTemplate => pole(height).box([-0.22, -0.15, height - 0.75], [0.22, 0.15, height - 0.1], 'device');

const MODELS: Readonly<Record<string, MakeModel>> = {
  streetLamp, camera, tree, manhole, septicTank,
  noiseMonitor: (mount) => boxOnPole(mount > 1.5 ? mount : 4).blob({ z: (mount > 1.5 ? mount : 4) + 0.18, radius: 0.12, height: 0.26, sides: 6, rings: 2, material: 'device' }),
  airMonitor: (mount) => {
    const height = mount > 1.5 ? mount : 3.2;
    return boxOnPole(height).prism({ from: height, to: height + 0.35, radius: 0.16, head: 0.24, sides: 8, material: 'device' });
  },
  rainGauge: () => pole(1.2).prism({ from: 1.1, to: 1.6, radius: 0.15, sides: 8, material: 'device' }),
  waterLevelGauge: () => new ModelTemplate().box([-0.14, -0.03, -4], [0.14, 0.03, 4], 'device').prism({ x: 0.5, from: -1, to: 5.2, radius: 0.09, sides: 5, material: 'pole' }).box([0.3, -0.2, 4.4], [0.7, 0.2, 5], 'device'),
  soilStation: () => pole(2.2).box([-0.45, -0.03, 2.0], [0.45, 0.35, 2.06], 'device').box([-0.16, -0.1, 1.1], [0.16, 0.1, 1.6], 'device'),
  pestTrap: () => pole(1.4).prism({ from: 1.1, to: 1.9, radius: 0.22, sides: 6, material: 'lampHead' }).prism({ from: 1.9, to: 2.15, radius: 0.5, head: 0.08, sides: 6, material: 'device' }),
  crowdCounter: (mount) => boxOnPole(mount > 1.5 ? mount : 4.2).box([-0.5, 0.1, 2.6], [0.5, 0.2, 3.3], 'device'),
  slope: () => new ModelTemplate().box([-0.3, -0.3, -0.6], [0.3, 0.3, 0.9], 'stone').prism({ from: 0.9, to: 1.6, radius: 0.05, sides: 5, material: 'pole' }).prism({ from: 1.6, to: 1.75, radius: 0.2, head: 0.12, sides: 8, material: 'device' }),
  outfall: () => new ModelTemplate().box([-1.4, 0, -1.5], [1.4, 0.5, 1.6], 'stone').box([-0.5, -0.5, -0.2], [0.5, 0, 0.8], 'cover'),
  bridgeSensor: () => new ModelTemplate().box([-0.2, -0.2, 0], [0.2, 0.2, 0.3], 'device'),
  lift: () => new ModelTemplate().box([-1.1, -1.1, -0.3], [1.1, 1.1, 2.9], 'glass').box([-1.25, -1.25, 2.9], [1.25, 1.25, 3.1], 'device'),
  metroStation: () => pole(4.2, 0.16).box([-0.75, -0.1, 3.2], [0.75, 0.1, 4.4], 'lampHead'),
};

/** Kinds that stand still and have a shape; all others (vehicles, workers, drones …) are symbols only. */
export const hasThingModel = (kind: string): boolean => kind in MODELS;
/** Models that hang at their mounting height instead of standing on a pole of it. */
export const isMounted = (kind: string): boolean => kind === 'bridgeSensor';

const cache = new Map<string, ModelTemplate>();

/** The template of one thing; mounting heights are rounded to half a metre so that few templates serve the city. */
export function thingModel(kind: string, mountHeight: number, seed: number): ModelTemplate | null {
  const make = MODELS[kind];
  if (!make) return null;
  const height = Math.round(mountHeight * 2) / 2;
  const variant = kind === 'tree' ? seed & 3 : 0;
  const key = `${kind} ${height} ${variant}`;
  let template = cache.get(key);
  if (!template) cache.set(key, template = make(height, variant));
  return template;
}

/** Metres above the ground at which the sign of a thing stands: where it is mounted, but above what lies flat and moves, not on it. */
export function signHeight(kind: string, mountHeight: number): number {
  switch (kind) {
    case 'manhole': return 2;
    case 'septicTank': return 3.8;
    default: return mountHeight;
  }
}

/** Half width and height for picking, metres. */
export function thingSize(kind: string, mountHeight: number): { readonly radius: number; readonly height: number } {
  switch (kind) {
    case 'tree': return { radius: 2.2, height: 7 };
    case 'manhole': return { radius: 0.65, height: 0.3 };
    case 'septicTank': return { radius: 1.6, height: 1.3 };
    case 'lift': case 'outfall': return { radius: 1.2, height: 3 };
    default: return { radius: 0.4, height: Math.max(1, mountHeight) };
  }
}
