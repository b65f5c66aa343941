// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { h, type Component } from 'vue';
import { EVALUATION_COUNTS, type CaseQuery, type Evaluation, type EvaluationRow } from '../../domain/caseQuery';
import type { AiClass, ResourceQuery, Subsystem } from '../../domain/catalogues';
import type { Wish } from '../../domain/command';
import type { DetectionQuery, DetectionRecord } from '../../domain/detection';
import type { PeriodTotals } from '../../domain/outcome';
import type { Session } from '../../domain/role';
import type { ActionPorts, BoardPorts } from '../../state/ports/actions';
import { useBoards } from '../../state/stores/boards/boards';
import { TYPING_PAUSE_MS } from '../../state/stores/boards/resources';
import { FAKE_NOW, fakeCase, fakeSession, fakeWarning, type FakeObject } from '../../state/stores/createFakeCity';
import { createFakeOverview } from '../../state/stores/createFakeOverview';
import { useLayers } from '../../state/stores/layers';
import { useLists } from '../../state/stores/lists';
import { useOverview } from '../../state/stores/overview';
import { useSelection } from '../../state/stores/selection';
import { useSession } from '../../state/stores/session';
import { useTimeMachine } from '../../state/stores/timeMachine';
import { useView } from '../../state/stores/view';
import { mountForTest } from '../primitives/mountForTest';
import AlgorithmBoard from './AlgorithmBoard.vue';
import BoardStrip from './BoardStrip.vue';
import CaseBoard from './CaseBoard.vue';
import EvaluationBoard from './EvaluationBoard.vue';
import IndustryBoard from './IndustryBoard.vue';
import OutcomeBoard from './OutcomeBoard.vue';
import ResourceBoard from './ResourceBoard.vue';
import SubsystemBoard from './SubsystemBoard.vue';
import VitalBoard from './VitalBoard.vue';
import WarningBoard from './WarningBoard.vue';

const HOUR = 3_600_000;
const objects: FakeObject[] = [{ id: 'SEP-1', kind: 'septicTank', rank: 3, lon: 106.5, lat: 29.5 }, { id: 'SEP-2', kind: 'septicTank', lon: 106.52 }, { id: 'CAM-1', kind: 'camera' }, { id: 'TR-1', kind: 'tree' }];
const vitals = [
  { id: 'septicExceed', nameZh: '化粪池超限数', nameEn: 'Tanks over', unit: 'count', group: 'facility', value: 1, band: [0, 0], inBand: false, sources: ['septicTank'] },
  { id: 'electricLoad', nameZh: '用电负荷', nameEn: 'Load', unit: '%', group: 'facility', value: 60, band: [20, 85], inBand: true, sources: [] },
] as const;

const evaluationRow = (id: string, report: number, onTimeClosing: number | null): EvaluationRow => ({
  id, zh: `街道${id}`, en: `Street ${id}`, counts: { ...Object.fromEntries(EVALUATION_COUNTS.map((name) => [name, 0])) as EvaluationRow['counts'], report },
  rates: { filing: null, onTimeFiling: null, accurateDispatch: null, handling: null, onTimeHandling: null, closing: null, onTimeClosing, rework: null, video: null, repeat: null, highFrequency: null },
  medianAcceptMs: null, medianDispatchMs: null, medianHandleMs: 2 * HOUR, medianCloseMs: null, meanAcceptMs: null, meanHandleMs: null, satisfaction: null, score: report, rank: 1,
});
/** Two cases now, each in its list; four in every older period, of which only generated totals are known. */
const totalsAt = ({ from, to }: { readonly from: number; readonly to: number }, origin: PeriodTotals['origin']): PeriodTotals => ({
  id: `${from}`, from, to, at: FAKE_NOW, zh: '', en: '', origin, sourceZh: '演示月度汇总', sourceEn: 'demo monthly totals', rates: {},
  counts: origin === 'cases' ? { report: 2, archive: 2, inTimeArchive: 2, needArchive: 4, video: 2, rated: 0, pleased: 0 } : { report: 4, archive: 4, inTimeArchive: 3, needArchive: 4, video: 4, rated: 10, pleased: 9 },
});
const holiday: PeriodTotals = { ...totalsAt({ from: Date.parse('2023-09-29T00:00:00+08:00'), to: Date.parse('2023-10-07T00:00:00+08:00') }, 'reported'), zh: '2023 年中秋国庆假期', en: 'Holiday 2023', sourceZh: '公开报道', sourceEn: 'published', counts: { report: 6668 }, rates: { onTimeClosing: 0.985 } };
const aiClass: AiClass = { no: 1, id: 'exposed', nameZh: '暴露垃圾', nameEn: 'Exposed refuse', groupZh: '市容', groupEn: 'Look', eventCode: '0101', componentCode: null, optional: false, automatic: false, minConfidence: 0.8, detections: 40, checked: 10, right: 9, precision: 0.9, openCases: 7 };
const subsystem = (id: string, state: Subsystem['state'], lastMessageAt: number | null): Subsystem => ({ id, nameZh: `系统${id}`, nameEn: `System ${id}`, industry: 'core', ownerZh: '中心', ownerEn: 'Centre', state, lastMessageAt, messagesPerMinute: 3, latencyMs: 20, noteZh: '', noteEn: '' });

