/** Writes all files of a pack from what was collected; the manifest comes last, so a folder with one is whole. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildLog } from '../BuildLog';
import type { BuildOptions } from '../BuildOptions';
import type { FeatureCollector } from '../FeatureCollector';
import { HEIGHT_RULES, PACK_FORMAT } from '../format';
import type { BuildReport, HeightRule, PackManifest, PackWater } from '../format';
import { hideOutlines } from '../slice/hideOutlines';
import { sliceBuildings } from '../slice/sliceBuildings';
import type { TerrainGrid } from '../terrain/TerrainGrid';
import type { AttributeSpool } from './AttributeSpool';
import { buildNetwork } from '../network/buildNetwork';
import { roadLines } from '../network/roadLines';
import { Bounds } from './Bounds';
import { chooseHome } from './chooseHome';
import { encodeAreas } from './encodeAreas';
import { closeRing, encodeGround } from './encodeGround';
import { encodeSearch } from './encodeSearch';
import { encodeStructures } from './encodeStructures';
import { encodeThings } from './encodeThings';
import { listNamed } from './listNamed';
import { namesOr } from './namesOr';
import { toReport } from './toReport';
import { writeAttributes } from './writeAttributes';
import { writeBlocks } from './writeBlocks';

interface PackJob {
  readonly folder: string;
  readonly collected: FeatureCollector;
  readonly spool: AttributeSpool;
  readonly terrain: TerrainGrid | null;
  readonly options: BuildOptions;
  readonly log: BuildLog;
  onStage(stage: string): void;
}

export interface WrittenPack { readonly manifest: PackManifest; readonly report: BuildReport }

export function writePack(job: PackJob): WrittenPack {
  const { folder, collected, spool, terrain, options, log } = job;
  const { buildings, structures, things, ground } = collected;
  const write = (file: string, value: unknown): void => writeFileSync(join(folder, file), JSON.stringify(value));

  job.onStage('slicing buildings');
  const outlines = hideOutlines(buildings);
  for (let i = 0; i < outlines.size; i++) log.leaveOut('building outline replaced by its parts');
  for (const [outline, parts] of outlines) handNameDown(buildings, outline, parts);
  const sliced = sliceBuildings(buildings, new Set(outlines.keys()));
  const order = sliced.blocks.flatMap((block) => block.members);

  job.onStage('writing blocks');
  const bounds = new Bounds();
  const written = writeBlocks({ folder, store: buildings, sliced, terrain, bounds });
  const first = { structures: order.length, things: order.length + structures.length, ground: order.length + structures.length + things.length };
  for (const row of structures) for (const [lon, lat] of row.path) bounds.add(lon, lat);
  for (const row of things) bounds.add(row.lon, row.lat);
  for (const row of ground) for (const part of row.parts) bounds.addAll(part);

  job.onStage('writing ground, structures and things');
  write('ground.json', encodeGround(ground, first.ground));
  write('structures.json', encodeStructures(structures, first.structures, terrain));
  write('things.json', encodeThings(things, first.things, terrain));
  write('search.json', encodeSearch(listNamed(collected, sliced, order, first)));
  const areas = encodeAreas(ground);
  if (areas.streets.length + areas.cells.length > 0) write('areas.json', areas);
  const { network, kilometres, leftOutKilometres } = buildNetwork(roadLines(ground, structures));
  if (network) write('network.json', network);
  const grid = terrain?.encode('terrain.bin');
  if (grid) writeFileSync(join(folder, 'terrain.bin'), grid.bytes);

  job.onStage('writing attributes');
  const featureCount = first.ground + ground.length;
  const slots = new Uint32Array(featureCount);
  const packIndex = new Map<number, number>();
  order.forEach((member, i) => {
    slots[i] = buildings.slot.at(member);
    if (buildings.isPart.at(member) === 1) packIndex.set(member, i);
  });
  [...structures, ...things, ...ground].forEach((row, i) => { slots[order.length + i] = row.slot; });
  const outlineSlot = new Map<number, number>();
  for (const [outline, parts] of outlines) for (const part of parts) outlineSlot.set(packIndex.get(part) as number, buildings.slot.at(outline));
  writeAttributes({ folder, spool, slots, outlineSlot });

  const heightRules = Object.fromEntries(HEIGHT_RULES.map((rule) => [rule, 0])) as Record<HeightRule, number>;
  for (const member of order) heightRules[HEIGHT_RULES[buildings.rule.at(member)] as HeightRule] += 1;
  const counts = countLayers(collected, order.length);
  const report: BuildReport = {
    ...toReport(log, options.name, counts, featureCount), ...(network && { network: { nodes: network.lon.length, edges: network.from.length, kilometres, leftOutKilometres } }),
  };
  write('report.json', report);
  const box = bounds.isEmpty ? ([0, 0, 0, 0] as const) : bounds.toArray();
  const manifest: PackManifest = {
    format: PACK_FORMAT,
    name: options.name,
    titles: options.titles,
    bounds: box,
    vertical: options.vertical ?? { datum: terrain ? 'orthometric' : 'ground at zero', geoidUndulationMetres: 0 },
    home: options.home ?? chooseHome(placesOf(collected, sliced.lon, sliced.lat, order), box),
    attribution: options.attribution,
    containsGenerated: options.containsGenerated ?? collected.containsGenerated,
    ...(grid ? { terrain: grid.terrain } : {}),
    blocks: written.blocks,
    nodes: written.nodes,
    waters: watersOf(collected, first.ground),
    index: {
      buildings: { first: 0, count: order.length }, structures: { first: first.structures, count: structures.length },
      things: { first: first.things, count: things.length }, ground: { first: first.ground, count: ground.length },
    },
    featureCount,
    counts,
    heightRules,
    ...(options.feedCity === undefined ? {} : { feedCity: options.feedCity }),
  };
  write('city.json', manifest);
  return { manifest, report };
}

/** The tallest part answers to the name of the outline it stands for, unless a part has a name of its own. */
function handNameDown(buildings: FeatureCollector['buildings'], outline: number, parts: readonly number[]): void {
  const names = buildings.names.get(outline);
  if (!names || parts.some((part) => buildings.names.has(part))) return;
  const tallest = parts.reduce((best, part) => (buildings.height.at(part) > buildings.height.at(best) ? part : best));
  buildings.names.set(tallest, names);
}

