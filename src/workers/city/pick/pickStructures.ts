/** The nearest bridge, viaduct or landmark along the ray, with the member that was hit. */
import type { StructureMesh, StructurePart } from '../../../../tiles/structures/structureMesh';
import type { PickRay } from '../../protocol';
import { LocalFrame } from '../LocalFrame';
import type { Pack } from '../Pack';
import type { StructureMeshes } from '../StructureMeshes';
import { clipToBox, toLocalRay, type LocalBox, type LocalRay } from './LocalRay';

interface StructureHit { readonly index: number; readonly kind: string; readonly distance: number; readonly member: string }

const boxes = new WeakMap<StructurePart, LocalBox>();

export function pickStructures(ray: PickRay, pack: Pack, meshes: StructureMeshes, undulation: number, limit: number): StructureHit | null {
  let best: StructureHit | null = null;
  for (const feature of pack.structures) {
    const hit = pickStructure(ray, meshes.meshOf(feature), undulation, best?.distance ?? limit);
    if (hit) best = { index: feature.index + pack.indexOffset, kind: feature.kind, ...hit };
  }
  return best;
}

function pickStructure(ray: PickRay, mesh: StructureMesh, undulation: number, limit: number): { readonly distance: number; readonly member: string } | null {
  const local = toLocalRay(ray, mesh.origin[0], mesh.origin[1], undulation);
  const frame = new LocalFrame(mesh.origin[0], mesh.origin[1]);
  let member: string | null = null, best = limit;
  const around = wholeBox(mesh);
  const room = 5 + 4 * ray.pixelAngle * Math.hypot(local.ox, local.oy, local.oz);
  const fall = frame.drop(Math.max(-around[0], around[3]), Math.max(-around[1], around[4]));
  const whole = clipToBox(local, [around[0] - room, around[1] - room, around[2] - room - fall, around[3] + room, around[4] + room, around[5] + room]);
  if (!whole || whole[0] >= limit) return null;
  for (const part of mesh.parts) {
    const box = boxOf(part);
    // Thin members are widened to about two pixels, so that a cable can be touched at all.
    const slack = isThin(part) ? Math.max(0.3, 1.5 * ray.pixelAngle * Math.hypot(local.ox - box[0], local.oy - box[1], local.oz - box[2])) : 0.05;
    const drop = frame.drop((box[0] + box[3]) / 2, (box[1] + box[4]) / 2);
    const lifted: LocalRay = { ...local, oz: local.oz + drop };
    const range = clipToBox(lifted, [box[0] - slack, box[1] - slack, box[2] - slack, box[3] + slack, box[4] + slack, box[5] + slack]);
    if (!range || range[0] >= best) continue;
    const distance = isThin(part) ? nearAxis(lifted, part, slack) : hitTriangles(lifted, part, best);
    if (distance < best) { best = distance; member = part.member; }
  }
  return member === null ? null : { distance: best, member };
}

const isThin = (part: StructurePart): boolean => part.role === 'cable' || part.role === 'hanger' || part.role === 'railing';

function boxOf(part: StructurePart): LocalBox {
  let box = boxes.get(part);
  if (!box) {
    const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
    part.positions.forEach((value, at) => { low[at % 3] = Math.min(low[at % 3] ?? value, value); high[at % 3] = Math.max(high[at % 3] ?? value, value); });
    boxes.set(part, box = [...low, ...high] as unknown as LocalBox);
  }
  return box;
}

const wholes = new WeakMap<StructureMesh, LocalBox>();
function wholeBox(mesh: StructureMesh): LocalBox {
  let box = wholes.get(mesh);
  if (!box) {
    const parts = mesh.parts.map(boxOf);
    const low = (axis: number): number => Math.min(...parts.map((part) => part[axis] ?? Infinity)), high = (axis: number): number => Math.max(...parts.map((part) => part[axis] ?? -Infinity));
    wholes.set(mesh, box = [low(0), low(1), low(2), high(3), high(4), high(5)]);
  }
  return box;
}

/** Triangles that share a box when a part is large; builders write neighbours one after the other. */
const CHUNK_TRIANGLES = 48;
const chunks = new WeakMap<StructurePart, readonly LocalBox[]>();
function chunksOf(part: StructurePart): readonly LocalBox[] {
  let boxesOfPart = chunks.get(part);
  if (!boxesOfPart) {
    const made: LocalBox[] = [];
    for (let first = 0; first < part.indices.length; first += CHUNK_TRIANGLES * 3) {
      const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
      for (const vertex of part.indices.subarray(first, first + CHUNK_TRIANGLES * 3)) {
        for (let axis = 0; axis < 3; axis++) {
          const value = part.positions[vertex * 3 + axis] ?? 0;
          low[axis] = Math.min(low[axis] ?? value, value); high[axis] = Math.max(high[axis] ?? value, value);
        }
      }
      made.push([...low, ...high] as unknown as LocalBox);
    }
    chunks.set(part, boxesOfPart = made);
  }
  return boxesOfPart;
}