// happy-dom lays nothing out; the list needs a height to know which rows are in sight.
let owner: object = document.createElement('div');
while (!Object.hasOwn(owner, 'clientHeight')) owner = Object.getPrototypeOf(owner) as object;
Object.defineProperty(owner, 'clientHeight', { configurable: true, get: () => 480 });
Object.defineProperty(owner, 'clientWidth', { configurable: true, get: () => 320 });

const unsure: DetectionRecord = { detection: { id: 'd1', aiClass: 'exposed', cameraId: 'CAM-1', at: FAKE_NOW - HOUR, confidence: 0.55, lon: 106.5, lat: 29.5, objectId: null, note: '', clear: false, picture: 'https://city/api/media/d1', box: { x: 0.25, y: 0.5, width: 0.5, height: 0.25 } }, outcome: 'unsure', caseId: null, verdict: null };
let seen = unsure;
let page: ReturnType<typeof mountForTest>;
let commands: Wish[] = [];
let detectionQueries: DetectionQuery[] = [];
let queries: CaseQuery[] = [];
let resourceQueries: ResourceQuery[] = [];
let instants: (number | null)[] = [];
let spans: [number, number, number][] = [];
let down = false;
let may: Session['may'] = [];

function mount(component: Component, options: { board?: Parameters<ReturnType<typeof useBoards>['open']>; props?: Record<string, unknown>; language?: 'zh-CN' | 'en'; before?: EvaluationRow | null; reportedAt?: number; noTotals?: boolean } = {}): void {
  const answer = <Value>(value: Value): Promise<Value> => (down ? Promise.reject(new Error('down')) : Promise.resolve(value));
  page = mountForTest({ setup() { useOverview().start(); if (options.board) useBoards().open(...options.board); useBoards().follow(); return () => h(component, options.props ?? {}); } }, objects, {
    language: options.language ?? 'zh-CN',
    prepare(city) {
      city.held.warnings = [
        fakeWarning('w1', 'SEP-1', 'II', { streetId: 'ST-1', streetZh: '解放碑街道' }), fakeWarning('w2', 'SEP-2', 'III', { state: 'active_ack', acknowledgedAt: FAKE_NOW, streetId: 'ST-1', streetZh: '解放碑街道' }),
        fakeWarning('w3', 'SEP-2', 'III', { shelvedUntil: FAKE_NOW + HOUR }), fakeWarning('w4', 'SEP-2', 'I', { state: 'cleared_unack' }),
      ];
      city.held.cases = [
        fakeCase('1', 'SEP-1', 'handling', FAKE_NOW - 1, { status: 'handling', source: 'video', aiClass: 'exposed', classCode: '0101' }), fakeCase('2', null, 'check', FAKE_NOW + HOUR, { status: 'checking', source: 'iot', classCode: '0302', classNameZh: '井盖' }),
        fakeCase('3', null, 'evaluation', null, { status: 'closed', open: false, closedAt: FAKE_NOW - HOUR }),
      ];
      city.store.overview = () => createFakeOverview(city.store, vitals);
      const boards: Partial<BoardPorts> = {
        caseHistory: (from, to, step) => { spans.push([from, to, step]); return answer({ times: [to - HOUR, to], reported: [3, null], closed: [1, 2], overdue: [0, 1] }); },
        vitalHistory: (ids, from, to) => answer({ times: [from, to], values: Object.fromEntries(ids.map((id) => [id, [1, null]])) }),
        evaluation: (by, from, to, at) => { instants.push(at); return answer<Evaluation>({ by, from, to, at: at ?? to, demo: true, rows: [evaluationRow('A', 3, 0.5), evaluationRow('B', 9, null)], total: evaluationRow('', 12, 0.9), before: options.before === undefined ? null : options.before }); },
        totals: (spans) => answer(spans.map((span, k) => (options.noTotals ? null : totalsAt(span, k === 0 && spans.length !== 24 ? 'cases' : 'demo')))),
        holidays: () => answer([holiday]),
        automation: () => answer([{ code: 'septicGasCh4', kind: 'cause', zh: '化粪池甲烷', en: 'Septic-tank methane', automatic: true, closes: null }, { code: 'component:0102', kind: 'component', zh: '污水井盖', en: 'Sewer cover', automatic: false, closes: false }, { code: 'event:0102', kind: 'event', zh: '私搭乱建', en: 'Illegal building', automatic: true, closes: true }]),
        aiClasses: () => answer([aiClass]),
        detections: (query) => { detectionQueries.push(query); return answer({ count: 1, rows: [seen] }); },
        subsystems: () => answer([subsystem('1', 'online', FAKE_NOW - 5000), subsystem('2', 'offline', FAKE_NOW - HOUR), subsystem('3', 'degraded', null)]),
        resourceGroups: () => answer([{ kind: 'camera', kindZh: '枪机', kindEn: 'Camera', ownerZh: '公安', ownerEn: 'Police', count: 300_000, online: 290_000 }, { kind: 'camera', kindZh: '枪机', kindEn: 'Camera', ownerZh: '城管', ownerEn: 'Works', count: 37_000, online: 37_000 }]),
        resources: (query) => { resourceQueries.push(query); return answer({ count: 337_000, online: 327_000, rows: Array.from({ length: query.limit }, (_, at) => ({ id: `R${query.offset + at}`, nameZh: `枪机 ${query.offset + at}`, nameEn: '', kind: 'camera', kindZh: '枪机', kindEn: '', ownerZh: '公安', ownerEn: '', streetZh: '', streetEn: '', online: at % 2 === 0, lastSeenAt: FAKE_NOW, objectId: at === 0 ? 'CAM-1' : null })) }); },
      };
      const actions: Partial<ActionPorts> = {
        cases: (query) => { queries.push(query); const count = query.overdue ? 1 : query.counted === 'needArchive' ? 4 : 2; return answer({ count, at: query.at ?? FAKE_NOW, cases: Array.from({ length: Math.min(count, query.limit ?? 100) }, (_, at) => fakeCase(`q${at}`, null, 'handling', null, options.reportedAt === undefined ? {} : { reportedAt: options.reportedAt })) }); },
        command: (wish) => { commands.push(wish); return Promise.resolve({ ok: true, createdId: null, at: FAKE_NOW }); },
        session: () => Promise.resolve({ token: 't', role: 'leader', nameMasked: '李*', unitZh: '', unitEn: '', scope: { type: 'district' }, may, workerId: null } as Session),
        signIn: () => actions.session!(),
      };
      Object.assign(city, { boards, actions });
    },
  });
}
afterEach(() => { useLists().close(); page.unmount(); commands = []; queries = []; detectionQueries = []; seen = unsure; resourceQueries = []; instants = []; spans = []; down = false; may = []; });

