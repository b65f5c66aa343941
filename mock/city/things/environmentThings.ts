import type { Point } from '../plane';
import { toPlane } from '../plane';
import type { SourceFeature } from '../source';
import type { Label, ThingContext } from './ThingContext';
import { gridCells } from '../districts';
import { interchanges } from '../metro';
import { thin } from './ThingContext';

/** The 188 rain, soil and pest devices reported for the district, split by us. */
export const FIELD_DEVICES = { rainGauge: 72, soilStation: 64, pestTrap: 52 } as const;

/** Places spread over the district: one in every n-th grid cell, moved a little. */
const spread = (context: ThingContext, count: number, stream: string): Point[] => {
  const dice = context.dice(stream);
  return thin(gridCells().filter((cell) => context.onLand(cell.centre, 30)), count).map(({ centre }) => ({ x: centre.x + dice.between(-50, 50), y: centre.y + dice.between(-50, 50) }));
};

const inGreen = (context: ThingContext, count: number, stream: string): Point[] => {
  const dice = context.dice(stream);
  const rings = context.layout.parks.map((park) => park.ring).filter((ring) => context.inside(ring[0] as Point));
  return Array.from({ length: count }, (_, i) => {
    const ring = rings[i % rings.length] as readonly Point[];
    const a = dice.pick(ring), b = dice.pick(ring), t = dice.between(0.25, 0.75);
    return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
  });
};

/** Noise, air, rain, soil and pests. */
export const environmentThings = (context: ThingContext): SourceFeature[] => {
  const make = (kind: string, prefix: string, places: readonly Point[], label: Label, height: number, owner: string, code?: string): SourceFeature[] =>
    places.map((p) => context.feature(kind, context.id(prefix, 3), p, context.inStreet(p, label), height, { owner, ...(code === undefined ? {} : { componentCode: code }) }));
  return [
    ...make('rainGauge', 'RG', spread(context, FIELD_DEVICES.rainGauge, 'rain'), { zh: '雨量站', en: 'rain gauge' }, 2, '区水利局', '0309'),
    ...make('soilStation', 'SS', inGreen(context, FIELD_DEVICES.soilStation, 'soil'), { zh: '墒情站', en: 'soil station' }, 1, '区城市管理局园林所'),
    ...make('pestTrap', 'PT', inGreen(context, FIELD_DEVICES.pestTrap, 'pest'), { zh: '虫情测报灯', en: 'pest trap' }, 2, '区城市管理局园林所'),
    ...make('noiseMonitor', 'NM', spread(context, 68, 'noise'), { zh: '噪声监测点', en: 'noise monitor' }, 4, '区生态环境局', '0308'),
    ...make('airMonitor', 'AM', spread(context, 26, 'air'), { zh: '空气监测站', en: 'air monitor' }, 8, '区生态环境局', '0308'),
  ];
};

