/** C16: a resident reports, follows every step, rates; nobody else learns who it was. */
import { describe, expect, it } from 'vitest';
import { sessionOf, shownTo } from './fixtures/sessionOf';
import { play, timeline } from './fixtures/timeline';

const REPORTER = sessionOf('citizen', { type: 'own', reporterId: 'demo-resident' });
const VISITOR = sessionOf('visitor');

describe('C16, a citizen report', () => {
  const run = play('citizenReport', 'satisfied');
  const [item] = run.cases;

  it('goes from the photo to the rating, each step at its minute', () => {
    expect(timeline(run, 'LP-02074')).toEqual([
      '2.0 case.report citizen',
      '2.0 case.submit system',
      '6.0 case.confirm collector',
      '9.0 case.file acceptor',
      '9.0 case.queue system',
      '11.0 case.dispatch dispatcher',
      '11.0 case.deliver system',
      '16.0 case.receive handler',
      '56.0 case.finish handler',
      '56.0 case.handOver system',
      '61.0 case.startCheck checker',
      '66.0 case.pass checker',
      '66.0 case.settle system',
      '70.0 case.close shiftLeader',
      '80.0 case.rate citizen',
    ]);
    expect(run.cases).toHaveLength(1);
    expect(item).toMatchObject({ source: 'citizen', ruleId: 'lamp-out', classCode: '0118', leadUnitId: 'lighting', limit: { value: 2, clock: 'work_day' }, status: 'closed', rating: 5 });
  });
  it('shows the reporter every step of the own case, and another resident nothing', () => {
    const own = run.engine.caseDetail(item?.id ?? '', null, REPORTER);
    expect(own?.flow.map((record) => record.action)).toEqual(['report', 'submit', 'confirm', 'file', 'queue', 'dispatch', 'deliver', 'receive', 'finish', 'handOver', 'startCheck', 'pass', 'settle', 'close']);
    expect(own?.media.some((media) => media.moment === 'after')).toBe(true);
    expect(run.engine.caseDetail(item?.id ?? '', null, sessionOf('citizen', { type: 'own', reporterId: 'somebody-else' }))).toBeNull();
    const told = run.log.filter((entry) => shownTo(run, REPORTER).log(entry) !== null).map((entry) => entry.action);
    expect(told).toEqual(run.log.map((entry) => entry.action));
  });
  it('counts the rating in the satisfaction of the district, by stars', () => {
    const stars = (branch: string): number | null | undefined => {
      const rated = play('citizenReport', branch);
      return rated.engine.evaluation('unit', rated.start, rated.start + 86_400_000, rated.start + 110 * 60_000).rows.find((row) => row.id === 'lighting')?.satisfaction;
    };
    expect(stars('satisfied')).toBe(5);
    expect(stars('unsatisfied')).toBe(2);
  });
  it('shows a visitor no person, no picture and not what the resident wrote', () => {
    const shown = run.engine.caseDetail(item?.id ?? '', null, VISITOR);
    expect(shown?.case.handlerMasked).toBe('');
    expect(shown?.people).toEqual([]);
    expect(shown?.media).toEqual([]);
    const words = JSON.stringify([shown, run.log.map((entry) => shownTo(run, VISITOR).log(entry))]);
    expect(words).not.toContain('看不清');
    expect(words).not.toContain('demo-resident');
    expect(JSON.stringify(run.log)).toMatch(/"nameMasked":"[^"]+\*/u);
    expect(words).not.toMatch(/"(?:nameMasked|handlerMasked)":"[^"]+"/u);
  });
});
