/**
 * Crowds where they are counted: one small draped mesh per counter near the camera (one draw each, none farther away), its look in four
 * uniforms that follow the newest readings of the instant shown. The words over it are figures of the overlay.
 */
import {
  BoundingSphere, Cartesian2, Cartesian3, ComponentDatatype, Geometry, GeometryAttribute, GeometryAttributes, GeometryInstance, Material, MaterialAppearance, Primitive,
  PrimitiveType, type Scene,
} from '@cesium/engine';
import type { Theme } from '../../design/tokens';
import type { Figure } from '../../domain/figure';
import type { ObjectId } from '../../domain/ids';
import { LEVEL_BY_RANK } from '../../domain/state';
import en from '../../i18n/en/scene.json';
import zh from '../../i18n/zh-CN/scene.json';
import type { CityStore } from '../../state/city/CityStore';
import type { CityClient } from '../cityClient';
import { toEarthFixed, toLocalAxes } from '../camera/viewGeometry';
import type { ElevationsOf } from '../overlay/figureLayer';
import { toRgb } from '../toRgb';
import { crowdShaderSource, meshReach } from './crowdShader';
import { defaultSquareMetres, flowShare, readCrowds, toCrowdFigure, zoneRadius, type Crowd, type CrowdZone } from './crowdZones';

/** Counters within this distance of the camera are drawn: a square fills a few pixels beyond it. Metres. */
const reachMetres = 900;
/** Corners along a side of the mesh, and how far above the height grid it lies: the drawn terrain is coarser. Metres. */
const sideCorners = 15;
const lift = 0.5;

interface Drawn { readonly zone: CrowdZone; readonly primitive: Primitive; readonly material: Material }

export interface CrowdLayer {
  /** The newest readings; answers whether the picture changed. */
  refresh(): boolean;
  /** Before a frame: which zones the camera is near to. */
  follow(): void;
  setTheme(theme: Theme): void;
  setHidden(hidden: boolean): void;
  dispose(): void;
}

export interface CrowdParts {
  readonly scene: Scene; readonly store: CityStore; readonly client: CityClient; readonly elevationsOf: ElevationsOf;
  /** Ellipsoidal minus orthometric height, metres. */
  readonly undulation: number;
  readonly theme: Theme;
  readonly onFigures: (figures: readonly Figure[]) => void;
}

export function createCrowd({ scene, store, client, elevationsOf, undulation, theme: initial, onFigures }: CrowdParts): CrowdLayer {
  let theme = initial;
  let hidden = false;
  let crowds = readCrowds(store);
  let near: readonly number[] = [];
  /** By index; null while its ground is being asked for. */
  const drawn = new Map<number, Drawn | null>();
  const places = [...store.catalogue.indicesOfKind('crowdCounter')].flatMap((index) => {
    const at = store.catalogue.place(index);
    return at ? [{ index, ...at, earthFixed: toEarthFixed(at.lon, at.lat, at.elevation + undulation) }] : [];
  });

  function paint({ zone, material }: Drawn): void {
    const crowd = crowds.get(zone.index);
    if (!crowd) return;
    const vector = (hex: string): Cartesian3 => new Cartesian3(...toRgb(hex));
    const level = crowd.live ? LEVEL_BY_RANK[crowd.rank] : null;
    Object.assign(material.uniforms as Record<string, unknown>, {
      density: crowd.density ?? 0, live: crowd.live ? 1 : 0, flows: new Cartesian2(flowShare(crowd.inflow, zone), flowShare(crowd.outflow, zone)),
      colour: vector(level ? theme.state[level].fill : crowd.live ? theme.scene.crowdCalm : theme.state.stale.fill), ink: vector(theme.scene.label), paper: vector(theme.scene.hatch),
    });
  }
  function isShown(index: number): boolean { return !hidden && crowds.get(index)?.density != null; }
  function showAll(): void {
    const figures: Figure[] = [];
    for (const [index, item] of drawn) {
      if (item === null) continue;
      const shown = near.includes(index) && isShown(index);
      item.primitive.show = shown;
      const crowd = crowds.get(index);
      if (!shown || !crowd) continue;
      paint(item);
      figures.push(toCrowdFigure(item.zone, crowd, zh.scene.crowd, en.scene.crowd));
    }
    onFigures(figures);
    scene.requestRender();
  }

  async function build(index: number, id: ObjectId, lon: number, lat: number): Promise<void> {
    const facts = await client.request('facts', { id });
    const area = Number(facts?.attributes['areaM2']);
    const zone: CrowdZone = { index, lon, lat, squareMetres: area > 0 ? area : defaultSquareMetres };
    const half = zoneRadius(zone) * meshReach;
    const pairs: number[] = [];
    for (let row = 0; row < sideCorners; row++) for (let column = 0; column < sideCorners; column++) {
      const [east, north] = [((column / (sideCorners - 1)) * 2 - 1) * half, ((row / (sideCorners - 1)) * 2 - 1) * half];
      pairs.push(lon + east / (metresPerDegree * Math.cos((lat * Math.PI) / 180)), lat + north / metresPerDegree);
    }
    const heights = await elevationsOf(pairs);
    const { primitive, material } = drape(scene, pairs, heights, undulation, zoneRadius(zone));
    drawn.set(index, { zone, primitive, material });
    showAll();
  }

  return {
    refresh: () => {
      const before = crowds;
      crowds = readCrowds(store);
      const changed = near.some((index) => !same(before.get(index), crowds.get(index)));
      if (changed) showAll();
      return changed;
    },
    follow: () => {
      const { positionWC: eye } = scene.camera;
      const next = places.filter(({ earthFixed: { x, y, z } }) => Math.hypot(x - eye.x, y - eye.y, z - eye.z) < reachMetres);
      if (next.length === near.length && next.every(({ index }, k) => near[k] === index)) return;
      near = next.map(({ index }) => index);
      for (const { index, lon, lat } of next) {
        if (drawn.has(index)) continue;
        drawn.set(index, null);
        // a counter whose ground cannot be read is asked for again when the camera comes back
        build(index, store.catalogue.idOf(index), lon, lat).catch(() => drawn.delete(index));
      }
      showAll();
    },
    setTheme: (next) => { theme = next; showAll(); },
    setHidden: (next) => { if (next !== hidden) { hidden = next; showAll(); } },
    dispose: () => { for (const item of drawn.values()) if (item) scene.primitives.remove(item.primitive); },
  };
}