const CROWD_PLACES: readonly (readonly [string, string, readonly [number, number]])[] = [
  ['洪崖洞', 'Hongyadong', [106.5755, 29.5657]], ['解放碑步行街', 'Jiefangbei Square', [106.5734, 29.5601]], ['朝天门广场', 'Chaotianmen Square', [106.5839, 29.5690]], ['李子坝观景平台', 'Liziba viewing platform', [106.53345, 29.556]],
  ['十八梯', 'Shibati', [106.5697, 29.5538]], ['千厮门大桥南桥头', 'Qiansimen Bridge south end', [106.5762, 29.5655]], ['长江索道北站', 'Cableway north station', [106.5791, 29.5606]], ['魁星楼', 'Kuixing Tower', [106.5699, 29.5633]],
  ['人民广场', "People's Square", [106.5482, 29.5648]], ['鹅岭二厂', 'Eling Second Factory', [106.53665, 29.5539]], ['山城巷', 'Shancheng Lane', [106.5652, 29.5531]], ['白象居', 'Baixiangju', [106.5786, 29.5590]], ['湖广会馆', 'Huguang Guild Hall', [106.5822, 29.5600]], ['菜园坝火车站', 'Caiyuanba Railway Station', [106.5442, 29.5476]],
];
const TUNNELS: readonly (readonly [string, string, number, readonly [number, number]])[] = [
  ['向阳隧道', 'Xiangyang Tunnel', 420, [106.5588, 29.5545]], ['八一隧道', 'Bayi Tunnel', 480, [106.5556, 29.5590]], ['石黄隧道', 'Shihuang Tunnel', 870, [106.5608, 29.5590]],
  ['两路口隧道', 'Lianglukou Tunnel', 650, [106.5452, 29.5524]], ['嘉华隧道', 'Jiahua Tunnel', 1520, [106.5160, 29.5510]], ['虎头岩隧道', 'Hutouyan Tunnel', 1100, [106.5075, 29.5478]],
];
/** Places where people gather and park, and tunnels. */
export const publicThings = (context: ThingContext): SourceFeature[] => {
  const stations = interchanges().filter((station) => station.inDistrict && context.inside(station.p)).slice(0, 20);
  const dice = context.dice('parking');
  const malls = thin(context.layout.buildings.filter((building) => ['podium', 'mall', 'U'].includes(building.design.shape) && context.inside(building.centre)), 62);
  return [
    ...CROWD_PLACES.map(([zh, en, place]) => context.feature('crowdCounter', context.id('CC', 3), toPlane(place), { zh: `${zh}客流计`, en: `${en} crowd counter` }, 4, { areaM2: dice.integer(8, 60) * 100, owner: '区文化旅游委', confidence: 'L' })),
    ...stations.map((station) => context.feature('crowdCounter', context.id('CC', 3), station.p, { zh: `${station.nameZh}站客流计`, en: `${station.nameEn} Station crowd counter` }, 4, { areaM2: dice.integer(8, 30) * 100, owner: '重庆轨道集团' })),
    ...TUNNELS.map(([zh, en, lengthM, place]) => context.feature('tunnel', context.id('TN', 3), toPlane(place), { zh, en }, 0, { lengthM, owner: '市城投集团桥隧公司', componentCode: '0206', confidence: 'L', note: '位置示意 place schematic' })),
    ...malls.map((building) => context.feature('parkingLot', context.id('PK', 3), building.centre, context.inStreet(building.centre, { zh: '停车场', en: 'car park' }), -6, { total: dice.integer(8, 90) * 10, owner: '停车管理公司', componentCode: '0201' })),
  ];
};

const TRUCKS: readonly Label[] = [{ zh: '洒水车', en: 'sprinkler truck' }, { zh: '清扫车', en: 'road sweeper' }, { zh: '垃圾转运车', en: 'refuse truck' }, { zh: '执法车', en: 'enforcement car' }, { zh: '抢险车', en: 'emergency vehicle' }];
/** One vehicle in so many carries spoil from building sites: what the dust rule looks for. */
const DUMP_TRUCK: Label = { zh: '渣土车', en: 'dump truck' };
const DUMP_TRUCK_EVERY = 12;
const PEOPLE: readonly Label[] = [{ zh: '网格员', en: 'grid worker' }, { zh: '环卫工', en: 'cleaner' }, { zh: '采集员', en: 'collector' }, { zh: '巡查员', en: 'inspector' }];

/** Vehicles and people at the place where their day begins, and drones at their box. */
export const movingThings = (context: ThingContext): SourceFeature[] => {
  const dice = context.dice('moving');
  const big = thin(context.districtRoads.filter((road) => road.class !== 'path').flatMap((road) => context.kerbs(road, 60, false, -3)), 300);
  const walkers = thin(context.districtRoads.flatMap((road) => context.kerbs(road, 50, false, 2)), 400);
  const drones = spread(context, 12, 'drones');
  return [
    ...big.map((kerb, k) => { const drawn = dice.pick(TRUCKS); const kind = k % DUMP_TRUCK_EVERY === 7 ? DUMP_TRUCK : drawn; const number = context.serial(kind.en); return context.feature('vehicle', context.id('VH', 3), kerb.p, { zh: `${kind.zh}${number}号`, en: `${kind.en} ${number}` }, 0, { heading: kerb.heading, duty: kind.zh, owner: '区城市管理局' }); }),
    ...walkers.map((kerb) => { const kind = dice.pick(PEOPLE); const number = context.serial(kind.en); return context.feature('worker', context.id('WK', 3), kerb.p, { zh: `${kind.zh}${String(number).padStart(3, '0')}`, en: `${kind.en} ${String(number).padStart(3, '0')}` }, 1.7, { duty: kind.zh, owner: '街道办事处' }); }),
    ...drones.map((p) => context.feature('uav', context.id('UAV', 2), p, context.inStreet(p, { zh: '无人机', en: 'drone' }), 120, { owner: '区应急管理局' })),
  ];
};
