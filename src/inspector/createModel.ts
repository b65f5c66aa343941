/** The parametric structure as three objects: one mesh per member and role, materials by role, section and explosion. */
import { Box3, BufferAttribute, BufferGeometry, Color, DoubleSide, FrontSide, Group, Mesh, MeshStandardMaterial, Plane, Vector3 } from 'three';
import type { PartRole, StructureMesh } from '../../tiles/structures/structureMesh';
import type { Theme } from '../design/tokens';
import { extentAlong, frameOf, toSectionPlane, type Extent, type Frame, type Section } from './models/sectionPlane';

/** How dark a role stands between the model's light tone (0) and its dark one (1). */
const TONE: Readonly<Partial<Record<PartRole, number>>> = { deck: 0.85, lowerDeck: 0.75, girder: 0.3, truss: 0.35, pier: 0.2, cable: 0.1, hanger: 0.2, rail: 1, railing: 0.5, roof: 0.7, glass: 0.6, stone: 0.25, wall: 0.1, gold: 0.45 };

/** How far a member moves out when exploded, part of its distance from the middle. */
const EXPLODE_SHARE = 0.6;

export interface Model {
  readonly group: Group;
  readonly meshes: readonly Mesh[];
  /** Of the model as it stands, exploded or not. */
  readonly bounds: Box3;
  /** Corners of the model's own box, turned with it: tighter than `bounds` for a bridge that runs diagonally. */
  corners(): readonly Vector3[];
  readonly frame: Frame;
  memberOf(mesh: unknown): string | null;
  setTheme(theme: Theme): void;
  /** Emphasises one member, dims none. */
  highlight(hovered: string | null, selected: string | null): void;
  /** Offset of the cut in metres from the low end, or null when off. */
  setSection(section: Section | null): number | null;
  /** 0 = assembled, 1 = pulled apart along the structure. */
  explode(amount: number): void;
  /** The plane of the section while it cuts. */
  planes(): readonly Plane[];
  /** True when the section has taken a point away. */
  isCut(point: Vector3): boolean;
  /** Where a point of the assembled member stands now. */
  moved(member: string, point: Vector3): Vector3;
  dispose(): void;
}

export function createModel(mesh: StructureMesh): Model {
  const group = new Group(), meshes: Mesh[] = [], members = new Map<Mesh, string>(), shifts = new Map<string, number>();
  const materials = new Map<PartRole, MeshStandardMaterial>();
  const marked = new MeshStandardMaterial({ roughness: 0.6 }), hoveredMaterial = new MeshStandardMaterial({ roughness: 0.6 });
  const plane = new Plane();
  let cutting = false;
  const clouds = mesh.parts.map((part) => part.positions);
  const frame: Frame = frameOf(clouds);
  const extents: Record<Section['axis'], Extent> = { along: extentAlong(clouds, frame.along), across: extentAlong(clouds, frame.across), up: extentAlong(clouds, frame.up) };
  const along = new Vector3(...frame.along), side = new Vector3(...frame.across), bounds = new Box3(), middle = (extents.along.min + extents.along.max) / 2;

  const materialOf = (role: PartRole): MeshStandardMaterial => {
    let material = materials.get(role);
    if (!material) materials.set(role, (material = new MeshStandardMaterial({ roughness: role === 'glass' ? 0.35 : 0.82, metalness: role === 'cable' || role === 'hanger' ? 0.2 : 0.02 })));
    return material;
  };
  for (const part of mesh.parts) {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(part.positions, 3));
    geometry.setIndex(new BufferAttribute(part.indices, 1));
    geometry.computeVertexNormals();
    geometry.computeBoundingBox();
    const object = new Mesh(geometry, materialOf(part.role));
    object.castShadow = part.role !== 'railing' && part.role !== 'rail';
    object.receiveShadow = true;
    object.userData['role'] = part.role;
    group.add(object);
    meshes.push(object);
    members.set(object, part.member);
    if (geometry.boundingBox) {
      bounds.union(geometry.boundingBox);
      const centre = geometry.boundingBox.getCenter(new Vector3()).dot(along);
      if (!shifts.has(part.member)) shifts.set(part.member, centre - middle);
    }
  }
  const all = (): readonly MeshStandardMaterial[] => [...materials.values(), marked, hoveredMaterial];
  const shift = (member: string, amount: number): Vector3 => along.clone().multiplyScalar((shifts.get(member) ?? 0) * amount * EXPLODE_SHARE);
  let exploded = 0;

  return {
    group, meshes, bounds, frame,
    corners() {
      const { across, up } = extents, half = ((extents.along.max - extents.along.min) / 2) * (1 + exploded * EXPLODE_SHARE);
      return [middle - half, middle + half].flatMap((a) => [across.min, across.max].flatMap((c) => [up.min, up.max].map((z) => along.clone().multiplyScalar(a).addScaledVector(side, c).setZ(z))));
    },
    memberOf: (object) => (object instanceof Mesh ? members.get(object) ?? null : null),
    setTheme({ studio, ui }) {
      const light = new Color(studio.model), dark = new Color(studio.modelDark);
      for (const [role, material] of materials) material.color.copy(light).lerp(dark, TONE[role] ?? 0);
      marked.color.set(ui.accent);
      marked.emissive.set(ui.accent);
      marked.emissiveIntensity = 0.25;
      hoveredMaterial.color.copy(light).lerp(new Color(ui.accent), 0.45);
    },
    highlight(hovered, selected) {
      for (const object of meshes) {
        const member = members.get(object);
        object.material = member === selected ? marked : member === hovered ? hoveredMaterial : materialOf(object.userData['role'] as PartRole);
      }
    },
    setSection(section) {
      const cut = section ? toSectionPlane(section, frame, extents[section.axis]) : null;
      cutting = cut !== null;
      if (cut) { plane.normal.set(...cut.normal); plane.constant = cut.constant; }
      for (const material of all()) {
        material.clippingPlanes = cut ? [plane] : null;
        material.clipShadows = true;
        // Cut bodies are hollow: their inside is shown rather than the background.
        material.side = cut ? DoubleSide : FrontSide;
        material.needsUpdate = true;
      }
      return cut?.offset ?? null;
    },
    explode(amount) {
      exploded = amount;
      for (const object of meshes) object.position.copy(shift(members.get(object) ?? '', amount));
      group.updateMatrixWorld(true);
      bounds.setFromObject(group);
    },
    planes: () => (cutting ? [plane] : []),
    isCut: (point) => cutting && plane.distanceToPoint(point) < 0,
    moved: (member, point) => (exploded === 0 ? point : point.clone().add(shift(member, exploded))),
    dispose() {
      for (const object of meshes) object.geometry.dispose();
      for (const material of all()) material.dispose();
    },
  };
}