/** Presses every count of the board and compares it with the list it opens. */
async function pressAll(): Promise<number> {
  let pressed = 0;
  for (const button of page.host.querySelectorAll<HTMLButtonElement>('button.count')) {
    button.click();
    await page.settle();
    expect(useLists().count, button.getAttribute('aria-label') ?? '').toBe(Number(button.dataset['count']));
    pressed += 1;
  }
  return pressed;
}

describe('every count of a board opens a list of that length', () => {
  it('warnings, with what is held back apart', async () => {
    mount(WarningBoard);
    await page.settle();
    expect(await pressAll()).toBeGreaterThan(30);
    const row = page.find('[data-level="III"]');
    expect([...row.querySelectorAll<HTMLElement>('.count')].map((count) => count.dataset['count'])).toEqual(['1', '0', '1', '0', '1', '0', '0']);
    expect(page.find('.foot').textContent?.replaceAll(/\s/g, '')).toBe('全部列出4·暂缓1');
  });
  it('cases', async () => {
    mount(CaseBoard);
    await page.settle();
    expect(await pressAll()).toBeGreaterThan(25);
    expect(page.find('[data-step="handling"]').className).toContain('bottleneck');
  });
  it('a case number finds its case at the back end', async () => {
    mount(CaseBoard);
    await page.settle();
    const input = page.find<HTMLInputElement>('input[type="search"]');
    input.value = '5001-0320 26';
    input.dispatchEvent(new Event('input'));
    input.form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await page.settle();
    expect(useLists().filter).toEqual({ type: 'caseQuery', query: { code: '5001032026' } });
    expect(queries.at(-1)).toMatchObject({ code: '5001032026' });
  });
  it('an evaluation: with the bounds, the instant and the row they were counted for', async () => {
    mount(EvaluationBoard, { board: ['evaluation', { by: 'unit' }] });
    await page.settle();
    page.find('[data-row="B"] [data-column="report"] button').click();
    await page.settle();
    expect(useLists().filter).toMatchObject({ type: 'caseQuery', query: { unitId: 'B', counted: 'report', from: Date.UTC(2026, 2, 7, 16), to: FAKE_NOW, at: FAKE_NOW } });
  });
  it('an industry, asked at one moment', async () => {
    mount(IndustryBoard, { board: ['industry', { industry: 'parks' }] });
    await page.settle();
    expect(new Set(queries.map((query) => `${query.industry} ${query.at}`))).toEqual(new Set([`parks ${FAKE_NOW}`]));
    expect(await pressAll()).toBeGreaterThan(6);
  });
  it('the open cases of a video class', async () => {
    mount(AlgorithmBoard);
    await page.settle();
    expect(await pressAll()).toBe(1);
    expect(page.find('[data-class="exposed"] .count').dataset['count']).toBe('1');
  });
});

