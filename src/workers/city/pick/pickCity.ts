/**
 * The object under a pointer, without the graphics card: the nearest of buildings, structures, furniture, water and ground.
 * The terrain hides what lies behind it; bare ground is no object.
 */
import type { PickHit, PickRay } from '../../protocol';
import type { PackSet } from '../PackSet';
import type { StructureMeshes } from '../StructureMeshes';
import { toGeodetic } from '../wgs84';
import { pointAlong, unitRay } from './LocalRay';
import { pickBuildings } from './pickBuildings';
import { pickSurface, pickWater } from './pickGround';
import { pickStructures } from './pickStructures';
import { pickThings } from './pickThings';
import { GROUND_REACH_METRES, rayTerrain } from './rayTerrain';

/** Furniture and walls may end this far below the terrain's surface and still be meant, metres. */
const GROUND_SLACK_METRES = 1.5;

interface Candidate { readonly index: number; readonly kind: string; readonly distance: number; readonly member?: string }

export async function pickCity(pickRay: PickRay, packs: PackSet, structures: StructureMeshes, signal: AbortSignal): Promise<PickHit | null> {
  const ray = unitRay(pickRay);
  const { undulation } = packs;
  const ground = rayTerrain(ray, packs.elevationAt, undulation);
  let limit = (ground?.distance ?? GROUND_REACH_METRES) + GROUND_SLACK_METRES;
  let best: Candidate | null = null;
  const take = (candidate: Candidate | null): void => {
    if (!candidate || candidate.distance >= limit) return;
    best = candidate;
    limit = candidate.distance;
  };
  for (const pack of packs.packs) {
    take(pickThings(ray, pack, undulation, limit));
    take(pickStructures(ray, pack, structures, undulation, limit));
    take(await pickBuildings(ray, pack, undulation, limit, signal));
  }
  const solid = best as Candidate | null;
  const water = pickWater(ray, packs, limit);
  const found = water && (!solid || water.distance < solid.distance) ? water : solid ?? (ground && pickSurface(ray, packs, ground));
  return found && toHit(ray, found, packs);
}

function toHit(ray: PickRay, { index, kind, distance, member }: Candidate, packs: PackSet): PickHit {
  const { lon, lat, height } = toGeodetic(pointAlong(ray, distance));
  return { index, id: packs.idOf(index), kind, distance, lon, lat, elevation: height - packs.undulation, ...(member === undefined ? {} : { member }) };
}
