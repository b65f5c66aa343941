/**
 * What stands in the street, by kind: the shapes people know, at true size. Heights come from the thing where it has one,
 * so a model is a function of the mounting height; variants of trees are chosen by seed.
 */
import { ModelTemplate } from './ModelTemplate';

type MakeModel = (mountHeight: number, variant: number) => ModelTemplate;

const pole = (to: number, radius = 0.08): ModelTemplate => new ModelTemplate().prism({ from: -0.5, to, radius, head: radius * 0.7, sides: 5, material: 'pole' });

const streetLamp: MakeModel = (mount) => {
  const height = mount > 2 ? mount : 9;
  return pole(height, 0.11)
    .box([-0.06, 0, height - 0.12], [0.06, 1.7, height], 'pole')
    .box([-0.17, 1.2, height - 0.24], [0.17, 2.1, height - 0.12], 'lampHead');
};

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

/** Iron cover in its frame over a shaft, hinged at its southern edge: it swings open towards the south and then lies beside the hole. */
const manhole: MakeModel = () => new ModelTemplate()
  .tube({ from: -0.25, to: 0.1, inner: 0.37, outer: 0.5, sides: 16, material: 'stone' })
  .prism({ from: -0.25, to: 0.06, radius: 0.38, sides: 16, material: 'hole' })
  .moving('cover', [0, -0.37, 0.12])
  .prism({ from: 0.07, to: 0.12, radius: 0.36, sides: 16, floor: true, material: 'cover' })
  .tube({ from: 0.11, to: 0.14, inner: 0.25, outer: 0.29, sides: 16, material: 'cover' })
  .prism({ from: 0.11, to: 0.14, radius: 0.1, sides: 8, material: 'cover' });

/** Lid of the tank with two hatches, vent pipe, gas terminal, and the fan in its ring on top of the plenum. */
const FAN = { x: 0.62, y: 0, z: 1.2, radius: 0.58, blades: 5 } as const;
const septicTank: MakeModel = () => {
  const model = new ModelTemplate()
    .box([-1.5, -0.9, -0.4], [1.4, 0.9, 0.08], 'stone')
    .prism({ x: -1.05, y: 0.38, from: 0.05, to: 0.13, radius: 0.32, sides: 12, material: 'cover' })
    .prism({ x: -1.05, y: -0.42, from: 0.05, to: 0.13, radius: 0.32, sides: 12, material: 'cover' })
    .prism({ x: -0.35, y: 0.62, from: 0, to: 2.7, radius: 0.08, sides: 8, material: 'pole' })
    .prism({ x: -0.35, y: 0.62, from: 2.62, to: 2.86, radius: 0.2, head: 0.03, sides: 8, material: 'pole' })
    .box([-0.5, 0.44, 1.15], [-0.2, 0.56, 1.6], 'device')
    .box([FAN.x - 0.56, -0.56, 0.05], [FAN.x + 0.56, 0.56, 0.86], 'device')
    .prism({ x: FAN.x, from: 0.84, to: 0.95, radius: 0.78, head: FAN.radius + 0.08, sides: 20, material: 'device' })
    .prism({ x: FAN.x, from: 0.94, to: 0.98, radius: FAN.radius + 0.04, sides: 20, material: 'hole' })
    .tube({ x: FAN.x, from: 0.94, to: 1.3, inner: FAN.radius + 0.03, outer: FAN.radius + 0.1, sides: 20, material: 'pole' })
    .moving('fan', [FAN.x, FAN.y, FAN.z])
    .prism({ x: FAN.x, from: 1.02, to: 1.26, radius: 0.14, head: 0.1, sides: 8, material: 'pole' });
  for (let blade = 0; blade < FAN.blades; blade++) {
    // pitched like a propeller: the leading edge stands higher, and the tip is wider than the root
    const at = (radius: number, degrees: number, z: number): readonly [number, number, number] => {
      const angle = ((blade / FAN.blades) * 360 + degrees) * (Math.PI / 180);
      return [FAN.x + Math.cos(angle) * radius, Math.sin(angle) * radius, z];
    };
    model.plate([at(0.12, -20, 1.09), at(FAN.radius, -21, 1.07), at(FAN.radius, 21, 1.23), at(0.12, 20, 1.19)], 0.02, 'blade');
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

/** Half width and height for picking, metres. */
export function thingSize(kind: string, mountHeight: number): { readonly radius: number; readonly height: number } {
  switch (kind) {
    case 'tree': return { radius: 2.2, height: 7 };
    case 'manhole': return { radius: 0.5, height: 0.3 };
    case 'septicTank': return { radius: 1.3, height: 1.3 };
    case 'lift': case 'outfall': return { radius: 1.2, height: 3 };
    default: return { radius: 0.4, height: Math.max(1, mountHeight) };
  }
}