describe('the vital signs', () => {
  it('show all that are defined; one without a value says so, one outside its band says which side', async () => {
    mount(VitalBoard, { board: ['vitals'] });
    await page.settle();
    expect(page.host.querySelectorAll('[data-vital]').length).toBeGreaterThanOrEqual(28);
    expect(page.find('[data-vital="septicExceed"]').textContent).toContain('▲');
    expect(page.find('[data-vital="aqi"]').textContent).toContain('没有数据源');
    expect(page.find('[data-vital="aqi"]').tagName).toBe('DIV');
  });
  it('open the objects behind them, show their layer and fly to the one that stands out', async () => {
    mount(VitalBoard, { board: ['vitals'] });
    await page.settle();
    useLayers().show('septicTank', false);
    page.find('[data-vital="septicExceed"]').click();
    expect(useLists().rows.map((row) => row.key)).toEqual(['w1', 'w2', 'w3']);
    expect(useLayers().visible('septicTank')).toBe(true);
    expect(useView().target?.lon).toBeCloseTo(106.51);
  });
  it('open the card of the subsystem that reports them', async () => {
    mount(VitalBoard, { board: ['vitals'] });
    await page.settle();
    page.find('[data-vital="electricLoad"]').click();
    expect(useBoards().board).toEqual({ id: 'subsystems', choices: { card: 'operation-safety' } });
  });
  it('say to who looks after one street which of them are the whole district’s', async () => {
    mount(VitalBoard, { board: ['vitals'] });
    await page.settle();
    useSession().session = fakeSession('shiftLeader', { scope: { type: 'street', streetId: 'ST-1' } });
    await page.settle();
    expect(page.find('[data-vital="electricLoad"]').textContent).toContain('全区');
    expect(page.find('[data-vital="septicExceed"]').textContent).not.toContain('全区');
  });
  it('have a table with the same figures, by key as well', async () => {
    mount(VitalBoard, { board: ['vitals'] });
    await page.settle();
    page.find<HTMLElement>('.choices > button').click();
    await page.settle();
    expect(page.host.querySelectorAll('tbody tr').length).toBeGreaterThanOrEqual(28);
    expect(page.text()).toContain('越限');
  });
});

