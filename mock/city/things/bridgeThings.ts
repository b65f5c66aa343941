import { buildStructure } from '../../../tiles/structures/buildStructure';
import type { StructureAnchor } from '../../../tiles/structures/structureMesh';
import type { StructureSpec } from '../../../tiles/format';
import { bridgeFeatures } from '../bridges';
import type { Point } from '../plane';
import { toLonLat, toPlane } from '../plane';
import type { SourceFeature } from '../source';
import type { ThingContext } from './ThingContext';
import { thin } from './ThingContext';

const SENSORS = {
  strain: { zh: '应变计', en: 'strain gauge', sensorKind: 'bridgeStrain' }, deflection: { zh: '挠度计', en: 'deflection sensor', sensorKind: 'bridgeDeflection' },
  acceleration: { zh: '加速度计', en: 'accelerometer', sensorKind: 'bridgeAcceleration' }, tilt: { zh: '倾角仪', en: 'tiltmeter', sensorKind: 'pierTilt' }, cableForce: { zh: '索力计', en: 'cable force sensor', sensorKind: 'cableForce' },
} as const;
type Measure = keyof typeof SENSORS;

const isCable = (anchor: StructureAnchor): boolean => /cable|hanger/.test(anchor.member);
const isTall = (anchor: StructureAnchor): boolean => /pylon|tower|pier|arch|rib/.test(anchor.member);

/** Which sensors a bridge carries and where: on the anchors that its own model offers. */
const chosen = (anchors: readonly StructureAnchor[]): { anchor: StructureAnchor; measure: Measure }[] => {
  const deck = anchors.filter((anchor) => !isCable(anchor) && !isTall(anchor));
  const mid = deck.filter((anchor) => /mid/.test(anchor.id));
  const tall = anchors.filter((anchor) => isTall(anchor) && /top|crown/.test(anchor.id));
  const pick = (list: readonly StructureAnchor[], count: number, measure: Measure): { anchor: StructureAnchor; measure: Measure }[] => thin(list, count).map((anchor) => ({ anchor, measure }));
  return [
    ...pick(deck.filter((anchor) => !/mid/.test(anchor.id)), 3, 'strain'), ...pick(mid, 2, 'strain'), ...pick(mid, 2, 'deflection'), ...pick(mid, 1, 'acceleration'),
    ...pick(tall, 2, 'tilt'), ...pick(tall, 1, 'acceleration'), ...pick(anchors.filter(isCable), 4, 'cableForce'),
  ];
};

/** Sensors and members of every bridge, standing where the bridge's model has them. */
export const bridgeThings = (context: ThingContext): SourceFeature[] => {
  const { terrain } = context.layout;
  const { courses } = context.layout;
  const features = bridgeFeatures(courses);
  return courses.flatMap(({ bridge, path }, index) => {
    const spec = features[index]?.properties['structure'] as StructureSpec;
    const mesh = buildStructure({
      index, id: bridge.id, kind: 'bridge', names: { zh: bridge.fact.nameZh, en: bridge.fact.nameEn }, provenance: 'derived',
      path: path.map(toLonLat), ground: path.map((p) => terrain.elevation(p)), spec,
    });
    const origin = toPlane(mesh.origin);
    const at = (anchor: StructureAnchor): { p: Point; height: number } => {
      const p = { x: origin.x + anchor.position[0], y: origin.y + anchor.position[1] };
      return { p, height: anchor.position[2] - terrain.elevation(p) };
    };
    const owner = bridge.fact.carries.includes('road') ? '市城投集团桥隧公司' : '重庆轨道集团';
    const short = bridge.id.slice(3);
    const sensors = chosen(mesh.anchors).map(({ anchor, measure }, i) => {
      const { p, height } = at(anchor);
      const sensor = SENSORS[measure];
      const number = String(i + 1).padStart(2, '0');
      return context.feature('bridgeSensor', `BS-${short}-${number}`, p, { zh: `${bridge.fact.nameZh}${sensor.zh}${number}`, en: `${bridge.fact.nameEn} ${sensor.en} ${number}` }, height, {
        host: bridge.id, member: anchor.member, anchor: anchor.id, measure, sensorKind: sensor.sensorKind, owner,
      });
    });
    const members = new Map<string, StructureAnchor>();
    for (const anchor of mesh.anchors) if (!isCable(anchor) && !members.has(anchor.member)) members.set(anchor.member, anchor);
    const parts = thin([...members.values()], 12).map((anchor) => {
      const { p, height } = at(anchor);
      return context.feature('bridgeMember', `BM-${short}-${anchor.member}`, p, { zh: `${bridge.fact.nameZh}构件 ${anchor.member}`, en: `${bridge.fact.nameEn} member ${anchor.member}` }, height, {
        host: bridge.id, member: anchor.member, owner,
      });
    });
    return [...sensors, ...parts];
  });
};