const metresPerDegree = 111_320;
const same = (a: Crowd | undefined, b: Crowd | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.density === b.density && a.rank === b.rank && a.live === b.live && a.inflow === b.inflow && a.outflow === b.outflow);

/** A square sheet of corners on the ground, row by row from the south-west. */
function drape(scene: Scene, pairs: readonly number[], heights: Float64Array, undulation: number, radius: number): { primitive: Primitive; material: Material } {
  const corners = sideCorners * sideCorners;
  const positions = new Float64Array(corners * 3), normals = new Float32Array(corners * 3), st = new Float32Array(corners * 2);
  const { up } = toLocalAxes(pairs[0] ?? 0, pairs[1] ?? 0);
  for (let k = 0; k < corners; k++) {
    const { x, y, z } = toEarthFixed(pairs[k * 2] ?? 0, pairs[k * 2 + 1] ?? 0, (heights[k] ?? 0) + undulation + lift);
    positions.set([x, y, z], k * 3);
    normals.set([up.x, up.y, up.z], k * 3);
    st.set([(k % sideCorners) / (sideCorners - 1), Math.floor(k / sideCorners) / (sideCorners - 1)], k * 2);
  }
  const indices: number[] = [];
  for (let row = 0; row + 1 < sideCorners; row++) for (let column = 0; column + 1 < sideCorners; column++) {
    const corner = row * sideCorners + column;
    indices.push(corner, corner + 1, corner + sideCorners + 1, corner, corner + sideCorners + 1, corner + sideCorners);
  }
  const attributes = new GeometryAttributes();
  attributes.position = new GeometryAttribute({ componentDatatype: ComponentDatatype.DOUBLE, componentsPerAttribute: 3, values: positions });
  attributes.normal = new GeometryAttribute({ componentDatatype: ComponentDatatype.FLOAT, componentsPerAttribute: 3, values: normals });
  attributes.st = new GeometryAttribute({ componentDatatype: ComponentDatatype.FLOAT, componentsPerAttribute: 2, values: st });
  const material = new Material({
    translucent: true,
    fabric: {
      uniforms: { radius, density: 0, live: 0, flows: new Cartesian2(-1, -1), colour: new Cartesian3(), ink: new Cartesian3(), paper: new Cartesian3() },
      source: crowdShaderSource,
    },
  });
  const primitive = scene.primitives.add(new Primitive({
    geometryInstances: new GeometryInstance({
      geometry: new Geometry({
        attributes, indices: Uint16Array.from(indices), primitiveType: PrimitiveType.TRIANGLES,
        boundingSphere: BoundingSphere.fromVertices(positions as unknown as number[]),
      }),
    }),
    appearance: new MaterialAppearance({ material, flat: true, translucent: true, closed: false, materialSupport: MaterialAppearance.MaterialSupport.TEXTURED }),
    asynchronous: false, allowPicking: false, show: false,
  })) as Primitive;
  return { primitive, material };
}