describe('the evaluation', () => {
  it('sorts by a column, what has no figure last in either direction', async () => {
    mount(EvaluationBoard, { board: ['evaluation'] });
    await page.settle();
    const order = (): (string | undefined)[] => [...page.host.querySelectorAll<HTMLElement>('tbody [data-row]')].map((row) => row.dataset['row']);
    expect(order()).toEqual(['B', 'A', 'total']);
    page.find('[data-column="rate.onTimeClosing"] button').click();
    await page.settle();
    expect(order()).toEqual(['A', 'B', 'total']);
    page.find('[data-column="rate.onTimeClosing"] button').click();
    await page.settle();
    expect(order()).toEqual(['A', 'B', 'total']);
    expect(page.find('thead [data-column="rate.onTimeClosing"]').getAttribute('aria-sort')).toBe('ascending');
  });
  it('shows a dash for a rate without cases, its formula on focus, and no base instead of a change from nothing', async () => {
    mount(EvaluationBoard, { board: ['evaluation'] });
    await page.settle();
    expect(page.find('[data-row="B"] [data-column="rate.onTimeClosing"]').textContent).toBe('–');
    expect(page.text()).toContain('无基期');
    page.find('[data-column="rate.onTimeClosing"] button').dispatchEvent(new FocusEvent('focus'));
    await page.settle();
    expect(page.find('.formula').textContent).toContain('按期结案 ÷ 应结案');
  });
  it('names the change against the period before', async () => {
    mount(EvaluationBoard, { board: ['evaluation'], before: evaluationRow('', 6, 1), reportedAt: FAKE_NOW - 72 * HOUR });
    await page.settle();
    expect(page.find('[data-change=pop]').textContent).toContain('+100');
    expect(page.find('[data-change=pop]').textContent).toContain('−10.0');
    expect(page.find('[data-base=pop]').textContent).toContain('2026-03-08 00:00 至 2026-03-08 14:05 对 2026-03-07 09:55 至 2026-03-08 00:00；来源：本平台案卷');
    // a day that is not over has no same day a year before
    expect(page.find('[data-base=yoy]').textContent).toContain('无基期');
  });
  it('compares nothing with a period before that the data cover in part', async () => {
    mount(EvaluationBoard, { board: ['evaluation'], before: evaluationRow('', 6, 1), reportedAt: FAKE_NOW - 20 * HOUR });
    await page.settle();
    expect(page.find('[data-change=pop]').textContent).not.toMatch(/[+−±]/);
    expect(page.find('[data-base=pop]').textContent).toContain('数据未覆盖 2026-03-07');
  });
  it('names the change against last year with both periods and where they come from, and no base without totals', async () => {
    mount(EvaluationBoard, { board: ['evaluation', { period: '7d' }] });
    await page.settle();
    expect(page.find('[data-change=yoy] [data-column=report]').textContent).toMatch(/^−50\.0/);
    expect(page.find('[data-change=yoy] [data-column="rate.onTimeClosing"]').textContent).toMatch(/^−33\.3/);
    expect(page.find('[data-change=yoy] [data-column=medianHandleMs]').textContent).toBe('无基期');
    expect(page.find('[data-base=yoy]').textContent).toBe('同比：2026-03-02 至 2026-03-07 对 2025-03-02 至 2025-03-07；来源：本平台案卷；演示汇总：演示月度汇总');
    page.unmount();
    mount(EvaluationBoard, { board: ['evaluation', { period: '7d' }], noTotals: true });
    await page.settle();
    expect(page.find('[data-change=yoy]').textContent).not.toMatch(/\d/);
  });
  it('asks for the instant shown, and the board says that it looks back', async () => {
    mount(EvaluationBoard, { board: ['evaluation'] });
    await page.settle();
    page.city.held.instant = FAKE_NOW - HOUR;
    page.city.tell({ instantChanged: true });
    page.timers.advance(2000);
    await page.settle();
    expect(instants).toEqual([null, FAKE_NOW - HOUR]);
    expect(page.text()).toContain('回看 2026-03-08 13:05');
  });
  it('names the instant of its answer, not the one that the cockpit has played on to', async () => {
    mount(EvaluationBoard, { board: ['evaluation'] });
    await page.settle();
    for (const ms of [0, 1000, 2000]) {
      page.city.held.instant = FAKE_NOW - HOUR + ms * 60;
      page.city.tell({ instantChanged: true });
      await page.settle();
      expect(page.find('.moment').textContent).not.toContain(`13:0${5 + ms / 1000}:00`);
      page.timers.advance(1000);
      await page.settle();
    }
    expect(page.find('.moment').textContent).toMatch(/回看 2026-03-08 13:0[5-7]:00/);
  });
  it('says of which moment an asked part is when the rest of the board has moved on', async () => {
    mount(CaseBoard, { board: ['cases'] });
    await page.settle();
    expect(page.host.querySelector('[data-part="elsewhen"]')).toBeNull();
    page.city.held.instant = FAKE_NOW - HOUR;
    page.city.tell({ instantChanged: true });
    await page.settle();
    expect(page.find('[data-part="elsewhen"]').textContent).toContain('14:05:00');
    page.timers.advance(2000);
    await page.settle();
    expect(page.host.querySelector('[data-part="elsewhen"]')).toBeNull();
  });
  it('shows cases of a day, a week or a month in columns of the city’s clock, gaps as gaps, and the link keeps the range', async () => {
    mount(CaseBoard, { board: ['cases'] });
    await page.settle();
    const words = (text: string): HTMLElement => { const found = [...page.host.querySelectorAll('button')].find((button) => button.textContent?.includes(text)); if (!found) throw new Error(text); return found; };
    page.city.held.now = FAKE_NOW + 7 * 60_000;
    for (const text of ['逐时', '每 6 小时', '逐日']) { words(text).click(); await page.settle(); }
    const [, ...rest] = spans;
    const local = (time: number): string => new Date(time + 8 * HOUR).toISOString().slice(5, 16);
    expect([spans[0], ...rest].map((span) => [local(span?.[0] ?? 0), (span?.[2] ?? 0) / HOUR])).toEqual([['03-07T15:00', 1], ['03-01T18:00', 6], ['02-07T00:00', 24]]);
    expect(spans.map((span) => span[1])).toEqual([FAKE_NOW, FAKE_NOW + 7 * 60_000, FAKE_NOW + 7 * 60_000]);
    expect(useBoards().board?.choices).toEqual({ span: '30d' });
    page.find('[data-part="trend"] .twin').click();
    await page.settle();
    expect(page.find('[data-part="trend"] table').textContent).toContain('无数据');
  });
  it('marks switches as those of now while the cockpit looks back', async () => {
    mount(AlgorithmBoard, { board: ['algorithms'] });
    const stop = useTimeMachine().start();
    await page.settle();
    expect(page.text()).not.toContain('现况');
    page.city.held.instant = FAKE_NOW - HOUR;
    page.city.tell({ instantChanged: true });
    await page.settle();
    expect(page.host.querySelectorAll('.present')).toHaveLength(2);
    expect(page.find('thead .present').textContent).toContain('现况');
    stop();
  });
});

