/** What the trail says about each thing that happens to a case, as whole sentences in both languages. */
import type { AppealGround, Case, CaseStatus, ClockKind } from '../../domain/case';
import type { WarningLevel } from '../../domain/state';

export interface Sentence { readonly zh: string; readonly en: string }

const CLOCK_ZH: Readonly<Record<ClockKind, string>> = { urgent_hour: '紧急工作时', work_hour: '工作时', work_day: '工作日', natural_day: '自然日' };
const CLOCK_EN: Readonly<Record<ClockKind, string>> = { urgent_hour: 'urgent h', work_hour: 'work h', work_day: 'work days', natural_day: 'days' };
export const STATUS_EN: Readonly<Record<CaseStatus, string>> = {
  reported: 'just reported', pending_verify: 'waiting for verification', pending_register: 'waiting for filing', accepted: 'filed', not_accepted: 'void', pending_dispatch: 'waiting for dispatch',
  dispatched: 'being delivered', returned: 'sent back', pending_handle: 'waiting for the handler', handling: 'being handled', suspended: 'suspended', handle_finish: 'reported done',
  pending_check: 'waiting for the check', checking: 'being checked', check_pass: 'found fixed', check_not_pass: 'found not fixed', pending_close: 'waiting to be closed',
  closed: 'closed', forced_close: 'closed by order', cancelled: 'cancelled',
};
const SOURCE_ZH: Readonly<Record<Case['source'], string>> = { collector: '采集员上报', citizen: '公众举报', hotline: '热线', video: '视频智能采集', iot: '物联网监测', leader: '领导批示', department: '部门批转', media: '媒体' };
const SOURCE_EN: Readonly<Record<Case['source'], string>> = { collector: 'a collector', citizen: 'a resident', hotline: 'the hotline', video: 'video analysis', iot: 'a sensor', leader: 'a leader', department: 'a department', media: 'the press' };

const GROUND_ZH: Readonly<Record<AppealGround, string>> = { check: '核查结论', deadline: '超期认定', duty: '责任认定' };
const GROUND_EN: Readonly<Record<AppealGround, string>> = { check: 'its failed check', deadline: 'being held late', duty: 'being held responsible' };

/** Local minute of the demo's fixed offset, e.g. `11-22 16:40`. */
export const clockText = (time: number | null, offsetMinutes: number): string => (time === null ? '–' : new Date(time + offsetMinutes * 60_000).toISOString().slice(5, 16).replace('T', ' '));
const limitZh = (item: Case): string => (item.limit ? `${item.limit.value}${CLOCK_ZH[item.limit.clock]}` : '不限时');
const limitEn = (item: Case): string => (item.limit ? `${item.limit.value} ${CLOCK_EN[item.limit.clock]}` : 'no limit');
const supportZh = (item: Case): string => (item.supporting.length > 0 ? `，协办 ${item.supporting.map((unit) => unit.zh).join('、')}` : '');
const supportEn = (item: Case): string => (item.supporting.length > 0 ? `, supported by ${item.supporting.map((unit) => unit.en).join(', ')}` : '');

/** Grades of harm, by the emergency response law. */
const GRADE_ZH: Readonly<Record<WarningLevel, string>> = { I: '特别重大', II: '重大', III: '较大', IV: '一般' };
const GRADE_EN: Readonly<Record<WarningLevel, string>> = { I: 'particularly serious', II: 'serious', III: 'major', IV: 'ordinary' };
/** What is waited for in a state that has a limit of its own. */
const WAITS_ZH: Readonly<Partial<Record<CaseStatus, string>>> = { pending_verify: '核实', pending_register: '立案', pending_dispatch: '派遣', pending_handle: '接收' };
const WAITS_EN: Readonly<Partial<Record<CaseStatus, string>>> = { pending_verify: 'verification', pending_register: 'filing', pending_dispatch: 'dispatch', pending_handle: 'receipt' };

