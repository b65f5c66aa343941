/** C1 and its four branches: the whole trail of the tank and of its case, the fan, the cordon, and the way from the district to the nearest worker. */
import { describe, expect, it } from 'vitest';
import { devices, play, script, timeline } from './fixtures/timeline';
import { runOnEngine } from './runOnEngine';

const TANK = 'SC-014';
const figuresAt = (branch: string, minute: number) => runOnEngine({ ...script('septicGas'), minutes: minute }, branch, 7).engine.figures().filter((figure) => figure.objectId === TANK);

describe('C1, septic-tank gas', () => {
  it('clears by the fan alone: no case (clears)', () => {
    expect(timeline(play('septicGas', 'clears'), TANK)).toEqual([
        '3.0 warning.raised system IV 12 %LEL',
        '5.0 warning.acknowledged shiftLeader IV 17.3 %LEL',
        '8.0 warning.rose system III 26.7 %LEL',
        '8.0 device.commanded system 1',
        '8.0 device.state system 1',
        '10.0 warning.acknowledged shiftLeader III 30 %LEL',
        '39.0 warning.fell system IV 19.5 %LEL',
        '39.0 device.commanded system 0',
        '39.0 device.state system 0',
        '49.0 warning.cleared system IV 7.7 %LEL',
    ]);
  });
  it('between 20 and 25 the fan stays, the rule looks at each sample, still no case (lingers)', () => {
    expect(timeline(play('septicGas', 'lingers'), TANK)).toEqual([
        '3.0 warning.raised system IV 12 %LEL',
        '5.0 warning.acknowledged shiftLeader IV 17.3 %LEL',
        '8.0 warning.rose system III 26.7 %LEL',
        '8.0 device.commanded system 1',
        '8.0 device.state system 1',
        '10.0 warning.acknowledged shiftLeader III 30 %LEL',
        '93.5 warning.fell system IV 18.5 %LEL',
        '93.5 device.commanded system 0',
        '93.5 device.state system 0',
        '99.0 warning.cleared system IV 7.5 %LEL',
    ]);
  });
  it('an hour of fan is not enough: II, one case, sent by the preplan (fails)', () => {
    expect(timeline(play('septicGas', 'fails'), TANK)).toEqual([
        '3.0 warning.raised system IV 12 %LEL',
        '5.0 warning.acknowledged shiftLeader IV 17.3 %LEL',
        '8.0 warning.rose system III 26.7 %LEL',
        '8.0 device.commanded system 1',
        '8.0 device.state system 1',
        '10.0 warning.acknowledged shiftLeader III 30 %LEL',
        '68.0 warning.rose system II 32.8 %LEL',
        '68.0 case.report system',
        '68.0 preplan.started system II',
        '68.0 notice.sent system',
        '68.0 preplan.step system',
        '68.0 case.submit system',
        '68.0 case.confirm system',
        '68.0 case.file system',
        '68.0 case.queue system',
        '68.0 case.dispatch system',
        '68.0 task.assigned system 276 m',
        '68.0 preplan.step system',
        '68.0 case.deliver system',
        '69.0 task.accepted handler',
        '69.0 case.receive handler',
        '70.0 warning.acknowledged shiftLeader II 31.6 %LEL',
        '70.5 task.arrived handler',
        '71.0 case.acknowledgeSupport handler',
        '71.0 case.acknowledgeSupport handler',
        '72.0 preplan.step handler',
        '76.0 preplan.step handler',
        '80.0 preplan.step handler',
        '81.0 warning.fell system IV 18 %LEL',
        '81.0 device.commanded system 0',
        '81.0 device.state system 0',
        '85.5 task.finished handler',
        '85.5 case.finish handler',
        '85.5 case.handOver system',
        '87.0 warning.cleared system IV 7 %LEL',
        '95.5 case.startCheck system',
        '95.5 case.pass system',
        '95.5 case.settle system',
        '99.5 case.close shiftLeader',
        '99.5 preplan.ended system',
    ]);
  });
  it('50 at any time: I, cordon and case at once, latched until it was reset (critical)', () => {
    expect(timeline(play('septicGas', 'critical'), TANK)).toEqual([
        '3.5 warning.raised system IV 11 %LEL',
        '5.5 warning.acknowledged shiftLeader IV 17.6 %LEL',
        '8.0 warning.rose system III 27 %LEL',
        '8.0 device.commanded system 1',
        '8.0 device.state system 1',
        '10.0 warning.acknowledged shiftLeader III 46.3 %LEL',
        '11.0 warning.rose system I 56 %LEL',
        '11.0 case.report system',
        '11.0 preplan.started system I',
        '11.0 notice.sent system',
        '11.0 preplan.step system',
        '11.0 preplan.step system',
        '11.0 notice.sent system',
        '11.0 preplan.step system',
        '11.0 case.submit system',
        '11.0 case.confirm system',
        '11.0 case.file system',
        '11.0 case.queue system',
        '11.0 case.dispatch system',
        '11.0 task.assigned system 265 m',
        '11.0 preplan.step system',
        '11.0 case.deliver system',
        '12.0 task.accepted handler',
        '12.0 case.receive handler',
        '13.0 warning.acknowledged shiftLeader I 56 %LEL',
        '13.4 task.arrived handler',
        '14.0 case.acknowledgeSupport handler',
        '14.0 case.acknowledgeSupport handler',
        '15.0 preplan.step handler',
        '19.0 preplan.step handler',
        '23.0 preplan.step handler',
        '27.0 preplan.step handler',
        '28.4 task.finished handler',
        '28.4 case.finish handler',
        '28.4 case.handOver system',
        '33.0 warning.fell system I 37.5 %LEL',
        '56.0 warning.reset shiftLeader I 37.5 %LEL',
        '56.0 warning.cleared system I 4.9 %LEL',
        '56.0 device.commanded system 0',
        '56.0 case.startCheck system',
        '56.0 case.pass system',
        '56.0 case.settle system',
        '56.0 device.state system 0',
        '60.0 case.close shiftLeader',
        '60.0 preplan.ended system',
    ]);
  });
  it.each([['clears', 0], ['lingers', 0], ['fails', 1], ['critical', 1]] as const)('%s makes %i cases, on component 0302, of the subdistrict that contains the tank', (branch, count) => {
    const run = play('septicGas', branch);
    expect(run.cases.map((item) => [item.classCode, item.leadUnitId, item.status])).toEqual(Array.from({ length: count }, () => ['0302', 'street-07', 'closed']));
    expect(run.tasks.map((task) => [task.workerId, task.status, (task.dueAt ?? 0) - task.assignedAt])).toEqual(Array.from({ length: count }, () => ['WK-014', 'finished', 30 * 60_000]));
  });
  it('starts the fan once and stops it once', () => {
    for (const branch of ['clears', 'lingers', 'fails', 'critical']) expect(devices(play('septicGas', branch)), branch).toEqual([1, 0]);
  });
  it('draws the cordon of 50 m only at level I, and takes it away with the case', () => {
    expect(figuresAt('critical', 12).map((figure) => [figure.shape, figure.radiusMetres, figure.tone])).toEqual([['ring', 50, 'I']]);
    expect(figuresAt('critical', 61)).toEqual([]);
    expect(figuresAt('fails', 70).filter((figure) => figure.tone === 'I')).toEqual([]);
  });
  it('is over within two minutes at 60 times', () => { expect(script('septicGas').minutes).toBeLessThanOrEqual(120); });
});