describe('the outcome board', () => {
  it('shows every change with both periods and the origin, and opens each count that has cases', async () => {
    mount(OutcomeBoard, { board: ['outcome'] });
    await page.settle();
    expect(page.find('[data-kpi=report] [data-change=yoy]').textContent).toMatch(/^同比−50\.0.*基期 4$/);
    expect(page.find('[data-kpi=onTimeClosing] [data-change=pop]').textContent).toMatch(/−33\.3.*基期 75\.0/);
    expect(page.find('[data-base=yoy]').textContent).toBe('同比：2026-03-01 至 2026-03-07 对 2025-03-01 至 2025-03-07；来源：本平台案卷；演示汇总：演示月度汇总');
    expect(page.find('[data-base=pop]').textContent).toContain('对 2026-02-22 至 2026-02-28');
    // nobody rated: no share, and no change of it
    expect(page.find('[data-kpi=pleased]').textContent).toContain('无基期');
    expect(await pressAll()).toBeGreaterThanOrEqual(5);
    expect(queries.at(-1)).toMatchObject({ from: Date.parse('2026-03-01T00:00:00+08:00'), to: Date.parse('2026-03-08T00:00:00+08:00'), at: FAKE_NOW });
  });
  it('reproduces the published holiday, says that only totals exist and has no base for it', async () => {
    mount(OutcomeBoard, { board: ['outcome', { period: 'holiday' }] });
    await page.settle();
    for (const words of ['2023 年中秋国庆假期', '6,668', '98.5', '公开报道', '该时段仅有汇总数字', '同比：无基期，没有 2022-09-29 至 2022-10-06 的数据', '环比：无基期，没有 2023-09-21 至 2023-09-28 的数据']) expect(page.text()).toContain(words);
    expect(page.host.querySelectorAll('button.count')).toHaveLength(0);
    expect(page.find('[data-kpi=video]').textContent).toContain('未知');
    expect(page.text()).not.toMatch(/[+−±]\d/);
  });
  it('has a history of satisfaction with gaps, and says in English too what is missing', async () => {
    mount(OutcomeBoard, { board: ['outcome'], noTotals: true, language: 'en' });
    await page.settle();
    expect(page.text()).toContain('Nothing is known of this period.');
    expect(page.find('[data-change=yoy]').textContent).toContain('no base');
    page.find('.twin').click();
    await page.settle();
    expect(page.host.querySelectorAll('table.data tbody tr')).toHaveLength(24);
    expect(page.text()).toContain('Feb 2026');
  });
});