/** `item` is the case after the change; `detail` names what the action is about where the case does not say it. */
export function sentenceOf(action: string, item: Case, reason: string, offsetMinutes: number, detail: Sentence = { zh: '', en: '' }): Sentence {
  const about = (zh: string, en: string): Sentence => ({ zh: `案卷 ${item.code} ${zh}`, en: `Case ${item.code} ${en}` });
  const because = (zh: string, en: string): Sentence => about(`${zh}：${reason}`, `${en}: ${reason}`);
  switch (action) {
    case 'report': return about(`上报（${SOURCE_ZH[item.source]}）：${item.titleZh}`, `reported by ${SOURCE_EN[item.source]}: ${item.titleEn}`);
    case 'repeat': return about(`再次上报（${detail.zh}），并入本案，共 ${item.repeats} 次重复`, `reported again by ${detail.en} and merged, ${item.repeats} repeats`);
    case 'submit': return about('提交，待核实', 'submitted, waiting for verification');
    case 'confirm': return about('核实属实，待立案', 'verified, waiting for filing');
    case 'refute': return because('核实不属实，作废', 'not confirmed, void');
    case 'dealOnSpot': return about(`采集员现场自行处置${detail.zh && `：${detail.zh}`}`, `dealt with on the spot by the collector${detail.en && `: ${detail.en}`}`);
    case 'file': return about(`立案：${item.classNameZh}，时限 ${limitZh(item)}`, `filed: ${item.classNameEn}, limit ${limitEn(item)}`);
    case 'reject': return because('不予立案', 'not filed');
    case 'queue': return about('待派遣', 'waiting for dispatch');
    case 'dispatch': return about(`派遣至 ${item.leadUnitZh}${supportZh(item)}，截止 ${clockText(item.deadlineAt, offsetMinutes)}`, `dispatched to ${item.leadUnitEn}${supportEn(item)}, due ${clockText(item.deadlineAt, offsetMinutes)}`);
    case 'deliver': return about(`送达 ${item.leadUnitZh}，待处置`, `delivered to ${item.leadUnitEn}`);
    case 'return': return because('被回退', 'sent back');
    case 'requeue': return about('回退后待重新派遣', 'waits for a new dispatch');
    case 'receive': return about('已接收，处置中', 'received, in work');
    case 'suspend': return because('挂账，停止计时', 'suspended, the clock stands still');
    case 'suspendAsked': return because('申请挂账，待值班长批准', 'suspension asked for, the shift leader decides');
    case 'extendAsked': return because(`申请延期至 ${detail.zh}，待值班长批准`, `extension to ${detail.en} asked for, the shift leader decides`);
    case 'suspendRefused': return because('不同意挂账', 'suspension refused');
    case 'extendRefused': return because('不同意延期', 'extension refused');
    case 'resume': return about(`恢复处置，新的截止 ${clockText(item.deadlineAt, offsetMinutes)}`, `resumed, now due ${clockText(item.deadlineAt, offsetMinutes)}`);
    case 'finish': return detail.zh ? about(`处置完成：${detail.zh}`, `reported done: ${detail.en}`) : about('处置完成', 'reported done');
    case 'handOver': return about('待核查', 'waiting for the check');
    case 'startCheck': return about('开始核查', 'check started');
    case 'pass': return about('核查通过', 'found fixed');
    case 'settle': return about('待结案', 'waiting to be closed');
    case 'fail': return because(`核查不通过，第 ${item.reworks} 次返工，截止不变`, `not fixed, rework ${item.reworks}, deadline unchanged`);
    case 'rework': return about('返工，待处置', 'back to the handler');
    case 'close': return about('结案', 'closed');
    case 'forceClose': return because('强制结案', 'closed by order');
    case 'cancel': return because('撤销', 'cancelled');
    case 'merge': return about(`并入案卷 ${detail.zh}`, `merged into case ${detail.en}`);
    case 'acknowledgeSupport': return about(`协办单位 ${detail.zh} 已签认`, `acknowledged by ${detail.en}`);
    case 'extend': return because(`延期至 ${clockText(item.deadlineAt, offsetMinutes)}`, `extended to ${clockText(item.deadlineAt, offsetMinutes)}`);
    case 'supervise': return because('督办', 'supervised');
    case 'gradeIncident': return item.incidentGrade === null ? because('取消事件分级', 'is no longer graded as an incident') : because(`事件分级定为${GRADE_ZH[item.incidentGrade]}`, `graded as a ${GRADE_EN[item.incidentGrade]} incident`);
    case 'orderResponse': return item.responseLevel === null ? because('终止应急响应', 'emergency response ended') : because(`启动 ${item.responseLevel} 级应急响应`, `emergency response ${item.responseLevel} ordered`);
    case 'rate': return about(`评价 ${item.rating ?? '–'} 星`, `rated ${item.rating ?? '–'} of 5`);
    case 'appeal': return because(`申诉（${GROUND_ZH[item.appeal?.ground ?? 'duty']}），待裁定`, `appealed against ${GROUND_EN[item.appeal?.ground ?? 'duty']}, to be decided`);
    case 'acceptAppeal': return because(`申诉成立（${GROUND_ZH[item.appeal?.ground ?? 'duty']}），不计入考评`, `appeal against ${GROUND_EN[item.appeal?.ground ?? 'duty']} accepted, taken off the evaluation`);
    case 'rejectAppeal': return because('申诉不成立，维持原考评', 'appeal rejected, the evaluation stands');
    case 'remind': return about(`临近截止 ${clockText(item.deadlineAt, offsetMinutes)}，提醒 ${item.leadUnitZh}`, `is due ${clockText(item.deadlineAt, offsetMinutes)}, ${item.leadUnitEn} reminded`);
    case 'stepRemind': return about(`${WAITS_ZH[item.status] ?? ''}临近时限 ${clockText(item.stepDueAt, offsetMinutes)}`, `${WAITS_EN[item.status] ?? ''} is due ${clockText(item.stepDueAt, offsetMinutes)}`);
    case 'stepOverdue': return about(`${WAITS_ZH[item.status] ?? ''}已超时`, `${WAITS_EN[item.status] ?? ''} is late`);
    case 'supportRemind': return about(`提醒协办单位 ${detail.zh} 签认`, `waits for the acknowledgement of ${detail.en}`);
    case 'supportOverdue': return about(`协办单位 ${detail.zh} 签认超时`, `is late to be acknowledged by ${detail.en}`);
    case 'acceptHop': return about(`${detail.zh} 已签收`, `accepted by ${detail.en}`);
    case 'hopRemind': return about(`提醒 ${detail.zh} 签收`, `waits to be accepted by ${detail.en}`);
    case 'hopOverdue': return about(`${detail.zh} 签收超时`, `is late to be accepted by ${detail.en}`);
    case 'escalateShiftLeader': return about('已超期，报值班长', 'is overdue, shift leader informed');
    case 'escalateLeader': return about('超期未处置，报领导', 'is still overdue, leader informed');
    default: return about(action, action);
  }
}
export const sourceSentence = (source: Case['source']): Sentence => ({ zh: SOURCE_ZH[source], en: SOURCE_EN[source] });
