import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/rules/engine';
import { play, script, timeline } from './fixtures/timeline';
import { runOnEngine } from './runOnEngine';

const leader: Caller = { role: 'shiftLeader', scope: { type: 'district' }, actor: { role: 'shiftLeader', nameMasked: '王*', unitZh: '区智慧城市运行管理中心', unitEn: 'City operation centre' } };
const owner: Caller = { role: 'handler', scope: { type: 'unit', unitId: 'bridge-owner' }, actor: { role: 'handler', nameMasked: '李*', unitZh: '桥梁权属单位（示意）', unitEn: 'Bridge owner (schematic)' } };

describe('C8, the joint event on Dongshuimen Bridge', () => {
  it('has this timeline when strain passes its limits', () => {
    expect(timeline(play('bridgeJoint', 'strain'))).toEqual([
      '9.0 warning.raised system IV 0.71 ×',
      '11.0 warning.acknowledged shiftLeader IV 0.74 ×',
      '17.0 warning.rose system III 0.8 ×',
      '19.0 warning.acknowledged shiftLeader III 0.8 ×',
      '27.0 warning.rose system II 0.9 ×',
      '27.0 case.report system',
      '27.0 preplan.started system II',
      '27.0 device.commanded system 1',
      '27.0 preplan.step system',
      '27.0 notice.sent system',
      '27.0 preplan.step system',
      '27.0 notice.sent system',
      '27.0 preplan.step system',
      '27.0 notice.sent system',
      '27.0 preplan.step system',
      '27.0 case.submit system',
      '27.0 case.confirm system',
      '27.0 case.file system',
      '27.0 case.queue system',
      '27.0 case.dispatch system',
      '27.0 task.assigned system 92 m',
      '27.0 case.deliver system',
      '27.0 device.state system 1',
      '28.0 task.accepted handler',
      '28.0 case.receive handler',
      '28.5 task.arrived handler',
      '29.0 warning.acknowledged shiftLeader II 0.9 ×',
      '29.0 case.acknowledgeSupport handler',
      '31.3 case.acknowledgeSupport handler',
      '33.0 preplan.step handler',
      '37.0 warning.rose system I 1 ×',
      '37.0 device.commanded system 1',
      '37.0 preplan.step system',
      '37.0 device.state system 1',
      '39.0 preplan.step handler',
      '39.0 warning.acknowledged shiftLeader I 1 ×',
      '45.0 preplan.step handler',
      '51.0 preplan.step handler',
      '68.5 task.finished handler',
      '68.5 case.finish handler',
      '68.5 case.handOver system',
      '72.0 case.supportRemind system',
      '73.0 warning.fell system I 0.88 ×',
      '87.0 case.supportOverdue system',
      '97.0 warning.reset shiftLeader I 0.88 ×',
      '97.0 warning.cleared system I 0.52 ×',
      '97.0 case.startCheck system',
      '97.0 case.pass system',
      '97.0 case.settle system',
      '137.0 case.acknowledgeSupport handler',
      '142.0 case.close shiftLeader',
      '142.0 preplan.ended system',
      '142.0 device.commanded system 0',
      '142.0 device.commanded system 0',
      '142.0 device.state system 0',
      '142.0 device.state system 0',
    ]);
  });
  it('has this timeline when a vehicle of 1.5 times the limit crosses', () => {
    expect(timeline(play('bridgeJoint', 'overload'))).toEqual([
      '6.0 warning.raised system IV 53 t',
      '7.0 warning.cleared system IV 18 t',
      '8.0 warning.acknowledged shiftLeader IV 18 t',
      '12.0 warning.raised system III 62 t',
      '13.0 warning.cleared system III 24 t',
      '14.0 warning.acknowledged shiftLeader III 24 t',
      '20.0 warning.raised system II 81 t',
      '20.0 case.report system',
      '20.0 preplan.started system II',
      '20.0 device.commanded system 1',
      '20.0 preplan.step system',
      '20.0 notice.sent system',
      '20.0 preplan.step system',
      '20.0 notice.sent system',
      '20.0 preplan.step system',
      '20.0 notice.sent system',
      '20.0 preplan.step system',
      '20.0 case.submit system',
      '20.0 case.confirm system',
      '20.0 case.file system',
      '20.0 case.queue system',
      '20.0 case.dispatch system',
      '20.0 task.assigned system 70 m',
      '20.0 case.deliver system',
      '20.0 device.state system 1',
      '21.0 task.accepted handler',
      '21.0 case.receive handler',
      '21.4 task.arrived handler',
      '22.0 warning.cleared system II 26 t',
      '22.0 warning.acknowledged shiftLeader II 26 t',
      '22.0 case.acknowledgeSupport handler',
      '24.3 case.acknowledgeSupport handler',
      '26.0 preplan.step handler',
      '32.0 preplan.step handler',
      '38.0 preplan.step handler',
      '44.0 preplan.step handler',
      '61.4 task.finished handler',
      '61.4 case.finish handler',
      '61.4 case.handOver system',
      '61.4 case.startCheck system',
      '61.4 case.pass system',
      '61.4 case.settle system',
      '65.0 case.supportRemind system',
      '80.0 case.supportOverdue system',
      '130.0 case.acknowledgeSupport handler',
      '131.4 case.close shiftLeader',
      '131.4 preplan.ended system',
      '131.4 device.commanded system 0',
      '131.4 device.state system 0',
    ]);
  });
  it.each(['strain', 'overload'])('keeps the acknowledgement of each unit with its time (%s)', (branch) => {
    const run = play('bridgeJoint', branch);
    const [card] = run.cases;
    expect(card).toMatchObject({ ruleId: 'bridge-joint', status: 'closed', leadUnitId: 'bridge-tunnel' });
    expect(card?.supporting.map((unit) => [unit.unitId, (unit.acknowledgedAt ?? 0) > (card.dispatchedAt ?? Infinity), (unit.acknowledgedAt ?? Infinity) < (card.closedAt ?? 0)])).toEqual([
      ['traffic-police', true, true], ['bridge-owner', true, true], ['bus-operator', true, true],
    ]);
    const lines = run.log.filter((entry) => entry.action === 'case.acknowledgeSupport').map((entry) => entry.actor.unitZh);
    expect(lines).toEqual(['区交巡警支队', '公交运营企业（示意）', '桥梁权属单位（示意）']);
  });
  it('cannot be closed while one of the three has not acknowledged, and says who', () => {
    const run = runOnEngine({ ...script('bridgeJoint'), minutes: 120 }, 'strain', 7);
    const [card] = run.cases;
    const caseId = card?.id ?? '';
    const at = run.start + 120 * 60_000;
    expect(card?.status).toBe('pending_close');
    const refused = run.engine.command({ type: 'case.close', caseId, id: 'x1' }, leader, at);
    expect(refused).toMatchObject({ ok: false, refusal: 'state' });
    expect(refused.ok ? '' : refused.detail).toContain('Bridge owner');
    expect(run.engine.command({ type: 'case.acknowledgeSupport', caseId, unitId: 'bridge-owner', id: 'x2' }, owner, at + 1000)).toMatchObject({ ok: true });
    expect(run.engine.command({ type: 'case.close', caseId, id: 'x3' }, leader, at + 2000)).toMatchObject({ ok: true });
    expect(run.engine.case(caseId)?.status).toBe('closed');
  });
  it('takes the posted limit of the bridge where it is lower than 49 t', () => {
    const base = script('bridgeJoint');
    const posted = { ...base, minutes: 19, cast: { ...base.cast, bridge: { ...base.cast['bridge'], attributes: { weightLimitT: 30, componentCode: '0208' } } } } as typeof base;
    expect(runOnEngine(posted, 'overload', 7).warnings.map((warning) => warning.level)).toEqual(['II', 'I']);
  });
});
