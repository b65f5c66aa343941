/**
 * One surface per river reach or lake, at the level its gauge reports. The banks come out of the terrain itself: the surface is a
 * plain sheet and the ground cuts it. Moving a level moves a matrix; the polygon is made once.
 */
import {
  Cartesian3, Cartesian4, GeometryInstance, Material, MaterialAppearance, Matrix4, PolygonGeometry, PolygonHierarchy, Primitive, type Scene,
} from '@cesium/engine';
import type { Theme } from '../../design/tokens';
import { LEVEL_BY_RANK, type LevelRank } from '../../domain/state';
import type { PackManifest, PackWater } from '../../../tiles/format';
import type { OpenedPack } from '../cityClient';
import { toLocalAxes, toEarthFixed } from '../camera/viewGeometry';
import { keyDirection } from '../keyDirection';
import { toRgb } from '../toRgb';
import { waterShaderSource } from './waterShader';

export interface Waters {
  readonly reaches: readonly { readonly id: string; readonly gaugeId: string | null; readonly index: number }[];
  setTheme(theme: Theme): void;
  /** Orthometric metres; the surface glides there. */
  setLevel(id: string, elevation: number): void;
  mark(id: string, rank: LevelRank, selected: boolean): void;
  /** Surface-water class 1 (I) to 6 (worse than V, GB 3838) as measured, and whether that value is live; null = not measured. */
  setClass(id: string, rank: number | null, live: boolean): void;
  /** Whether the surfaces show their classes instead of the colour of water. */
  showClasses(shown: boolean): void;
  /** Before every frame. Answers whether a surface still moves and needs another frame. */
  follow(clockSeconds: number, pixelAngle: number): boolean;
  dispose(): void;
}

interface Reach { readonly water: PackWater; readonly index: number; /** False where elevations are no elevations that a gauge could give. */ readonly follows: boolean; readonly primitive: Primitive; readonly material: Material; readonly up: Cartesian3; shown: number; wanted: number; rank: LevelRank; selected: boolean; waterClass: number | null; classLive: boolean }

/** Vertical datum of a pack that was built without terrain (tiles/encode/writePack.ts). */
const floorDatum = 'ground at zero';
/** How much of its class a surface shows: a live value, and one whose time is over. */
const classStrength = { live: 0.62, old: 0.24 } as const;
/** Share of the remaining way that a surface moves per frame: a visible glide of about a second. */
const glide = 0.08;

