/** What people did is played again after a reload: one act that is missing changes none of the others. */
import { expect, it } from 'vitest';
import type { Case } from '../../src/domain/case';
import type { CommandOutcome } from '../../src/domain/command';
import type { WireSnapshot } from '../../src/feeds/wire';
import { smallCity, START, startRig, type Rig } from './fixtures';
import { createMemoryJournal, type Journal } from './journal';

const report = (id: string, object: number): Record<string, unknown> => ({
  type: 'case.report', id, source: 'hotline', ruleId: null, classCode: '0101', text: id, lon: smallCity.things.lon[object] ?? 0, lat: smallCity.things.lat[object] ?? 0, objectId: null, photos: [], reporterId: null,
});
const created = (outcome: CommandOutcome): string => (outcome.ok ? outcome.createdId ?? '' : outcome.detail);

it('every act meets the case it was meant for, although an earlier report is missing', () => {
  const journal = createMemoryJournal();
  const rig = startRig({ journal });
  const { token } = rig.signIn('acceptor');
  const say = (minute: number, body: Record<string, unknown>): string => { rig.at(START + minute * 60_000); return created(rig.post<CommandOutcome>('commands', body, token).data); };
  const ids = [0, 40, 80, 120].map((object, k) => say(k + 1, report(`r${k}`, object)));
  expect(new Set(ids).size).toBe(4);
  say(6, { type: 'case.cancel', id: 'x', caseId: ids[2], reason: '上报有误' });
  expect(journal.entries).toHaveLength(5);

  const without: Journal = { ...createMemoryJournal(), entries: journal.entries.slice(1), pictures: [] };
  const again = startRig({ journal: without, start: START + 10 * 60_000 });
  const mine = (of: Rig): Pick<Case, 'id' | 'lon' | 'open'>[] => {
    const { cases } = of.get<WireSnapshot>('snapshot', { token: of.signIn('leader').token });
    return ids.slice(1).flatMap((id) => cases.filter((item) => item.id === id).map((item) => ({ id: item.id, lon: item.lon, open: item.open })));
  };
  rig.at(START + 10 * 60_000);
  expect(mine(rig).map((item) => item.open)).toEqual([true, false, true]);
  expect(mine(again)).toEqual(mine(rig));
  expect(again.backend.simulation.engine.case(ids[0] ?? '')).toBeNull();
});