function hitTriangles(ray: LocalRay, part: StructurePart, limit: number): number {
  if (part.indices.length <= CHUNK_TRIANGLES * 6) return hitRange(ray, part, 0, part.indices.length, limit);
  let best = limit;
  chunksOf(part).forEach((box, chunk) => {
    const range = clipToBox(ray, box);
    if (range && range[0] <= best) best = hitRange(ray, part, chunk * CHUNK_TRIANGLES * 3, Math.min(part.indices.length, (chunk + 1) * CHUNK_TRIANGLES * 3), best);
  });
  return best;
}

/** Möller–Trumbore, both sides. */
function hitRange(ray: LocalRay, { positions, indices }: StructurePart, from: number, to: number, limit: number): number {
  let best = limit;
  for (let at = from; at < to; at += 3) {
    const a = (indices[at] ?? 0) * 3, b = (indices[at + 1] ?? 0) * 3, c = (indices[at + 2] ?? 0) * 3;
    const ax = positions[a] ?? 0, ay = positions[a + 1] ?? 0, az = positions[a + 2] ?? 0;
    const ux = (positions[b] ?? 0) - ax, uy = (positions[b + 1] ?? 0) - ay, uz = (positions[b + 2] ?? 0) - az;
    const vx = (positions[c] ?? 0) - ax, vy = (positions[c + 1] ?? 0) - ay, vz = (positions[c + 2] ?? 0) - az;
    const px = ray.dy * vz - ray.dz * vy, py = ray.dz * vx - ray.dx * vz, pz = ray.dx * vy - ray.dy * vx;
    const determinant = ux * px + uy * py + uz * pz;
    if (Math.abs(determinant) < 1e-12) continue;
    const sx = ray.ox - ax, sy = ray.oy - ay, sz = ray.oz - az;
    const u = (sx * px + sy * py + sz * pz) / determinant;
    if (u < 0 || u > 1) continue;
    const qx = sy * uz - sz * uy, qy = sz * ux - sx * uz, qz = sx * uy - sy * ux;
    const v = (ray.dx * qx + ray.dy * qy + ray.dz * qz) / determinant;
    if (v < 0 || u + v > 1) continue;
    const t = (vx * qx + vy * qy + vz * qz) / determinant;
    if (t > 0 && t < best) best = t;
  }
  return best;
}

type Segment = readonly [readonly [number, number, number], readonly [number, number, number]];
const axes = new WeakMap<StructurePart, readonly Segment[]>();

/** The longest edge of every second triangle of a thin member: together they follow its axis. */
function axisOf(part: StructurePart): readonly Segment[] {
  let segments = axes.get(part);
  if (!segments) {
    const made: Segment[] = [];
    const corner = (at: number): readonly [number, number, number] => {
      const vertex = (part.indices[at] ?? 0) * 3;
      return [part.positions[vertex] ?? 0, part.positions[vertex + 1] ?? 0, part.positions[vertex + 2] ?? 0];
    };
    const length = ([a, b]: Segment): number => Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
    for (let at = 0; at < part.indices.length; at += 6) {
      const [a, b, c] = [corner(at), corner(at + 1), corner(at + 2)];
      made.push(([[b, c], [c, a]] as const).reduce<Segment>((best, edge) => (length(edge) > length(best) ? edge : best), [a, b]));
    }
    axes.set(part, segments = made);
  }
  return segments;
}

/** Distance along the ray at which it passes a thin member within `reach`, or Infinity. */
function nearAxis(ray: LocalRay, part: StructurePart, reach: number): number {
  let best = Infinity;
  for (const [a, b] of axisOf(part)) {
    const hit = raySegment(ray, a, b);
    if (hit.apart <= reach && hit.distance > 0 && hit.distance < best) best = hit.distance;
  }
  return best;
}

/** Closest approach of a ray and a segment: distance along the ray, and how far apart they are there. */
export function raySegment(ray: LocalRay, a: readonly [number, number, number], b: readonly [number, number, number]): { readonly distance: number; readonly apart: number } {
  const vx = b[0] - a[0], vy = b[1] - a[1], vz = b[2] - a[2];
  const wx = ray.ox - a[0], wy = ray.oy - a[1], wz = ray.oz - a[2];
  const dv = ray.dx * vx + ray.dy * vy + ray.dz * vz, vv = vx * vx + vy * vy + vz * vz;
  const dw = ray.dx * wx + ray.dy * wy + ray.dz * wz, vw = vx * wx + vy * wy + vz * wz;
  const denominator = vv - dv * dv;
  const along = vv < 1e-12 ? 0 : Math.min(1, Math.max(0, denominator > 1e-9 ? (vw - dv * dw) / denominator : 0));
  const distance = Math.max(0, along * dv - dw);
  return { distance, apart: Math.hypot(wx + ray.dx * distance - vx * along, wy + ray.dy * distance - vy * along, wz + ray.dz * distance - vz * along) };
}
