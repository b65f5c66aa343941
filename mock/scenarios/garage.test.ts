/** C17: district, subdistrict, community, block leader, property firm: each accepts for itself, with its own time and limit. */
import { describe, expect, it } from 'vitest';
import { sessionOf } from './fixtures/sessionOf';
import { play, timeline } from './fixtures/timeline';

const chainOf = (branch: string) => {
  const run = play('garage', branch);
  const detail = run.engine.caseDetail(run.cases[0]?.id ?? '', null, sessionOf('leader'));
  const at = (time: number | null): number | null => (time === null ? null : Math.round(run.minutes(time) * 10) / 10);
  return { run, chain: (detail?.chain ?? []).map((hop) => ({ level: hop.level, unitId: hop.unitId, by: hop.acceptedBy?.unitZh ?? null, sent: at(hop.sentAt), accepted: at(hop.acceptedAt), due: at(hop.dueAt), late: (hop.acceptedAt ?? 0) > (hop.dueAt ?? Infinity) })) };
};

describe('C17, blocked garage waste', () => {
  it('runs from the report to the photo, each hop at its minute', () => {
    const { run } = chainOf('prompt');
    expect(run.refused).toEqual([]);
    expect(timeline(run, 'PK-021')).toEqual([
      '3.0 case.report collector',
      '3.0 case.submit system',
      '3.0 case.confirm collector',
      '8.0 case.file acceptor',
      '8.0 case.queue system',
      '11.0 case.dispatch dispatcher',
      '11.0 case.deliver system',
      '11.0 task.assigned system 361 m',
      '19.0 case.receive handler',
      '23.0 case.acceptHop handler',
      '29.0 case.acceptHop handler',
      '34.0 case.acceptHop handler',
      '35.0 task.accepted handler',
      '36.0 case.acknowledgeSupport handler',
      '36.9 task.arrived handler',
      '186.9 task.finished handler',
      '186.9 case.finish handler',
      '186.9 case.handOver system',
      '206.9 case.startCheck checker',
      '226.9 case.pass checker',
      '226.9 case.settle system',
      '236.9 case.close shiftLeader',
    ]);
  });
  it('passes district, subdistrict, community, block leader and firm, each accepted by its own unit in time, closed within 12 hours', () => {
    const { run, chain } = chainOf('prompt');
    expect(chain.map((hop) => [hop.level, hop.unitId, hop.by, hop.sent, hop.accepted, hop.due])).toEqual([
      ['district', 'operation-centre', '区智慧城市运行管理中心', 3, 8, 63],
      ['street', 'street-01', '解放碑街道办事处', 11, 19, 41],
      ['community', 'community-01', '解放碑街道社区居委会（示意）', 19, 23, 49],
      ['block', 'block-01', '解放碑街道片区长（示意）', 23, 29, 53],
      ['firm', 'property-company', '物业服务企业（示意）', 29, 34, 59],
      ['worker', 'street-01', null, 11, 35, null],
    ]);
    expect(chain.some((hop) => hop.late)).toBe(false);
    const [item] = run.cases;
    expect(item).toMatchObject({ status: 'closed', ruleId: 'garage-waste', limit: { value: 12, clock: 'urgent_hour' }, escalation: 0, leadUnitId: 'street-01' });
    expect(item?.supporting.map((unit) => [unit.unitId, run.minutes(unit.acknowledgedAt ?? NaN)])).toEqual([['sanitation', 36], ['property-company', 34]]);
    expect((item?.closedAt ?? Infinity) - (item?.reportedAt ?? 0)).toBeLessThan(12 * 3_600_000);
    expect(run.engine.caseDetail(item?.id ?? '', null, sessionOf('leader'))?.media.map((media) => media.moment)).toContain('after');
  });
  it('shows a late block leader overdue at that hop and at no other, with a line before and after its limit', () => {
    const { run, chain } = chainOf('late');
    expect(chain.filter((hop) => hop.late).map((hop) => [hop.level, hop.accepted, hop.due])).toEqual([['block', 68, 53]]);
    expect(timeline(run, 'PK-021').filter((line) => / case\.(hop|acceptHop)/.test(line))).toEqual([
      '23.0 case.acceptHop handler', '45.5 case.hopRemind system', '53.0 case.hopOverdue system', '68.0 case.acceptHop handler', '73.0 case.acceptHop handler',
    ]);
    expect(run.cases[0]).toMatchObject({ status: 'closed', escalation: 0 });
  });
  it('is read by a community once it was sent there, and never by another', () => {
    const { run } = chainOf('prompt');
    const item = run.cases[0];
    const seen = (unitId: string, minute: number) => run.engine.caseDetail(item?.id ?? '', run.start + minute * 60_000, sessionOf('handler', { type: 'unit', unitId }));
    expect([seen('community-01', 18), seen('community-02', 40)]).toEqual([null, null]);
    expect(seen('community-01', 20)?.chain.find((hop) => hop.level === 'community')).toMatchObject({ acceptedAt: null });
  });
});
