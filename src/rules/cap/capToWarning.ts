/** An alert of another system as a warning of this one; its origin stands in `rule`. */
import { toObjectId, toWarningId } from '../../domain/ids';
import { EXERCISE_RULE, type Warning } from '../../domain/warning';
import { CAP_PARAMETER, EXTERNAL_CAUSE, LEVEL_OF_SEVERITY, type CapAlert, type CapInfo, type CapValue } from './capTypes';

export interface CapTarget {
  /** Object that the alert is shown on: the nearest, or the one its sender means. */
  readonly objectId: string;
  readonly street: { readonly id: string; readonly zh: string; readonly en: string } | null;
  /** When it arrived, ms since epoch. */
  readonly receivedAt: number;
}
const valueOf = (list: readonly CapValue[], name: string): string | null => list.find((item) => item.name === name)?.value ?? null;
const numberOf = (text: string | null): number | null => (text === null || text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text));
const inLanguage = (infos: readonly CapInfo[], prefix: string): CapInfo | undefined => infos.find(({ language }) => language.toLowerCase().startsWith(prefix));
const wordsOf = (info: CapInfo): string => info.headline || info.event;
const isLevel = (text: string | null): text is Warning['level'] => text === 'I' || text === 'II' || text === 'III' || text === 'IV';

/** Null for what is no warning: acknowledgements, errors, drafts, tests, and messages that say nothing. An exercise says so in its own words. Updates keep the id of the first message. */
export function capToWarning(alert: CapAlert, { objectId, street, receivedAt }: CapTarget): Warning | null {
  const info = alert.infos[0];
  if (alert.message === 'Ack' || alert.message === 'Error' || alert.status === 'Draft' || alert.status === 'System' || alert.status === 'Test' || (!info && alert.message !== 'Cancel')) return null;
  const english = inLanguage(alert.infos, 'en') ?? info;
  const chinese = inLanguage(alert.infos, 'zh') ?? english;
  const first = alert.references[0] ?? alert;
  const level = valueOf(info?.parameters ?? [], CAP_PARAMETER.level);
  const exercise = alert.status === 'Exercise';
  const over = alert.message === 'Cancel' || info?.responseTypes.includes('AllClear') === true;
  return {
    id: toWarningId(`cap:${first.sender}:${first.identifier}`), objectId: toObjectId(objectId), cause: EXTERNAL_CAUSE,
    level: isLevel(level) ? level : LEVEL_OF_SEVERITY[info?.severity ?? 'Unknown'], state: over ? 'cleared_unack' : 'active_unack',
    headlineZh: `${exercise ? '【演练】' : ''}${chinese ? wordsOf(chinese) : '外部告警已取消'}`, headlineEn: `${exercise ? 'Exercise: ' : ''}${english ? wordsOf(english) : 'The external alert was cancelled'}`,
    value: numberOf(valueOf(info?.parameters ?? [], CAP_PARAMETER.value)), limit: numberOf(valueOf(info?.parameters ?? [], CAP_PARAMETER.limit)), unit: valueOf(info?.parameters ?? [], CAP_PARAMETER.unit) ?? '',
    onsetAt: info?.onset ?? info?.effective ?? first.sent, updatedAt: receivedAt, clearedAt: over ? receivedAt : null, caseId: null, prevLevel: null,
    streetId: street?.id ?? '', streetZh: street?.zh ?? '', streetEn: street?.en ?? '', acknowledgedAt: null, acknowledgedBy: '', shelvedUntil: null, shelvedReason: '', suppressedBy: '',
    outOfService: false, latched: false, firstOut: false, rule: `${exercise ? EXERCISE_RULE : 'cap:'}${alert.sender}@${alert.identifier}`, basis: english?.senderName || alert.sender,
  };
}