function countLayers({ structures, things, ground }: FeatureCollector, buildings: number): Record<string, number> {
  const counts: Record<string, number> = buildings > 0 ? { building: buildings } : {};
  for (const row of [...structures, ...things, ...ground]) counts[row.kind] = (counts[row.kind] ?? 0) + 1;
  for (const row of ground) counts[`ground:${row.class}`] = (counts[`ground:${row.class}`] ?? 0) + 1;
  return counts;
}

function watersOf({ ground }: FeatureCollector, first: number): PackWater[] {
  const waters: PackWater[] = [];
  ground.forEach((row, i) => {
    if (!row.water || row.water.elevation === null) return;
    const id = row.id ?? `water-${first + i}`;
    const rings = row.parts.map((part) => closeRing(part).map((degrees) => Math.round(degrees * 1e7) / 1e7));
    waters.push({ index: first + i, id, names: namesOr(row.names, id), rings, elevation: row.water.elevation, ...(row.water.gaugeId === null ? {} : { gaugeId: row.water.gaugeId }) });
  });
  return waters;
}

/** Places that say where the city is: its buildings, else its things, else the vertices of its lines. */
function placesOf({ things, ground }: FeatureCollector, lon: Float64Array, lat: Float64Array, order: readonly number[]): number[] {
  if (order.length > 0) return order.flatMap((member) => [lon[member] as number, lat[member] as number]);
  if (things.length > 0) return things.flatMap((row) => [row.lon, row.lat]);
  return ground.flatMap((row) => row.parts.flat());
}
