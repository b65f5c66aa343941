import { describe, expect, it } from 'vitest';
import units from '../../public/rules/yuzhong/units.json';
import { insideRing } from '../../src/domain/area';
import { play, script } from './fixtures/timeline';
import { sessionOf, shownTo } from './fixtures/sessionOf';

describe('C15, the community cockpit', () => {
  const [community] = units.communities;
  if (!community) throw new Error('no community');
  const { id, zh, en, ring } = community;
  it('shows the community its own refuse and noise, and not the car parked in another subdistrict', () => {
    const run = play('community');
    expect(run.cases.map((item) => [item.objectId, item.status])).toEqual(expect.arrayContaining([['CAM-04780', 'closed']]));
    const shown = shownTo(run, sessionOf('leader', { type: 'community', communityId: id, zh, en, ring }));
    const own = run.cases.filter((item) => shown.case(item) !== null);
    expect(own.length).toBeLessThan(run.cases.length);
    expect(own.every((item) => insideRing(ring, item.lon, item.lat))).toBe(true);
    expect(run.cases.filter((item) => item.objectId === 'CAM-00330').map((item) => shown.case(item))).toEqual([null]);
    const warned = run.warnings.filter((item) => shown.warning(item) !== null).map((item) => item.objectId as string);
    expect(new Set(warned)).toEqual(new Set(['NM-039']));
    // nothing of the other subdistrict stands in its audit trail
    const other = run.cases.find((item) => item.objectId === 'CAM-00330');
    expect(run.log.some((entry) => entry.caseId === other?.id)).toBe(true);
    expect(run.log.filter((entry) => entry.caseId === other?.id && shown.log(entry) !== null)).toEqual([]);
  });
  it('has its key cameras inside its ring', () => {
    expect(community.keyCameraIds).toContain(script('community').cast['camera']?.id);
    for (const member of Object.values(script('community').cast)) if (community.keyCameraIds.includes(member.id)) expect(insideRing(ring, ...member.at as [number, number])).toBe(true);
  });
});
