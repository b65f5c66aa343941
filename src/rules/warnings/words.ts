/** The sentences of a warning, in both languages. A headline never contradicts its own figure. */
import { LEVEL_BY_RANK } from '../../domain/state';
import type { LevelRule } from '../ruleSet';
import { clearingPoint } from './plans';
import type { LevelCause } from './readings';

export interface Words { readonly zh: string; readonly en: string }
const ROMAN = ['', 'Ⅳ', 'Ⅲ', 'Ⅱ', 'Ⅰ'] as const;
export const romanOf = (rank: number): string => ROMAN[rank] ?? '';
const join = (figure: number, unit: string): string => (unit === '' ? String(figure) : `${figure} ${unit}`);
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** A rule's own sentence with its figures put in, so that an edited number is an edited sentence. */
export function ruleWords(rule: LevelRule, figure: string, limit: number | null, rank: number): Words {
  const figures: Readonly<Record<string, string | number | null | undefined>> = {
    value: figure, limit: rule.value ?? rule.aboveBackground ?? rule.perHour ?? limit, low: rule.low, high: rule.high, above: rule.aboveBackground, minutes: rule.holdMinutes, hours: rule.windowHours ?? (rule.holdMinutes === undefined ? undefined : rounded(rule.holdMinutes / 60, 1)),
    share: rule.shareOf && rounded(rule.shareOf.share * 100, 1), metres: rule.nearKind?.metres ?? rule.and?.metres ?? rule.backgroundMetres, near: rule.and?.value, nearMinutes: rule.nearKind?.minutes,
  };
  const fill = (text: string, level: string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => (name === 'level' ? level : String(figures[name] ?? whole)));
  return { zh: fill(rule.zh, romanOf(rank)), en: fill(rule.en, LEVEL_BY_RANK[rank] ?? '') };
}
/** Placeholders that a rule's sentence may use. */
export const PLACEHOLDERS: ReadonlySet<string> = new Set(['value', 'limit', 'level', 'low', 'high', 'above', 'minutes', 'hours', 'share', 'metres', 'near', 'nearMinutes']);

/** Why a level holds with this value. */
export function levelWords({ plan, rule, limit, beyond, latchedOnly }: LevelCause, rank: number, value: number): Words {
  const { row, falling } = plan;
  const figure = join(rounded(value, row.decimals), row.unit);
  const level = LEVEL_BY_RANK[rank] ?? '';
  if (latchedOnly) return { zh: `${row.zh} ${figure}，已回落，${romanOf(rank)} 级锁定，查验后复位`, en: `${row.en} ${figure}, back from level ${level}, latched until reset after inspection` };
  const fired = plan.rules[rule]?.rule;
  const further = fired && ruleWords(fired, figure, limit, rank);
  if (row.direction === 'state') return { zh: `${row.zh}：${further?.zh ?? ''}，${romanOf(rank)} 级`, en: `${row.en}: ${further?.en ?? ''}, level ${level}` };
  if (!beyond) return { zh: `${row.zh} ${figure}，尚未${falling ? '升' : '回落'}到解除值，保持 ${romanOf(rank)} 级`, en: `${row.en} ${figure}, not yet back at the clearing point of level ${level}` };
  if (further) return { zh: `${row.zh} ${figure}，${further.zh}，${romanOf(rank)} 级`, en: `${row.en} ${figure}, ${further.en}: level ${level}` };
  return { zh: `${row.zh} ${figure}，${falling ? '低于' : '超'} ${romanOf(rank)} 级 ${limit}`, en: `${row.en} ${figure}, ${falling ? 'below' : 'above'} level ${level} limit ${limit}` };
}

export function clearedWords({ plan, limit }: LevelCause, value: number): Words {
  const { row, falling } = plan;
  const figure = join(rounded(value, row.decimals), row.unit);
  if (row.direction === 'state') return { zh: `${row.zh}：恢复正常`, en: `${row.en}: back to normal` };
  if (limit === null) return { zh: `${row.zh} ${figure}，已恢复正常`, en: `${row.en} ${figure}, back to normal` };
  const edge = rounded(clearingPoint(row.clear, falling, limit), row.decimals + 1);
  return { zh: `${row.zh} ${figure}，已${falling ? '回升到' : '回落到'}解除值 ${edge} ${falling ? '以上' : '以下'}`, en: `${row.en} ${figure}, back ${falling ? 'above' : 'below'} the clearing point ${edge}` };
}
export const faultWords = (property: Words, kind: 'stuck' | 'impossible', value: number, unit: string): Words =>
  kind === 'stuck'
    ? { zh: `${property.zh} 读数 ${join(value, unit)} 长时间不变，疑为传感器卡死`, en: `${property.en} has stood at ${join(value, unit)} for too long: the sensor may be stuck` }
    : { zh: `${property.zh} 读数 ${join(value, unit)} 超出可能范围，疑为传感器故障`, en: `${property.en} reads ${join(value, unit)}, outside the possible range: the sensor may be faulty` };