describe('the catalogues', () => {
  it('hold 337,000 resources in a few rows of the document; a row that is on the map flies there', async () => {
    mount(ResourceBoard);
    await page.settle();
    await page.settle();
    expect(page.text()).toContain('337,000 项');
    const rows = page.host.querySelectorAll<HTMLElement>('[role="option"]');
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.length).toBeLessThan(60);
    expect(rows[0]!.getAttribute('aria-setsize')).toBe('337000');
    rows[0]!.click();
    expect(useSelection().openId).toBe('CAM-1');
  });
  it('wait with a search until the typing pauses', async () => {
    mount(ResourceBoard);
    await page.settle();
    const asked = resourceQueries.length;
    const box = page.find<HTMLInputElement>('input[type="search"]');
    for (const words of ['枪', '枪机', '枪机 5']) { box.value = words; box.dispatchEvent(new Event('input')); page.timers.advance(TYPING_PAUSE_MS - 1); }
    expect(resourceQueries).toHaveLength(asked);
    page.timers.advance(1);
    await page.settle();
    expect(resourceQueries.slice(asked).every((query) => query.text === '枪机 5')).toBe(true);
    expect(resourceQueries.length).toBeGreaterThan(asked);
  });
  it('narrow the list to a kind and its owner', async () => {
    mount(ResourceBoard);
    await page.settle();
    expect(page.find('[data-part="total"]').textContent).toBe('337,000');
    page.find('[data-kind="camera"] .fold').click();
    await page.settle();
    page.host.querySelectorAll<HTMLElement>('.owner .count')[1]!.click();
    await page.settle();
    expect(resourceQueries.at(-1)).toMatchObject({ kind: 'camera', owner: '城管', offset: 0 });
  });
  it('put silent subsystems first, with the age of their last word', async () => {
    mount(SubsystemBoard);
    await page.settle();
    expect([...page.host.querySelectorAll<HTMLElement>('[data-state]')].map((card) => card.dataset['state'])).toEqual(['offline', 'degraded', 'online']);
    expect(page.find('[data-subsystem="3"]').textContent).toContain('从未收到消息');
    page.find('[data-choice="offline"]').click();
    await page.settle();
    expect(page.host.querySelectorAll('[data-subsystem]')).toHaveLength(1);
  });
  it('switch causes and classes beyond video, naming which of two classes of one code is meant', async () => {
    may = ['automation.set'];
    mount(AlgorithmBoard);
    await page.settle();
    await page.settle();
    page.find<HTMLButtonElement>('[data-code="septicGasCh4"] [role="switch"]').click();
    page.find<HTMLButtonElement>('[data-choice="manual"]').click();
    await page.settle();
    expect([...page.host.querySelectorAll<HTMLElement>('[data-code]')].map((row) => row.dataset['code'])).toEqual(['component:0102']);
    page.find<HTMLButtonElement>('[data-code="component:0102"] [role="switch"]').click();
    await page.settle();
    // closing is a switch of its own, which a cause does not have
    expect(page.host.querySelectorAll('[data-code="component:0102"] [role="switch"]')).toHaveLength(2);
    page.find<HTMLButtonElement>('[data-code="component:0102"] .closing [role="switch"]').click();
    await page.settle();
    expect(commands).toEqual([{ type: 'automation.set', classCode: 'septicGasCh4', automatic: false }, { type: 'automation.set', classCode: 'component:0102', automatic: true }, { type: 'automation.set', classCode: 'component:0102', automatic: true, part: 'closing' }]);
  });
  it('show what cameras saw with its box, keep to a class, and file or refuse it by a command', async () => {
    may = ['detection.file', 'detection.falseAlarm'];
    mount(AlgorithmBoard);
    await useSession().begin('leader');
    await page.settle();
    await page.settle();
    const row = page.find('[data-detection="d1"]');
    expect(row.textContent).toContain('暴露垃圾');
    expect(row.textContent).toContain('置信度不足，未立案');
    expect(row.querySelector<HTMLImageElement>('img')?.src).toBe('https://city/api/media/d1');
    expect(row.querySelector<HTMLElement>('.box')?.style.inlineSize).toBe('50%');
    row.querySelector<HTMLButtonElement>('[data-action="detection.file"]')?.click();
    await page.settle();
    expect(commands).toEqual([{ type: 'detection.file', detectionId: 'd1' }]);
    expect(row.querySelector('[data-action="detection.falseAlarm"]')).not.toBeNull();
    page.find<HTMLButtonElement>('[data-class="exposed"] .pick').click();
    await page.settle();
    expect(detectionQueries.at(-1)).toMatchObject({ aiClass: 'exposed' });
    seen = { ...unsure, verdict: { right: false, at: FAKE_NOW, by: { role: 'acceptor', nameMasked: '王*', unitZh: '', unitEn: '' }, reason: '反光' } };
    page.find<HTMLButtonElement>('.all').click();
    await page.settle();
    expect(page.find('.verdict').textContent).toContain('反光');
    expect(page.host.querySelectorAll('[data-detection] [data-action]')).toHaveLength(0);
  });
  it('switch a video class to automatic by a command, when the role may', async () => {
    mount(AlgorithmBoard);
    await page.settle();
    const button = page.find<HTMLButtonElement>('[role="switch"]');
    expect(button.disabled).toBe(true);
    may = ['automation.set'];
    await useSession().begin('leader');
    await page.settle();
    expect(button.disabled).toBe(false);
    button.click();
    await page.settle();
    expect(commands).toEqual([{ type: 'automation.set', classCode: 'event:0101', automatic: true }]);
    // Only the back end decides what the switch shows.
    expect(button.getAttribute('aria-checked')).toBe('false');
  });
});

