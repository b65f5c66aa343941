/** A small made-up pack for tests and for the bare demo server: a few of every kind on a street grid. */
import type { PackWater, StructureFeature, ThingColumns } from '../../tiles/format';
import { unit } from './hash';

const MIX: readonly (readonly [string, number])[] = [
  ['camera', 21], ['streetLamp', 26], ['manhole', 20], ['tree', 13], ['septicTank', 2.5], ['noiseMonitor', 0.4], ['airMonitor', 0.2], ['rainGauge', 0.2],
  ['waterLevelGauge', 0.05], ['soilStation', 0.2], ['pestTrap', 0.2], ['slope', 0.4], ['outfall', 0.2], ['crowdCounter', 0.2], ['bridgeSensor', 1],
  ['vehicle', 2], ['worker', 2], ['uav', 0.1], ['lift', 0.5],
];
const SHARE = MIX.reduce((sum, [, share]) => sum + share, 0);

export interface SyntheticCity { readonly things: ThingColumns; readonly structures: readonly StructureFeature[]; readonly waters: readonly PackWater[] }

/** About `count` things; every kind at least twice. */
export function syntheticCity(count: number, firstIndex = 100): SyntheticCity {
  const rows: { id: string; kind: number; lon: number; lat: number }[] = [];
  MIX.forEach(([kind, share], k) => {
    const wanted = Math.max(2, Math.round((count * share) / SHARE));
    for (let n = 0; n < wanted; n++) {
      const id = kind === 'septicTank' ? `SC-${String(n + 1).padStart(3, '0')}` : `${kind}-${n + 1}`;
      rows.push({ id, kind: k, lon: 106.53 + Math.round(unit(k, n) * 200) * 0.00025, lat: 29.545 + Math.round(unit(k + 50, n) * 100) * 0.00022 });
    }
  });
  const bridgeKind = MIX.findIndex(([kind]) => kind === 'bridgeSensor');
  const path = [[106.55, 29.54], [106.556, 29.546]] as const;
  return {
    things: {
      firstIndex: firstIndex + 1, ids: rows.map((row) => row.id), kind: rows.map((row) => row.kind), kinds: MIX.map(([kind]) => kind),
      lon: rows.map((row) => row.lon), lat: rows.map((row) => row.lat), elevation: rows.map(() => 200), height: rows.map(() => 4), heading: rows.map(() => null),
      namesZh: rows.map(() => null), namesEn: rows.map((row) => row.id), host: rows.map((row) => (row.kind === bridgeKind ? 'test-bridge' : null)),
    },
    structures: [{
      index: firstIndex, id: 'test-bridge', kind: 'bridge', names: { zh: '试验大桥', en: 'Test Bridge' }, provenance: 'generated', path, ground: [170, 170],
      spec: { type: 'girder', mainSpanM: 120 },
    }],
    waters: [{
      index: firstIndex + 1 + rows.length, id: 'test-river', names: { zh: '试验江', en: 'Test River' },
      rings: [[106.54, 29.53, 106.57, 29.53, 106.57, 29.54, 106.54, 29.54, 106.54, 29.53]], elevation: 166.5,
    }],
  };
}
