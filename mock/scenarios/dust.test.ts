import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/domain/role';
import { play, timeline } from './fixtures/timeline';

const leader: Session = { token: 't', role: 'leader', nameMasked: '王*', unitZh: '', unitEn: '', scope: { type: 'district' }, may: [], workerId: null };

describe('C11, dump-truck dust at Daping', () => {
  it('has this timeline when a dump truck passed', () => {
    expect(timeline(play('dust', 'truck'))).toEqual([
      '7.5 warning.raised system IV 190 µg/m³',
      '9.5 warning.rose system III 264 µg/m³',
      '9.5 warning.acknowledged shiftLeader III 264 µg/m³',
      '11.0 warning.raised system III 281 µg/m³',
      '11.0 warning.suppressed system III 275 µg/m³',
      '11.0 case.report system',
      '11.0 preplan.started system III',
      '11.0 notice.sent system',
      '11.0 preplan.step system',
      '11.0 device.commanded system 1',
      '11.0 preplan.step system',
      '11.0 case.submit system',
      '11.0 case.confirm system',
      '11.0 case.file system',
      '11.0 case.queue system',
      '11.0 case.dispatch system',
      '11.0 task.assigned system 129 m',
      '11.0 case.deliver system',
      '11.0 device.state system 1',
      '12.0 detection.received system 0.9',
      '12.0 case.repeat system',
      '12.0 task.accepted handler',
      '12.0 case.receive handler',
      '12.7 task.arrived handler',
      '13.0 warning.acknowledged shiftLeader III 313 µg/m³',
      '14.0 case.acknowledgeSupport handler',
      '14.0 case.acknowledgeSupport handler',
      '17.0 preplan.step handler',
      '23.0 preplan.step handler',
      '32.0 warning.fell system IV 210 µg/m³',
      '34.0 warning.cleared system III 180 µg/m³',
      '34.0 warning.unsuppressed system IV 180 µg/m³',
      '37.7 task.finished handler',
      '37.7 case.finish handler',
      '37.7 case.handOver system',
      '37.7 case.startCheck system',
      '37.7 case.pass system',
      '37.7 case.settle system',
      '38.0 warning.cleared system IV 120 µg/m³',
      '41.7 case.close shiftLeader',
      '41.7 preplan.ended system',
      '41.7 device.commanded system 0',
      '41.7 device.state system 0',
    ]);
  });
  it('makes one event with the masked plate, and tells enforcement', () => {
    const run = play('dust', 'truck');
    expect(run.cases).toMatchObject([{ ruleId: 'truck-dust', classCode: '0302', leadUnitId: 'enforcement', repeats: 1, status: 'closed' }]);
    const detail = run.engine.caseDetail(run.cases[0]?.id ?? '', null, leader);
    expect(detail?.descriptionZh).toContain('渝D·3**8K');
    expect(detail?.merged).toMatchObject([{ source: 'video' }]);
    expect(run.log.find((entry) => entry.action === 'detection.received')?.textZh).toContain('渝D·3**8K');
    expect(JSON.stringify(run.log)).not.toMatch(/渝[A-Z]·?[A-Z0-9]{5}/);
    expect(run.log.filter((entry) => entry.action === 'notice.sent').map((entry) => entry.textZh)).toEqual(['通知区综合行政执法支队：渣土车扬尘：轨迹、读数、视频已关联']);
  });
  it('waits for three minutes above background and a truck within 200 m and 5 min', () => {
    const dust = play('dust', 'truck').warnings.find((warning) => warning.cause === 'truckDust');
    expect(dust).toMatchObject({ objectId: 'AM-013', level: 'III', limit: 150 });
    expect(play('dust', 'noTruck').warnings.map((warning) => warning.cause)).toEqual(['pm10']);
  });
  it('is an air event only without a truck', () => {
    const run = play('dust', 'noTruck');
    expect(run.cases).toMatchObject([{ ruleId: 'air-pollution', classCode: '0199', leadUnitId: 'ecology', status: 'closed' }]);
    expect(timeline(run)).toEqual([
      '7.5 warning.raised system IV 190 µg/m³',
      '9.5 warning.rose system III 264 µg/m³',
      '9.5 warning.acknowledged shiftLeader III 264 µg/m³',
      '14.5 case.report system',
      '14.5 case.submit system',
      '14.5 case.confirm system',
      '14.5 case.file system',
      '14.5 case.queue system',
      '14.5 case.dispatch system',
      '14.5 case.deliver system',
      '15.5 case.receive handler',
      '17.5 case.acknowledgeSupport handler',
      '32.0 warning.fell system IV 210 µg/m³',
      '38.0 warning.cleared system IV 120 µg/m³',
      '40.5 case.finish handler',
      '40.5 case.handOver system',
      '40.5 case.startCheck system',
      '40.5 case.pass system',
      '40.5 case.settle system',
      '44.5 case.close shiftLeader',
    ]);
  });
});
