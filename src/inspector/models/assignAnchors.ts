/** Which anchor of the model each mounted sensor stands at: by the words of its name, by what it measures, then by place. */
import type { StructureAnchor } from '../../../tiles/structures/structureMesh';

export interface SensorHint {
  readonly id: string;
  /** Name and id, both languages: "东水门大桥 1号塔 倾角". */
  readonly text: string;
  /** Observed property key such as `cableForce`, when known. */
  readonly property: string | null;
  /** Local east and north metres of its place, when it has one. */
  readonly place: readonly [number, number] | null;
}

type Where = 'pylon' | 'cable' | 'hanger' | 'pier' | 'arch' | 'midspan' | 'quarter' | 'joint' | 'span';

const MATCHES: Readonly<Record<Where, (anchor: StructureAnchor) => boolean>> = {
  pylon: ({ id }) => /^(pylon|tower|mast)-/.test(id),
  cable: ({ id }) => /^(cable|rope)/.test(id),
  hanger: ({ id }) => id.startsWith('hanger'),
  pier: ({ id }) => /pier|column|y-frame/.test(id),
  arch: ({ id }) => id.startsWith('arch'),
  midspan: ({ id }) => /mid(span)?$/.test(id) && !/^(cable|rope)/.test(id),
  quarter: ({ id }) => /quarter/.test(id),
  joint: ({ id }) => id.startsWith('joint'),
  span: ({ id }) => /^(span|midspan)/.test(id),
};

/** Words of a name, strongest first. */
const WORDS: readonly (readonly [RegExp, readonly Where[]])[] = [
  [/吊杆|吊索|hanger/i, ['hanger', 'cable']],
  [/拉索|主缆|缆|索力|cable/i, ['cable', 'hanger', 'arch']],
  [/塔|pylon|tower/i, ['pylon', 'pier']],
  [/墩|pier/i, ['pier', 'pylon']],
  [/拱|arch/i, ['arch']],
  [/伸缩缝|joint/i, ['joint']],
  [/1\/4|四分|quarter/i, ['quarter']],
  [/跨中|mid-?span/i, ['midspan']],
];

const BY_PROPERTY: Readonly<Record<string, readonly Where[]>> = {
  cableForce: ['cable', 'hanger', 'arch', 'span'], pierTilt: ['pier', 'pylon', 'joint'], expansionJoint: ['joint'], bridgeDeflection: ['midspan', 'span'],
  bridgeStrain: ['quarter', 'midspan'], bridgeAcceleration: ['midspan', 'quarter', 'pylon'], girderTemperature: ['span'], vehicleWeight: ['joint', 'span'],
};

/** An anchor that is taken costs this many metres more for the next sensor, so that signs spread before they stack. */
const CROWDING_METRES = 400;

export interface Assigned { readonly sensorId: string; readonly anchor: StructureAnchor; /** How many sensors stand below it at the same anchor. */ readonly level: number }

export function assignAnchors(sensors: readonly SensorHint[], anchors: readonly StructureAnchor[]): readonly Assigned[] {
  if (anchors.length === 0) return [];
  const taken = new Map<string, number>();
  return sensors.map((sensor): Assigned => {
    const candidates = choose(sensor, anchors);
    const number = Number(/(\d+)\s*(?:号|#)/.exec(sensor.text)?.[1] ?? NaN);
    let best = candidates[0]!, bestCost = Infinity;
    for (const anchor of candidates) {
      const away = sensor.place ? Math.hypot(anchor.position[0] - sensor.place[0], anchor.position[1] - sensor.place[1]) : 0;
      const named = Number.isNaN(number) ? 0 : new RegExp(`-0*${number}(-|$)`).test(anchor.id) ? -200 : 0;
      const cost = away + named + CROWDING_METRES * (taken.get(anchor.id) ?? 0);
      if (cost < bestCost) { best = anchor; bestCost = cost; }
    }
    const level = taken.get(best.id) ?? 0;
    taken.set(best.id, level + 1);
    return { sensorId: sensor.id, anchor: best, level };
  });
}

function choose(sensor: SensorHint, anchors: readonly StructureAnchor[]): readonly StructureAnchor[] {
  const wanted = [...(WORDS.find(([pattern]) => pattern.test(sensor.text))?.[1] ?? []), ...(BY_PROPERTY[sensor.property ?? ''] ?? [])];
  for (const where of wanted) {
    const found = anchors.filter(MATCHES[where]);
    if (found.length > 0) return found;
  }
  const spans = anchors.filter(MATCHES.span);
  return spans.length > 0 ? spans : anchors;
}
