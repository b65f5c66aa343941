/** The street graph: crossings, short gaps, bridges, islands, and the ways of the embedded city where its pack is built. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decodeNetwork } from '../../src/rules/buildEngineCity';
import { distanceMetres } from '../../src/rules/dispatch/metres';
import { createPathGraph } from '../../src/rules/dispatch/pathGraph';
import type { PackNetwork, StructureFeature } from '../format';
import { buildNetwork } from './buildNetwork';
import type { RoadLine } from './roadLines';

const road = (...coordinates: number[]): RoadLine => ({ coordinates, crosses: true });
const bridge = (...coordinates: number[]): RoadLine => ({ coordinates, crosses: false });
const ways = (lines: readonly RoadLine[]) => {
  const { network } = buildNetwork(lines);
  if (!network) throw new Error('no network');
  return createPathGraph(decodeNetwork(network));
};
const WEST = { lon: 106.55, lat: 29.55 }, NORTH = { lon: 106.555, lat: 29.555 };
const EAST_WEST = road(106.55, 29.55, 106.56, 29.55);

describe('a street graph', () => {
  test('joins roads that cross without a common vertex', () => {
    const way = ways([EAST_WEST, road(106.555, 29.545, 106.555, 29.555)]).nearest(WEST, [NORTH]);
    expect(way?.metres).toBeCloseTo(distanceMetres(106.55, 29.55, 106.555, 29.55) + distanceMetres(106.555, 29.55, 106.555, 29.555), -1);
  });
  test('joins an end that stops ten metres short', () => {
    expect(ways([EAST_WEST, road(106.555, 29.5501, 106.555, 29.555)]).nearest(WEST, [NORTH])).not.toBeNull();
  });
  test('a bridge is entered at its ends, not where it passes over a road', () => {
    const over = bridge(106.555, 29.5475, 106.555, 29.5525);
    const graph = ways([EAST_WEST, over, road(106.54, 29.5525, 106.57, 29.5525)]);
    // the only way up would be through the middle of the bridge
    expect(graph.nearest({ lon: 106.5555, lat: 29.55 }, [{ lon: 106.555, lat: 29.5525 }])).toBeNull();
  });
  test('leaves a far scrap of road out and says how much', () => {
    const { network, leftOutKilometres, kilometres } = buildNetwork([EAST_WEST, road(106.5, 29.5, 106.60, 29.5), road(106.7, 29.7, 106.701, 29.7)]);
    expect(network?.from).toHaveLength(2);
    expect([kilometres, leftOutKilometres]).toEqual([10.7, 0.1]);
  });
  test('no roads, no file', () => expect(buildNetwork([])).toEqual({ network: null, kilometres: 0, leftOutKilometres: 0 }));
});

const pack = fileURLToPath(new URL('../../public/packs/yuzhong/', import.meta.url));
describe.skipIf(!existsSync(`${pack}network.json`))('the embedded city', () => {
  const read = <T>(file: string): T => JSON.parse(readFileSync(pack + file, 'utf8')) as T;
  test('leads from landmark to landmark, at most 2.5 times as far as the straight line', () => {
    const graph = createPathGraph(decodeNetwork(read<PackNetwork>('network.json')));
    const places = new Map(read<StructureFeature[]>('structures.json').filter((item) => item.kind === 'landmark').map((item) => [item.id, { lon: item.path[0]?.[0] ?? 0, lat: item.path[0]?.[1] ?? 0 }]));
    for (const [from, to] of [['LM-jiefangbei', 'LM-great-hall'], ['LM-eling-erchang', 'LM-chongqing-station'], ['LM-hongyadong', 'LM-huguang-guildhall'], ['LM-great-hall', 'LM-chaotianmen-square']] as const) {
      const a = places.get(from), b = places.get(to);
      if (!a || !b) throw new Error(`${from} or ${to} is not in the pack`);
      const way = graph.nearest(a, [b]);
      expect(way, `${from} → ${to}`).not.toBeNull();
      expect((way?.metres ?? Infinity) / distanceMetres(a.lon, a.lat, b.lon, b.lat), `${from} → ${to}`).toBeLessThanOrEqual(2.5);
    }
  });
});
