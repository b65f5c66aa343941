import { createPinia, setActivePinia } from 'pinia';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../domain/case';
import { RING_INTERVAL_MS, useArrivals } from './arrivals';
import { createFakeCity, fakeCase, FAKE_NOW } from './createFakeCity';
import { createManualTimers } from './createManualTimers';
import { usePreferences, type Mode } from './preferences';
import { providePorts } from './providePorts';
import { useSession } from './session';
import { provideTimers } from './Timers';

async function desk(more: { mode?: Mode; cases?: readonly Case[]; unitId?: string } = {}) {
  setActivePinia(createPinia());
  const city = createFakeCity([]);
  const timers = createManualTimers(FAKE_NOW);
  let rung = 0;
  const notes = new Map<string, string>();
  providePorts({ ...city, notebook: { read: (name) => notes.get(name) ?? null, write: (name, text) => { notes.set(name, text ?? ''); } }, chime: { ring: () => { rung++; } } });
  provideTimers(timers);
  city.held.cases = [...(more.cases ?? [])];
  if (more.unitId !== undefined) city.held.session = { scope: { type: 'unit', unitId: more.unitId } };
  usePreferences().mode = more.mode ?? 'desk';
  await useSession().begin(more.unitId === undefined ? 'dispatcher' : 'handler');
  const arrivals = useArrivals();
  const stop = arrivals.start();
  const tell = (cases: readonly Case[], diff: Parameters<typeof city.tell>[0] = { casesChanged: cases.map((item) => item.id) }): void => { city.held.cases = [...cases]; city.tell(diff); timers.advance(RING_INTERVAL_MS); };
  timers.advance(RING_INTERVAL_MS);
  return { city, arrivals, tell, stop, notes, rung: () => rung };
}
const waiting = (id: string): Case => fakeCase(id, null, 'dispatch', null, { status: 'pending_dispatch' });
const elsewhere = (id: string): Case => fakeCase(id, null, 'check', null, { status: 'pending_check' });

describe('the tone of arrivals', () => {
  it('sounds once for what newly waits for the role, and not for what stood there or is somebody else\'s', async () => {
    const page = await desk({ cases: [waiting('1')] });
    page.tell([waiting('1'), elsewhere('2')]);
    expect(page.rung()).toBe(0);
    page.tell([waiting('1'), waiting('2'), waiting('3')]);
    expect(page.rung()).toBe(1);
    page.tell([waiting('1'), waiting('2'), waiting('3')]);
    expect(page.rung()).toBe(1);
    page.stop();
  });
  it('does not sound for a new snapshot', async () => {
    const page = await desk();
    page.tell([waiting('1')], { source: 'snapshot', casesChanged: [] });
    expect(page.rung()).toBe(0);
    page.tell([waiting('1'), waiting('2')]);
    expect(page.rung()).toBe(1);
    page.stop();
  });
  it('is heard by the unit a hop was sent to', async () => {
    const hop = (sentAt: number | null) => ({ level: 'community' as const, unitId: 'community-01', zh: '', en: '', minutes: 30, sentAt, dueAt: null, acceptedAt: null, acceptedBy: null });
    const passed = (sentAt: number | null): Case => fakeCase('1', null, 'handling', null, { leadUnitId: 'street-01', hops: [hop(sentAt)] });
    const page = await desk({ unitId: 'community-01', cases: [passed(null)] });
    page.tell([passed(FAKE_NOW)]);
    expect(page.rung()).toBe(1);
    page.stop();
  });
  it('can be muted, remembers it, and is muted at a kiosk', async () => {
    const page = await desk();
    page.arrivals.toggle();
    page.tell([waiting('1')]);
    expect([page.rung(), page.notes.get('sound')]).toEqual([0, 'off']);
    page.arrivals.toggle();
    page.tell([waiting('1'), waiting('2')]);
    expect(page.rung()).toBe(1);
    page.stop();
    const kiosk = await desk({ mode: 'kiosk' });
    expect(kiosk.arrivals.muted).toBe(true);
    kiosk.tell([waiting('1')]);
    expect(kiosk.rung()).toBe(0);
    kiosk.stop();
  });
});