describe('every board', () => {
  const all: readonly [Component, Parameters<ReturnType<typeof useBoards>['open']>][] = [[WarningBoard, ['warnings']], [CaseBoard, ['cases']], [VitalBoard, ['vitals']], [EvaluationBoard, ['evaluation']], [IndustryBoard, ['industry']], [AlgorithmBoard, ['algorithms']], [ResourceBoard, ['resources']], [SubsystemBoard, ['subsystems']]];
  it('says that its data is a demo, that it is live, and can be closed', async () => {
    for (const [component, board] of all) {
      mount(component, { board });
      await page.settle();
      expect(page.text(), board[0]).toContain('演示数据');
      expect(page.text(), board[0]).toContain('实时');
      page.find('.board > .head button').click();
      expect(useBoards().isOpen).toBe(false);
      page.unmount();
    }
    mount(SubsystemBoard);
  });
  it('says which board stays at the present while the cockpit looks back', async () => {
    const back = Date.UTC(2026, 2, 8, 4);
    for (const [component, board] of [[ResourceBoard, 'resources'], [CaseBoard, 'cases']] as const) {
      mount(component, { board: [board] });
      page.city.held.instant = back;
      page.city.tell({ instantChanged: true });
      await page.settle();
      expect(page.find('.moment').textContent).toContain(board === 'resources' ? '现况' : '回看 2026-03-08 12:00');
      page.unmount();
    }
    mount(SubsystemBoard);
  });
  it('says where the data of an evaluation begin when its period reaches back further', async () => {
    mount(EvaluationBoard, { board: ['evaluation', { period: '30d' }] });
    for (let turn = 0; turn < 3; turn++) await page.settle();
    expect(page.find('.covered').textContent).toContain('数据始于 2026-03-08 12:05');
    page.unmount();
    mount(EvaluationBoard, { board: ['evaluation', { period: '30d' }], reportedAt: 0 });
    for (let turn = 0; turn < 3; turn++) await page.settle();
    expect(page.host.querySelector('.covered')).toBeNull();
  });
  it('asks nothing of those who stand before a wall', async () => {
    for (const [component, board] of all) {
      mount(component, { board, props: { passive: true } });
      await page.settle();
      expect(page.host.querySelectorAll('button, input, select'), board[0]).toHaveLength(0);
      page.unmount();
    }
    mount(SubsystemBoard);
  });
  it('leaves no key of a message untranslated', async () => {
    for (const language of ['zh-CN', 'en'] as const) for (const [component, board] of all) {
      mount(component, { board, language });
      await page.settle();
      expect(page.text().match(/boards\.[a-zA-Z.]+|overview\.[a-z][a-zA-Z.]+|lists\.[a-z]+|common\.[a-z]+/g), `${board[0]} ${language}`).toBeNull();
      if (language === 'en') expect(page.text().match(/boards|undefined|NaN/g), board[0]).toBeNull();
      page.unmount();
    }
    mount(SubsystemBoard);
  });
  it('says in words when the back end does not answer, and asks again when told', async () => {
    down = true;
    mount(SubsystemBoard);
    await page.settle();
    expect(page.text()).toContain('后端没有应答');
    down = false;
    page.find('[role="alert"] button').click();
    await page.settle();
    expect(page.host.querySelectorAll('[data-subsystem]')).toHaveLength(3);
  });
  it('is opened and closed from the strip', async () => {
    mount(BoardStrip);
    page.find('[data-open-board="cases"]').click();
    await page.settle();
    expect(useBoards().board?.id).toBe('cases');
    expect(page.find('[data-open-board="cases"]').getAttribute('aria-pressed')).toBe('true');
    page.find('[data-open-board="cases"]').click();
    expect(useBoards().isOpen).toBe(false);
  });
});
