/** C17: the chain district, subdistrict, community, block leader, each with its own accept time and limit. */
import { describe, expect, it } from 'vitest';
import { sessionOf } from './fixtures/sessionOf';
import { play, timeline } from './fixtures/timeline';

const chainOf = (branch: string) => {
  const run = play('garage', branch);
  const detail = run.engine.caseDetail(run.cases[0]?.id ?? '', null, sessionOf('leader'));
  const at = (time: number | null): number | null => (time === null ? null : Math.round(run.minutes(time) * 10) / 10);
  return { run, chain: (detail?.chain ?? []).map((hop) => ({ level: hop.level, sent: at(hop.sentAt), accepted: at(hop.acceptedAt), due: at(hop.dueAt), late: (hop.acceptedAt ?? 0) > (hop.dueAt ?? Infinity) })) };
};

describe('C17, blocked garage waste', () => {
  it('runs from the report to the photo, each hop at its minute', () => {
    expect(timeline(chainOf('prompt').run, 'PK-021')).toEqual([
      '3.0 case.report collector',
      '3.0 case.submit system',
      '3.0 case.confirm collector',
      '8.0 case.file acceptor',
      '8.0 case.queue system',
      '11.0 case.dispatch dispatcher',
      '11.0 case.deliver system',
      '11.0 task.assigned system 361 m',
      '19.0 case.receive handler',
      '25.0 task.accepted handler',
      '26.9 task.arrived handler',
      '36.0 case.acknowledgeSupport handler',
      '36.0 case.acknowledgeSupport handler',
      '176.9 task.finished handler',
      '176.9 case.finish handler',
      '176.9 case.handOver system',
      '196.9 case.startCheck checker',
      '216.9 case.pass checker',
      '216.9 case.settle system',
      '226.9 case.close shiftLeader',
    ]);
  });
  it('passes district, subdistrict, community, block and worker, all in time, closed within 12 hours', () => {
    const { run, chain } = chainOf('prompt');
    expect(chain.map((hop) => [hop.level, hop.sent, hop.accepted, hop.due])).toEqual([
      ['district', 3, 8, 63], ['street', 11, 19, 41], ['community', 11, 11, 41], ['grid', 11, 25, 41], ['worker', 25, 26.9, 731],
    ]);
    expect(chain.some((hop) => hop.late)).toBe(false);
    const [item] = run.cases;
    expect(item).toMatchObject({ status: 'closed', ruleId: 'garage-waste', limit: { value: 12, clock: 'urgent_hour' }, escalation: 0, leadUnitId: 'street-01' });
    expect(item?.supporting.map((unit) => unit.unitId)).toEqual(['sanitation', 'property-company']);
    expect(item?.supporting.every((unit) => unit.acknowledgedAt !== null)).toBe(true);
    expect((item?.closedAt ?? Infinity) - (item?.reportedAt ?? 0)).toBeLessThan(12 * 3_600_000);
    expect(run.engine.caseDetail(item?.id ?? '', null, sessionOf('leader'))?.media.map((media) => media.moment)).toContain('after');
  });
  it('shows a late block leader overdue at that hop and at no other', () => {
    const { run, chain } = chainOf('late');
    expect(chain.filter((hop) => hop.late).map((hop) => [hop.level, hop.accepted, hop.due])).toEqual([['grid', 56, 41]]);
    expect(run.cases[0]).toMatchObject({ status: 'closed', escalation: 0 });
  });
});
