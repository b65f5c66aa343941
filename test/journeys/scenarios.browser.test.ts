/**
 * Scenarios as a person at the desk follows them, in the whole demo city: the card in the middle, the timeline and the case at the end say what
 * the script promises. One window tells them one after the other; the first is played, the others are brought forward.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, untilLive, type Cockpit } from '../setup/openCockpit';
import { follow, type Story } from '../setup/stories';

/** From the report to the end, each once. */
const ONE_CASE = { 'case.report': 1, 'case.file': 1, 'case.dispatch': 1, 'case.receive': 1, 'case.finish': 1, 'case.pass': 1, 'case.close': 1 } as const;

const STORIES: readonly Story[] = [
  {
    code: 'C1', scenario: 'septicGas.critical', objectId: 'SC-014', played: 120, during: { minute: 20, card: ['Ⅰ级红色预警'] },
    lines: { ...ONE_CASE, 'warning.raised': 1, 'warning.rose': 2, 'warning.cleared': 1, 'task.assigned': 1, 'task.arrived': 1, 'preplan.ended': 1 },
    says: ['超 Ⅳ 级 10', '启动风机', '超 Ⅰ 级 50', '划定 50 米警戒圈', '派遣至 两路口街道办事处', '到达现场', '已回落到解除值', '核查通过', '结案'],
    card: ['运行正常'], case: { status: 'closed', says: ['0302', '两路口街道办事处'] }, cases: 1,
  },
  {
    code: 'C2', scenario: 'walkway.vendor', objectId: 'CAM-04780', during: { minute: 3, card: ['无照游商'] },
    lines: { ...ONE_CASE, 'detection.received': 2, 'task.assigned': 1, 'task.arrived': 1 },
    says: ['视频识别：无照游商', '派遣至 上清寺街道办事处', '到达现场', '无照游商已消除', '核查通过', '结案'],
    card: ['没有在办案卷'], case: { status: 'closed', says: ['0501', '上清寺街道办事处'] }, cases: 1,
  },
  {
    code: 'C3', scenario: 'panorama', objectId: 'CAM-00001', during: { minute: 30, card: ['暴露垃圾', '无照游商', '人员超密度聚集'] },
    lines: { 'detection.received': 5, 'case.report': 3, 'case.repeat': 2, 'case.close': 3 },
    says: ['暴露垃圾', '无照游商', '人员超密度聚集', '共 1 次重复', '共 2 次重复', '结案'],
    card: ['没有在办案卷'], cases: 3,
  },
  {
    code: 'C6', scenario: 'squareDance.stays', objectId: 'NM-066', during: { minute: 14, card: ['Ⅳ级'] },
    lines: { ...ONE_CASE, 'warning.raised': 1, 'warning.cleared': 1, 'task.arrived': 1, 'preplan.ended': 1 },
    says: ['超 Ⅳ 级 60', '现场屏幕提示', '派遣至 大溪沟街道办事处', '现场劝导', '已回落到解除值', '反馈处置结果', '结案'],
    card: ['运行正常'], case: { status: 'closed', says: ['0508', '大溪沟街道办事处'] }, cases: 1,
  },
  {
    code: 'C7', scenario: 'rockfall.rain', objectId: 'SL-002', during: { minute: 65, card: ['Ⅰ级红色预警', '播报中'] },
    lines: { ...ONE_CASE, 'warning.raised': 1, 'warning.rose': 2, 'warning.cleared': 1, 'task.arrived': 1, 'case.acknowledgeSupport': 4, 'preplan.ended': 1 },
    says: ['Ⅲ 级', 'Ⅱ 级', '派遣至 区地质灾害防治中心', 'Ⅰ 级', '标出威胁区与转移路线', '应急广播转移通知', '核查通过', '结案'],
    card: ['运行正常'], case: { status: 'closed', says: ['区地质灾害防治中心'] }, cases: 1,
  },
  {
    code: 'C8', scenario: 'bridgeJoint.overload', objectId: 'BR-dongshuimen', during: { minute: 25, card: ['桥隧'] },
    lines: { ...ONE_CASE, 'warning.raised': 3, 'warning.cleared': 3, 'case.acknowledgeSupport': 3, 'case.supportOverdue': 1, 'preplan.ended': 1 },
    says: ['超 Ⅳ 级 49', '超 Ⅲ 级 58.8', '超 Ⅱ 级 73.5', '通知交巡警管制', '派遣至 区桥隧管理所', '协办单位 区交巡警支队 已签认', '协办单位 公交运营企业（示意） 已签认', '协办单位 桥梁权属单位（示意） 已签认', '结案'],
    card: ['运行正常'], case: { status: 'closed', says: ['区桥隧管理所', '桥梁权属单位（示意）'] }, cases: 1,
  },
  {
    code: 'C9', scenario: 'pierHealth', objectId: 'BM-dongshuimen-approach-a-pier-1', during: { minute: 200, card: ['Ⅰ级红色预警', '墩塔倾斜', '桥墩健康', '预测'] },
    lines: { ...ONE_CASE, 'warning.raised': 1, 'warning.rose': 3, 'warning.reset': 1, 'warning.cleared': 1 },
    says: ['超 Ⅳ 级 0.02', '超 Ⅲ 级 0.05', '超 Ⅱ 级 0.1', '派遣至 区桥隧管理所', '超 Ⅰ 级 0.2', '查验后复位', '核查通过', '结案'],
    card: ['运行正常', '预测'], case: { status: 'closed', says: ['0208', '区桥隧管理所'] }, cases: 1,
  },
  {
    code: 'C10', scenario: 'footbridge.crowd', objectId: 'FB-002', during: { minute: 40, card: ['Ⅰ级红色预警', '超 Ⅰ 级 100'] },
    lines: { ...ONE_CASE, 'warning.raised': 1, 'warning.rose': 3, 'warning.cleared': 1, 'task.assigned': 2, 'task.arrived': 2, 'preplan.ended': 1 },
    says: ['超 Ⅳ 级 50', '超 Ⅲ 级 70', '超 Ⅱ 级 85', '超 Ⅰ 级 100', '情报板改为“限流，请勿进入”', '派遣至 解放碑街道办事处', '到达现场', '核查通过', '结案'],
    card: ['运行正常'], case: { status: 'closed', says: ['0409', '解放碑街道办事处'] }, cases: 1,
  },
  {
    code: 'C11', scenario: 'dust.truck', objectId: 'AM-013', during: { minute: 14, card: ['渣土车扬尘'] },
    lines: { ...ONE_CASE, 'warning.raised': 2, 'warning.suppressed': 1, 'warning.cleared': 2, 'case.repeat': 1, 'preplan.ended': 1 },
    says: ['高出背景 150 µg/m³ 持续 3 分钟，且 200 米、5 分钟内有渣土车', '推送证据给执法支队', '派遣至 区综合行政执法支队', '共 1 次重复', '结案'],
    card: ['运行正常'], case: { status: 'closed', says: ['0302', '渝D·3**8K'] }, cases: 1,
  },
  {
    code: 'C12', scenario: 'manhole.missing', objectId: 'MH-02310', during: { minute: 14, card: ['Ⅰ级红色预警', '超 Ⅰ 级 30'] },
    lines: { ...ONE_CASE, 'warning.raised': 1, 'warning.cleared': 1, 'task.assigned': 1, 'task.arrived': 1, 'preplan.ended': 1 },
    says: ['井盖倾角 92 °，超 Ⅰ 级 30', '时限 2紧急工作时', '截止 10-02 01:40', '到达现场', '已回落到解除值', '结案'],
    card: ['运行正常'], case: { status: 'closed', says: ['0102', '区市政设施维护中心'] }, cases: 1,
  },
  {
    code: 'C16', scenario: 'citizenReport.satisfied', objectId: 'LP-02074', during: { minute: 30, card: ['在办案卷'] },
    lines: { ...ONE_CASE, 'case.confirm': 1, 'case.rate': 1 },
    says: ['上报（公众举报）', '立案：路灯，时限 2工作日', '派遣至 区灯饰管理所', '处置完成', '核查通过', '结案', '评价 5 星'],
    card: ['没有在办案卷'], case: { status: 'closed', says: ['0118', '区灯饰管理所', '公众举报'] }, cases: 1,
  },
  {
    code: 'C17', scenario: 'garage.prompt', objectId: 'PK-021', during: { minute: 40, card: ['垃圾堵门'] },
    lines: { ...ONE_CASE, 'case.acceptHop': 3, 'task.accepted': 1, 'task.arrived': 1 },
    says: ['上报（采集员上报）', '时限 12紧急工作时', '派遣至 解放碑街道办事处', '已接收，处置中', '社区居委会（示意） 已签收', '片区长（示意） 已签收', '物业服务企业（示意） 已签收', '接受任务', '到达现场', '处置完成', '核查通过', '结案'],
    card: ['没有在办案卷'], case: { status: 'closed', says: ['0103', '解放碑街道办事处', '物业服务企业（示意）'] }, cases: 1,
  },
  {
    code: 'C18', scenario: 'riverChief', objectId: 'RR-jialing-qiansimen', during: { minute: 70, card: ['水质类别 4，超 Ⅲ 级 4'] },
    lines: { 'case.report': 2, 'case.dispatch': 2, 'case.receive': 2, 'case.close': 2, 'warning.raised': 2, 'warning.cleared': 2 },
    says: ['暴露垃圾', '派遣至 区环卫服务中心', '水质类别 4，超 Ⅲ 级 4', '水质类别 6，超 Ⅰ 级 6', '派遣至 区水利局', '结案'],
    card: ['没有在办案卷'], case: { status: 'closed', says: ['0105', '区水利局'] }, cases: 2,
  },
  {
    code: 'C20', scenario: 'outfall.cod', objectId: 'OF-010', during: { minute: 45, card: ['Ⅰ级红色预警', '超 Ⅰ 级 100'] },
    lines: { ...ONE_CASE, 'warning.raised': 1, 'warning.rose': 3, 'warning.fell': 1, 'warning.cleared': 1, 'task.arrived': 1, 'case.acknowledgeSupport': 3, 'preplan.ended': 1 },
    says: ['40 mg/L，超 Ⅳ 级 40', '50 mg/L，超 Ⅲ 级 50', '标出上游管网与候选源', '派遣至 区生态环境局', '75 mg/L，超 Ⅱ 级 75', '100 mg/L，超 Ⅰ 级 100', '核查通过', '结案'],
    card: ['运行正常'], case: { status: 'closed', says: ['0105', '区生态环境局'] }, cases: 1,
  },
  {
    code: 'C21', scenario: 'flood', objectId: 'WL-chaotianmen', during: { minute: 110, card: ['Ⅱ级', '超 Ⅱ 级 185'] },
    lines: { ...ONE_CASE, 'warning.raised': 1, 'warning.rose': 2, 'warning.fell': 2, 'warning.cleared': 1, 'preplan.started': 1, 'case.acknowledgeSupport': 3 },
    says: ['181.1 m，超 Ⅳ 级 181', '182.1 m，超 Ⅲ 级 182', '启动预案：洪水与内涝响应', '185.1', '派遣至 区水利局', '核查通过', '结案'],
    card: ['运行正常'], case: { status: 'closed', says: ['区水利局'] }, cases: 1,
  },
];

describe('a scenario, followed at the desk', () => {
  let cockpit: Cockpit;
  beforeAll(async () => {
    cockpit = await openCockpit({ width: 840, height: 480, query: 'layers=riverReach&c=106.9,29.9,3000,0,-89' });
    await untilLive(cockpit.page);
  });
  afterAll(async () => { await cockpit.close(); await closeBrowser(); });

  it.each(STORIES.map((story) => [story.code, story.scenario, story] as const))('%s %s', { timeout: 400_000 }, async (_, __, story) => {
    const { during, lines, words, card, status, page, cases } = await follow(cockpit.page, story);
    for (const own of story.during.card) expect(during).toContain(own);
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
  it('refuses no reading of a city that was brought forward, and stays clean while one city replaces another', async () => {
    expect(await cockpit.page.evaluate(() => document.body.innerText)).not.toContain('拒收');
    cockpit.expectClean();
  });
});
