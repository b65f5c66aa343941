/** One structure's parameters → its mesh. `spec.type` picks the builder; an unknown type becomes a plain box and says so. */
import type { StructureFeature } from '../format';
import { Axis } from './Axis';
import { tiedArch, trussArch } from './bridges/archBridge';
import { cableStayed, partiallyCableStayed } from './bridges/cableStayed';
import { footbridge, girder, rigidFrame, tFrame } from './bridges/girderBridge';
import { planBridge, type BridgePlan, type PlanOptions } from './bridges/planBridge';
import { selfAnchoredSuspension, suspension } from './bridges/suspensionBridge';
import { cantileverTruss, steelTruss } from './bridges/trussBridge';
import { cableway } from './lines/cableway';
import { monorailViaduct } from './lines/monorailViaduct';
import { LANDMARK_BUILDERS } from './landmarks/landmarkBuilders';
import { plainBox } from './landmarks/plainBox';
import { Site } from './landmarks/Site';
import { MeshBuilder } from './MeshBuilder';
import type { StructureMesh } from './structureMesh';

type BridgeBuilder = readonly [build: (b: MeshBuilder, plan: BridgePlan) => void, options: PlanOptions];
const river = (usualSpan: number, sideRatio: number): PlanOptions => ({ usualSpan, sideRatio, overWater: true });

const BRIDGES: Readonly<Record<string, BridgeBuilder>> = {
  'continuous-rigid-frame': [rigidFrame, river(120, 0.56)],
  'steel-truss-girder': [steelTruss, river(80, 0.8)],
  'rigid-cantilever-steel-truss': [cantileverTruss, river(180, 0.5)],
  'partially-cable-stayed': [partiallyCableStayed, river(250, 0.5)],
  'cable-stayed': [cableStayed, river(300, 0.48)],
  suspension: [suspension, river(500, 0.4)],
  'self-anchored-suspension': [selfAnchoredSuspension, river(400, 0.4)],
  'half-through-tied-arch': [tiedArch, river(300, 0.4)],
  'half-through-truss-tied-arch': [trussArch, river(300, 0.4)],
  't-frame-with-suspended-spans': [tFrame, river(120, 0.6)],
  girder: [girder, { usualSpan: 35, sideRatio: 1, overWater: false }],
  footbridge: [footbridge, { usualSpan: 25, sideRatio: 1, overWater: false }],
};

const LINES: Readonly<Record<string, (b: MeshBuilder, feature: StructureFeature) => readonly [number, number]>> = { 'monorail-viaduct': monorailViaduct, cableway };

/** Shortest axis that a bridge can be drawn on, metres; shorter ones become a box at their pin. */
const SHORTEST_AXIS_METRES = 2;

export function buildStructure(feature: StructureFeature): StructureMesh {
  const b = new MeshBuilder(), type = feature.spec.type;
  if (feature.path.length === 0) return finish(b, [0, 0]);
  const bridge = Object.hasOwn(BRIDGES, type) ? BRIDGES[type] : undefined;
  if (bridge && feature.path.length > 1) {
    const plan = planBridge(type === 'footbridge' ? narrow(feature) : feature, bridge[1]);
    if (plan.axis.length >= SHORTEST_AXIS_METRES) {
      bridge[0](b, plan);
      return finish(b, plan.axis.origin);
    }
  }
  const line = Object.hasOwn(LINES, type) ? LINES[type] : undefined;
  if (line && feature.path.length > 1 && new Axis(feature.path).length >= SHORTEST_AXIS_METRES) return finish(b, line(b, feature));
  const site = new Site(b, feature), landmark = Object.hasOwn(LANDMARK_BUILDERS, type) ? LANDMARK_BUILDERS[type] : undefined;
  b.facts.headingDeg = site.number('headingDeg', 0);
  if (landmark) landmark(site);
  else { plainBox(site); b.facts.unknownType = 1; }
  return finish(b, site.origin);
}

/** A footbridge carries people: no lanes, 4 m wide unless the data says otherwise. */
function narrow(feature: StructureFeature): StructureFeature {
  return { ...feature, spec: { ...feature.spec, carries: ['foot'], widthM: feature.spec.widthM ?? 4 } };
}

function finish(b: MeshBuilder, origin: readonly [number, number]): StructureMesh {
  const mesh = b.finish(origin);
  return { ...mesh, facts: { ...mesh.facts, triangles: mesh.parts.reduce((sum, part) => sum + part.indices.length / 3, 0) } };
}
