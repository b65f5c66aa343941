import { gridFeatures, streetFeatures } from './districts';
import { outlines } from './contours';
import type { Layout } from './layout';
import { BUILT_BOUNDS } from './layout';
import { metroLines } from './metro';
import { toPlane } from './plane';
import { waterRing } from './rivers';
import type { SourceFeature } from './source';
import { DERIVED, GENERATED, OSM, areaFeature, lineFeature } from './source';
import { districtRing } from './zones';

const roadFeatures = (layout: Layout): SourceFeature[] => layout.roads.map((road) => lineFeature(road.line, {
  kind: 'road', id: `RD-${road.id}`, nameZh: road.nameZh, nameEn: road.nameEn, ground: road.class, width: road.width,
  ...(road.surveyed === true ? { ...OSM, confidence: 'H' } : { ...GENERATED, confidence: 'L' }),
}));

const greenFeatures = (layout: Layout): SourceFeature[] => {
  const { terrain } = layout;
  const low = toPlane([106.4565, 29.5065]), high = toPlane([106.6235, 29.6085]);
  const steep = outlines(low, high, 28, (p) => terrain.shoreDistance(p) > 12 && (terrain.slope(p).grade > 0.36 || (terrain.bank(p) === 'nanan' && terrain.elevation(p) > 300)), 5000);
  const bank = outlines(toPlane([BUILT_BOUNDS[0], BUILT_BOUNDS[1]]), toPlane([BUILT_BOUNDS[2], BUILT_BOUNDS[3]]), 18, (p) => { const d = terrain.shoreDistance(p); return d > 2 && d < 26; }, 3000);
  return [
    ...steep.map((ring, i) => areaFeature([ring], { kind: 'green', ground: 'green', id: `GR-slope-${i + 1}`, nameZh: '坡地绿化', nameEn: 'Slope green', ...GENERATED })),
    ...bank.map((ring, i) => areaFeature([ring], { kind: 'green', ground: 'green', id: `GR-bank-${i + 1}`, nameZh: '滨江绿带', nameEn: 'Riverside green', ...GENERATED })),
    ...layout.parks.map((park) => areaFeature([park.ring], { kind: 'green', ground: 'green', id: `GR-${park.id}`, nameZh: park.nameZh, nameEn: park.nameEn, ...GENERATED, confidence: 'L', note: '示意 schematic outline' })),
    ...layout.squares.map((square) => areaFeature([square.ring], { kind: 'green', ground: 'square', id: `SQ-${square.id}`, nameZh: square.nameZh, nameEn: square.nameEn, ...GENERATED, confidence: 'L', note: '示意 schematic outline' })),
  ];
};

/** Everything painted on the ground, lowest first. */
export const groundFeatures = (layout: Layout): SourceFeature[] => [
  ...streetFeatures(),
  ...greenFeatures(layout),
  areaFeature([waterRing], { kind: 'water', ground: 'water', id: 'WA-rivers', nameZh: '长江与嘉陵江', nameEn: 'Yangtze and Jialing', ...DERIVED, confidence: 'M', note: '示意 schematic high-water outline' }),
  ...roadFeatures(layout),
  ...metroLines(),
  ...gridFeatures(),
  lineFeature([...districtRing, districtRing[0] as (typeof districtRing)[number]], { kind: 'district', ground: 'boundary', id: 'BD-500103', nameZh: '渝中区', nameEn: 'Yuzhong District', ...DERIVED, confidence: 'M', note: '示意 schematic' }),
];
