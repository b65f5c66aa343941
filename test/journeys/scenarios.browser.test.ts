/**
 * Scenarios as a person at the desk follows them, in the whole demo city: the object's timeline, its card and its case say what the script
 * promises. Three windows play at once, each its own city; every story is read where it ends here, with the clock held.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, untilLive, type Cockpit } from '../setup/openCockpit';
import { follow, type Seen, type Story } from '../setup/stories';

const STORIES: readonly (readonly Story[])[] = [
  [
    {
      code: 'C1', scenario: 'septicGas.critical', objectId: 'SC-014', start: '2026-06-16T14:00', speed: 120, until: ['preplan.ended', 1],
      lines: { 'warning.raised': 1, 'warning.rose': 2, 'warning.cleared': 1, 'case.report': 1, 'case.dispatch': 1, 'task.assigned': 1, 'task.arrived': 1, 'case.pass': 1, 'case.close': 1 },
      says: ['超 Ⅳ 级 10', '启动风机', '超 Ⅰ 级 50', '划定 50 米警戒圈', '派遣至 两路口街道办事处', '到达现场', '已回落到解除值', '停止风机', '核查通过', '结案'],
      card: ['运行正常'], case: { status: 'closed', says: ['0302', '两路口街道办事处'] }, cases: 1,
    },
    {
      code: 'C2', scenario: 'walkway.vendor', objectId: 'CAM-04780', start: '2026-06-16T10:00', speed: 60, until: ['case.close', 1],
      lines: { 'detection.received': 2, 'case.report': 1, 'case.confirm': 1, 'case.file': 1, 'case.dispatch': 1, 'task.assigned': 1, 'task.arrived': 1, 'case.pass': 1, 'case.close': 1 },
      says: ['视频识别：无照游商', '派遣至 上清寺街道办事处', '到达现场', '无照游商已消除', '核查通过', '结案'],
      card: [], case: { status: 'closed', says: ['0501', '上清寺街道办事处'] }, cases: 1,
    },
    {
      code: 'C3', scenario: 'panorama', objectId: 'CAM-00001', start: '2026-05-02T16:30', speed: 60, until: ['case.repeat', 2],
      lines: { 'detection.received': 5, 'case.report': 3, 'case.repeat': 2 },
      says: ['暴露垃圾', '无照游商', '人员超密度聚集', '共 1 次重复', '共 2 次重复'],
      card: ['暴露垃圾', '无照游商', '人员超密度聚集'], cases: 3,
    },
    {
      code: 'C6', scenario: 'squareDance.stays', objectId: 'NM-066', start: '2026-06-16T20:30', speed: 120, until: ['preplan.ended', 1],
      lines: { 'warning.raised': 1, 'case.report': 1, 'case.dispatch': 1, 'task.arrived': 1, 'warning.cleared': 1, 'case.finish': 1, 'case.close': 1 },
      says: ['超 Ⅳ 级 60', '现场屏幕提示', '派遣至 大溪沟街道办事处', '现场劝导', '已回落到解除值', '反馈处置结果', '结案'],
      card: ['运行正常'], case: { status: 'closed', says: ['0508', '大溪沟街道办事处'] }, cases: 1,
    },
    {
      code: 'C7', scenario: 'rockfall.rain', objectId: 'SL-002', start: '2026-06-29T05:00', speed: 120, until: ['warning.rose', 2],
      lines: { 'warning.raised': 1, 'warning.rose': 2, 'case.report': 1, 'case.dispatch': 1, 'task.arrived': 1, 'case.acknowledgeSupport': 4 },
      says: ['Ⅲ 级', 'Ⅱ 级', '派遣至 区地质灾害防治中心', 'Ⅰ 级', '标出威胁区与转移路线', '应急广播转移通知'],
      card: ['Ⅰ 级'], case: { status: 'handling', says: ['区地质灾害防治中心', '危岩崩塌转移避险', '标出威胁区与转移路线'] }, cases: 1,
    },
  ],
  [
    {
      code: 'C8', scenario: 'bridgeJoint.overload', objectId: 'BR-dongshuimen', start: '2026-06-17T08:10', speed: 60, until: ['case.acknowledgeSupport', 2],
      lines: { 'warning.raised': 3, 'case.report': 1, 'case.dispatch': 1, 'case.acknowledgeSupport': 2 },
      says: ['超 Ⅳ 级 49', '超 Ⅲ 级 58.8', '超 Ⅱ 级 73.5', '通知交巡警管制', '派遣至 区桥隧管理所', '协办单位 区交巡警支队 已签认', '协办单位 公交运营企业（示意） 已签认'],
      card: [], case: { status: 'handling', says: ['区桥隧管理所', '桥梁权属单位（示意）', '未签收'] }, cases: 1,
    },
    {
      code: 'C9', scenario: 'pierHealth', objectId: 'BM-dongshuimen-approach-a-pier-1', start: '2026-06-18T09:00', speed: 60, until: ['warning.raised', 1],
      lines: { 'warning.raised': 1 }, says: ['墩塔倾斜 0.02 °，超 Ⅳ 级 0.02'], card: ['墩塔倾斜', '桥墩健康', '预测'], cases: 0,
    },
    {
      code: 'C10', scenario: 'footbridge.crowd', objectId: 'FB-002', start: '2026-10-02T15:00', speed: 60, until: ['task.arrived', 2],
      lines: { 'warning.raised': 1, 'warning.rose': 3, 'case.report': 1, 'case.dispatch': 1, 'task.assigned': 2, 'task.arrived': 2 },
      says: ['超 Ⅳ 级 50', '超 Ⅲ 级 70', '超 Ⅱ 级 85', '超 Ⅰ 级 100', '情报板改为“限流，请勿进入”', '派遣至 解放碑街道办事处', '到达现场'],
      card: ['超 Ⅰ 级 100'], case: { status: 'handling', says: ['0409', '人员密集限流'] }, cases: 1,
    },
    {
      code: 'C11', scenario: 'dust.truck', objectId: 'AM-013', start: '2026-06-17T15:00', speed: 60, until: ['case.repeat', 1],
      lines: { 'warning.raised': 2, 'warning.suppressed': 1, 'case.report': 1, 'case.dispatch': 1, 'case.repeat': 1 },
      says: ['高出背景 150 µg/m³ 持续 3 分钟，且 200 米、5 分钟内有渣土车', '推送证据给执法支队', '派遣至 区综合行政执法支队', '共 1 次重复'],
      card: ['渣土车扬尘'], case: { status: 'handling', says: ['0302', '区综合行政执法支队'] }, cases: 1,
    },
    {
      code: 'C12', scenario: 'manhole.missing', objectId: 'MH-02310', start: '2026-10-01T23:30', speed: 120, until: ['preplan.ended', 1],
      lines: { 'warning.raised': 1, 'case.report': 1, 'case.dispatch': 1, 'task.assigned': 1, 'task.arrived': 1, 'warning.cleared': 1, 'case.close': 1 },
      says: ['井盖倾角 92 °，超 Ⅰ 级 30', '时限 2紧急工作时', '截止 10-02 01:40', '到达现场', '已回落到解除值', '结案'],
      card: ['运行正常'], case: { status: 'closed', says: ['0102', '区市政设施维护中心'] }, cases: 1,
    },
    {
      code: 'C17', scenario: 'garage.prompt', objectId: 'PK-021', start: '2026-06-16T08:30', speed: 60, until: ['task.arrived', 1],
      lines: { 'case.report': 1, 'case.file': 1, 'case.dispatch': 1, 'case.receive': 1, 'case.acceptHop': 3, 'task.accepted': 1, 'task.arrived': 1 },
      says: ['上报（采集员上报）', '时限 12紧急工作时', '派遣至 解放碑街道办事处', '已接收，处置中', '社区居委会（示意） 已签收', '片区长（示意） 已签收', '物业服务企业（示意） 已签收', '接受任务', '到达现场'],
      card: ['垃圾堵门'], case: { status: 'handling', says: ['0103', '解放碑街道办事处', '物业服务企业（示意）'] }, cases: 1,
    },
  ],
  [
    {
      code: 'C16', scenario: 'citizenReport.satisfied', objectId: 'LP-02074', start: '2026-06-16T19:30', speed: 120, until: ['case.rate', 1],
      lines: { 'case.report': 1, 'case.confirm': 1, 'case.file': 1, 'case.dispatch': 1, 'case.receive': 1, 'case.finish': 1, 'case.pass': 1, 'case.close': 1, 'case.rate': 1 },
      says: ['上报（公众举报）', '立案：路灯，时限 2工作日', '派遣至 区灯饰管理所', '处置完成', '核查通过', '结案', '评价 5 星'],
      card: [], case: { status: 'closed', says: ['0118', '区灯饰管理所', '公众举报'] }, cases: 1,
    },
    {
      code: 'C18', scenario: 'riverChief', objectId: 'RR-jialing-qiansimen', start: '2026-06-16T08:00', speed: 120, until: ['warning.raised', 1],
      lines: { 'case.report': 1, 'case.dispatch': 1, 'case.receive': 1, 'warning.raised': 1 },
      says: ['暴露垃圾', '派遣至 区环卫服务中心', '水质类别 4，超 Ⅲ 级 4'],
      card: ['水质类别 4，超 Ⅲ 级 4'], case: { status: 'handling', says: ['0102', '区环卫服务中心'] }, cases: 1,
    },
    {
      code: 'C20', scenario: 'outfall.cod', objectId: 'OF-010', start: '2026-06-16T10:00', speed: 60, until: ['warning.rose', 3],
      lines: { 'warning.raised': 1, 'warning.rose': 3, 'case.report': 1, 'case.dispatch': 1, 'task.arrived': 1, 'case.acknowledgeSupport': 3 },
      says: ['40 mg/L，超 Ⅳ 级 40', '50 mg/L，超 Ⅲ 级 50', '标出上游管网与候选源', '派遣至 区生态环境局', '75 mg/L，超 Ⅱ 级 75', '100 mg/L，超 Ⅰ 级 100'],
      card: ['超 Ⅰ 级 100'], case: { status: 'handling', says: ['0105', '区生态环境局', '排污口超标溯源'] }, cases: 1,
    },
    {
      code: 'C21', scenario: 'flood', objectId: 'WL-chaotianmen', start: '2026-08-19T06:00', speed: 120, until: ['warning.rose', 1],
      lines: { 'warning.raised': 1, 'warning.rose': 1, 'preplan.started': 1 },
      says: ['181.1 m，超 Ⅳ 级 181', '182.1 m，超 Ⅲ 级 182', '启动预案：洪水与内涝响应'], card: ['超 Ⅲ 级 182'], cases: 0,
    },
  ],
];

describe('a scenario, followed at the desk', () => {
  const cockpits: Cockpit[] = [];
  const seen = new Map<string, Promise<Seen>>();
  beforeAll(() => {
    for (const lane of STORIES) {
      const opened = (async () => {
        const cockpit = await openCockpit({ width: 840, height: 480, query: `scenario=${lane[0]?.scenario}&speed=0.1&layers=riverReach&c=106.9,29.9,3000,0,-89` });
        cockpits.push(cockpit);
        await untilLive(cockpit.page);
        return cockpit.page;
      })();
      let before: Promise<unknown> = opened;
      for (const [k, story] of lane.entries()) {
        const own = before.catch(() => undefined).then(async () => follow(await opened, story, { begun: k === 0 }));
        own.catch(() => undefined);
        seen.set(story.scenario, own);
        before = own;
      }
    }
  });
  afterAll(async () => { for (const cockpit of cockpits) await cockpit.close(); await closeBrowser(); });

  // the first story of every lane first: nobody waits for another lane
  const inTurn = Array.from({ length: Math.max(...STORIES.map((lane) => lane.length)) }, (_, k) => STORIES.flatMap((lane) => lane[k] ?? [])).flat();
  it.each(inTurn.map((story) => [story.code, story.scenario, story] as const))('%s %s', { timeout: 400_000 }, async (_, scenario, story) => {
    const shown = await seen.get(scenario);
    expect(shown).toBeDefined();
    const { lines, words, card, status, page, cases } = shown!;
    expect(Object.fromEntries(Object.keys(story.lines).map((action) => [action, lines[action] ?? 0])), words).toEqual(story.lines);
    let at = 0;
    for (const own of story.says) {
      const found = words.indexOf(own, at);
      expect(found, `“${own}” in this order in\n${words}`).toBeGreaterThanOrEqual(0);
      at = found;
    }
    for (const own of story.card) expect(card).toContain(own);
    expect(cases).toBe(story.cases);
    expect(status).toBe(story.case?.status ?? '');
    for (const own of story.case?.says ?? []) expect(page).toContain(own);
  });
  it('stays clean, also while one city replaces another', () => { for (const cockpit of cockpits) cockpit.expectClean(); });
});