export function createWaters(scene: Scene, packs: readonly OpenedPack[], initial: Theme): Waters {
  let theme = initial;
  let classesShown = false;
  const base = packs[0]?.manifest;
  const anchor = base ? toEarthFixed(base.home.lon, base.home.lat, 0) : { x: 0, y: 0, z: 0 };
  const axes = toLocalAxes(base?.home.lon ?? 0, base?.home.lat ?? 0);
  const reaches: Reach[] = packs.flatMap(({ manifest, indexOffset }) => manifest.waters.map((water) => createReach(scene, water, manifest.vertical, indexOffset)));

  const each = (write: (uniforms: Record<string, unknown>) => void): void => { for (const reach of reaches) write(reach.material.uniforms as Record<string, unknown>); };

  function tint(reach: Reach): void {
    const hex = classesShown && reach.waterClass !== null ? theme.scene.waterClasses[reach.waterClass - 1] : undefined;
    if (hex !== undefined) {
      const [red, green, blue] = toRgb(hex);
      (reach.material.uniforms as Record<string, unknown>)['tint'] = new Cartesian4(red, green, blue, reach.classLive ? classStrength.live : classStrength.old);
      scene.requestRender();
      return;
    }
    const level = LEVEL_BY_RANK[reach.rank];
    const [red, green, blue] = toRgb(level ? theme.state[level].fill : theme.scene.select);
    const strength = level ? [0, 0.22, 0.3, 0.42, 0.5][reach.rank] ?? 0 : 0;
    (reach.material.uniforms as Record<string, unknown>)['tint'] = new Cartesian4(red, green, blue, Math.max(strength, reach.selected ? 0.16 : 0));
    scene.requestRender();
  }

  function setTheme(next: Theme): void {
    theme = next;
    const { scene: palette } = next;
    const night = palette.windowGlow.strength[1] > 0;
    const vector = (hex: string, factor = 1): Cartesian3 => { const [red, green, blue] = toRgb(hex); return new Cartesian3(red * factor, green * factor, blue * factor); };
    each((uniforms) => {
      uniforms['deep'] = vector(palette.waterDeep);
      uniforms['shallow'] = vector(palette.waterShallow, 1.12);
      uniforms['glint'] = vector(palette.waterGlint);
      uniforms['sky'] = vector(palette.sky, night ? 1.5 : 1);
      uniforms['horizon'] = vector(palette.horizon, night ? 1.25 : 1);
      uniforms['glow'] = vector(palette.keyLight.colour, night ? 0.24 : 0.1);
      uniforms['light'] = new Cartesian3(...keyDirection(palette.keyLight));
      uniforms['foam'] = night ? 0.34 : 0.5;
    });
    for (const reach of reaches) tint(reach);
  }
  setTheme(initial);

  const relative = new Cartesian3();
  return {
    reaches: reaches.map(({ water, index, follows }) => ({ id: water.id, gaugeId: follows ? water.gaugeId ?? null : null, index })),
    setTheme,
    setLevel: (id, elevation) => {
      for (const reach of reaches) if (reach.water.id === id && Number.isFinite(elevation)) reach.wanted = elevation - reach.water.elevation;
      scene.requestRender();
    },
    mark: (id, rank, selected) => {
      for (const reach of reaches) {
        if (reach.water.id !== id || (reach.rank === rank && reach.selected === selected)) continue;
        reach.rank = rank;
        reach.selected = selected;
        tint(reach);
      }
    },
    setClass: (id, rank, live) => {
      for (const reach of reaches) {
        if (reach.water.id !== id || (reach.waterClass === rank && reach.classLive === live)) continue;
        reach.waterClass = rank;
        reach.classLive = live;
        tint(reach);
      }
    },
    showClasses: (shown) => {
      if (shown === classesShown) return;
      classesShown = shown;
      for (const reach of reaches) tint(reach);
    },
    follow: (clockSeconds, pixelAngle) => {
      const { camera } = scene;
      const inEye = (v: { x: number; y: number; z: number }): Cartesian3 => new Cartesian3(dot(v, camera.rightWC), dot(v, camera.upWC), -dot(v, camera.directionWC));
      const [eastEC, northEC, upEC] = [inEye(axes.east), inEye(axes.north), inEye(axes.up)];
      relative.x = camera.positionWC.x - anchor.x;
      relative.y = camera.positionWC.y - anchor.y;
      relative.z = camera.positionWC.z - anchor.z;
      const eyePlace = new Cartesian3(dot(relative, axes.east), dot(relative, axes.north), 0);
      each((uniforms) => { Object.assign(uniforms, { eastEC, northEC, upEC, eyePlace, clock: clockSeconds, pixelAngle }); });
      let moving = false;
      for (const reach of reaches) {
        const rest = reach.wanted - reach.shown;
        if (rest === 0) continue;
        reach.shown = Math.abs(rest) < 0.01 ? reach.wanted : reach.shown + rest * glide;
        const lift = Cartesian3.multiplyByScalar(reach.up, reach.shown, new Cartesian3());
        reach.primitive.modelMatrix = Matrix4.fromTranslation(lift, reach.primitive.modelMatrix);
        moving = true;
      }
      return moving;
    },
    dispose: () => { for (const { primitive } of reaches) scene.primitives.remove(primitive); },
  };
}

const dot = (a: { x: number; y: number; z: number }, b: { x: number; y: number; z: number }): number => a.x * b.x + a.y * b.y + a.z * b.z;

function createReach(scene: Scene, water: PackWater, vertical: PackManifest['vertical'], indexOffset: number): Reach {
  const [outer = [], ...holes] = water.rings;
  const hierarchy = new PolygonHierarchy(Cartesian3.fromDegreesArray([...outer]), holes.map((ring) => new PolygonHierarchy(Cartesian3.fromDegreesArray([...ring]))));
  const zero = (): Cartesian3 => new Cartesian3();
  const material = new Material({
    translucent: false,
    fabric: {
      uniforms: {
        deep: zero(), shallow: zero(), glint: zero(), sky: zero(), horizon: zero(), glow: zero(), light: zero(), eastEC: zero(), northEC: zero(),
        upEC: zero(), eyePlace: zero(), tint: new Cartesian4(), clock: 0, pixelAngle: 0.001, foam: 0.3,
      },
      source: waterShaderSource,
    },
  });
  const primitive = scene.primitives.add(new Primitive({
    geometryInstances: new GeometryInstance({
      geometry: new PolygonGeometry({
        polygonHierarchy: hierarchy, height: water.elevation + vertical.geoidUndulationMetres, vertexFormat: MaterialAppearance.MaterialSupport.BASIC.vertexFormat,
        // Lakes of a city are small against the earth's curve; coarse triangles are enough.
        granularity: 0.0005,
      }),
    }),
    appearance: new MaterialAppearance({ material, flat: true, translucent: false, materialSupport: MaterialAppearance.MaterialSupport.BASIC }),
    asynchronous: false, allowPicking: false,
  })) as Primitive;
  const [lon = 0, lat = 0] = outer;
  const { up } = toLocalAxes(lon, lat);
  return { water, index: water.index + indexOffset, follows: vertical.datum !== floorDatum, primitive, material, up: new Cartesian3(up.x, up.y, up.z), shown: 0, wanted: 0, rank: 0, selected: false, waterClass: null, classLive: false };
}
