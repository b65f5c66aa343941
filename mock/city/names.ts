import { random } from './random';

/** Parts of invented names: a name of a minor street or an estate here is generated and says so. */
const FIRST: readonly (readonly [string, string])[] = [
  ['青', 'Qing'], ['金', 'Jin'], ['石', 'Shi'], ['春', 'Chun'], ['竹', 'Zhu'], ['松', 'Song'], ['嘉', 'Jia'], ['云', 'Yun'], ['龙', 'Long'], ['凤', 'Feng'], ['桂', 'Gui'], ['枣', 'Zao'],
  ['兰', 'Lan'], ['清', 'Qing'], ['长', 'Chang'], ['安', 'An'], ['永', 'Yong'], ['和', 'He'], ['兴', 'Xing'], ['瑞', 'Rui'], ['江', 'Jiang'], ['翠', 'Cui'], ['南', 'Nan'], ['文', 'Wen'],
  ['学', 'Xue'], ['柏', 'Bai'], ['梅', 'Mei'], ['观', 'Guan'], ['望', 'Wang'], ['望江', 'Wangjiang'], ['临崖', 'Linya'], ['半山', 'Banshan'],
];
const SECOND: readonly (readonly [string, string])[] = [
  ['坪', 'ping'], ['坡', 'po'], ['岩', 'yan'], ['湾', 'wan'], ['沟', 'gou'], ['岭', 'ling'], ['桥', 'qiao'], ['井', 'jing'], ['台', 'tai'], ['园', 'yuan'], ['门', 'men'], ['泉', 'quan'],
  ['溪', 'xi'], ['林', 'lin'], ['屋', 'wu'], ['塘', 'tang'], ['寺', 'si'], ['亭', 'ting'],
];
const LANE: readonly (readonly [string, string])[] = [['巷', 'Lane'], ['街', 'Street'], ['路', 'Road'], ['支路', 'Side Road'], ['横街', 'Cross Street'], ['正街', 'Main Street']];
const STAIR: readonly (readonly [string, string])[] = [['梯道', 'Steps'], ['步道', 'Trail'], ['坎', 'Steps']];

export interface Name { readonly zh: string; readonly en: string }

/** A stream of street names; repeats get a number. */
export const streetNames = (seed: number): ((stairs: boolean) => Name) => {
  const dice = random(seed, 'street-names');
  const used = new Map<string, number>();
  return (stairs) => {
    const [az, ae] = dice.pick(FIRST), [bz, be] = dice.pick(SECOND), [cz, ce] = dice.pick(stairs ? STAIR : LANE);
    const zh = `${az}${bz}${cz}`;
    const count = (used.get(zh) ?? 0) + 1;
    used.set(zh, count);
    return count === 1 ? { zh, en: `${ae}${be} ${ce}` } : { zh: `${az}${bz}${count}${cz}`, en: `${ae}${be} ${ce} No. ${count}` };
  };
};

const ESTATE: readonly (readonly [string, string])[] = [['花园', 'Garden'], ['苑', 'Court'], ['大厦', 'Tower'], ['家园', 'Homes'], ['公寓', 'Apartments'], ['小区', 'Estate'], ['楼', 'House']];
/** Name of an estate or a tower. */
export const estateNames = (seed: number): ((office: boolean) => Name) => {
  const dice = random(seed, 'estate-names');
  return (office) => {
    const [az, ae] = dice.pick(FIRST), [bz, be] = dice.pick(SECOND);
    const [cz, ce] = office ? (['大厦', 'Tower'] as const) : dice.pick(ESTATE);
    return { zh: `${az}${bz}${cz}`, en: `${ae}${be} ${ce}` };
  };
};
