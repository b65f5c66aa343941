import { createPinia, setActivePinia } from 'pinia';
import { nextTick } from 'vue';
import { beforeEach, describe, expect, it } from 'vitest';
import { toObjectId } from '../../../domain/ids';
import { createManualTimers, type ManualTimers } from '../createManualTimers';
import { useInstallation } from '../installation';
import { useLayers } from '../layers';
import { usePreferences } from '../preferences';
import { useScenarios } from '../scenarios';
import { useSelection } from '../selection';
import { useSketch } from '../sketch';
import { provideTimers } from '../Timers';
import { useView } from '../view';
import type { AddressBar } from './AddressBar';
import { syncUrl, URL_SETTLE_MS } from './syncUrl';

/** A browser's history, as far as one page sees it. */
function createHistory(start: string): AddressBar & { back(): void; forward(): void; entries: string[] } {
  const entries = [start];
  let at = 0;
  let listener: (() => void) | null = null;
  return {
    entries,
    read: () => entries[at] ?? '',
    replace(query) { entries[at] = query; },
    push(query) { entries.splice(at + 1); entries.push(query); at += 1; },
    onReturn(run) { listener = run; return () => { listener = null; }; },
    back() { at = Math.max(0, at - 1); listener?.(); },
    forward() { at = Math.min(entries.length - 1, at + 1); listener?.(); },
  };
}

const bridge = toObjectId('BR-chaotianmen');
const camera = { lon: 106.58, lat: 29.57, range: 3500, heading: 300, pitch: -40 };
let timers: ManualTimers;

async function settle(): Promise<void> {
  await nextTick();
  timers.advance(URL_SETTLE_MS);
  await nextTick();
}

beforeEach(() => {
  setActivePinia(createPinia());
  timers = createManualTimers();
  provideTimers(timers);
});

describe('a link', () => {
  it('carries the drawn area: what was drawn is written, and drawn again from the link', async () => {
    const bar = createHistory('');
    const { stop } = syncUrl({ bar, direction: 'both' });
    useSketch().around(106.5701234, 29.56, 500);
    await settle();
    expect(new URLSearchParams(bar.read()).get('area')).toBe('106.57012,29.56,500');
    stop();
    setActivePinia(createPinia());
    const notes: unknown[] = [];
    syncUrl({ bar: createHistory('?area=106.57,29.56,106.58,29.56,106.58,29.57'), direction: 'read' });
    expect([useSketch().shape, useSketch().isArea, useSketch().corners.length]).toEqual(['polygon', true, 6]);
    for (const bad of ['106.57,29.56', '106.57,29.56,1', '106.57,29.56,106.58,29.56,106.58', '106.57,99,106.58,29.56,106.58,29.57', 'x,1,2']) {
      setActivePinia(createPinia());
      syncUrl({ bar: createHistory(`?area=${bad}`), direction: 'read', onNotes: (own) => notes.push(...own) });
      expect(useSketch().isArea).toBe(false);
    }
    expect(notes).toHaveLength(5);
  });
  it('restores mode, language, theme, camera, layers, object, inspector and viewing profile', () => {
    syncUrl({ bar: createHistory('?mode=wall&lang=en&theme=light&c=106.5,29.5,900,20,-30&layers=-tree.camera&sel=BR-1&inspect=BR-1&profile=1.25,10'), direction: 'read' });
    expect(usePreferences().mode).toBe('wall');
    expect(usePreferences().language).toBe('en');
    expect(usePreferences().theme).toBe('light');
    expect(useView().target).toEqual({ lon: 106.5, lat: 29.5, range: 900, heading: 20, pitch: -30 });
    expect([...useLayers().hidden].toSorted()).toEqual(['camera', 'tree']);
    expect(useSelection().openId).toBe('BR-1');
    expect(useSelection().inspectedId).toBe('BR-1');
    expect(useSelection().flyOnOpen).toBe(false);
    expect(useInstallation().profile.farM).toBe(10);
  });

  it('flies to its object when it names no camera', () => {
    syncUrl({ bar: createHistory('?sel=BR-1'), direction: 'both' });
    expect(useSelection().flyOnOpen).toBe(true);
  });

  it('ignores what it does not understand and says so', () => {
    const noted: string[] = [];
    syncUrl({ bar: createHistory('?mode=moon&c=a,b&layers=ufo&lang=en'), direction: 'both', onNotes: (notes) => noted.push(...notes.map((note) => note.name)) });
    expect(noted.toSorted()).toEqual(['c', 'layers', 'mode']);
    expect(usePreferences().mode).toBe('desk');
    expect(usePreferences().language).toBe('en');
    expect(useLayers().isDefault).toBe(true);
  });
});

describe('the address', () => {
  it('follows settled changes in one write and keeps what others put there', async () => {
    const bar = createHistory('?scenario=flood&seed=7&x=1');
    syncUrl({ bar, direction: 'both' });
    for (let step = 0; step < 20; step += 1) useView().settled({ ...camera, heading: step });
    useLayers().show('tree', false);
    usePreferences().language = 'en';
    await settle();
    expect(bar.entries).toHaveLength(1);
    const params = new URLSearchParams(bar.read());
    expect(params.get('c')).toBe('106.58,29.57,3500,19,-40');
    expect(params.get('lang')).toBe('en');
    expect(params.get('layers')).toContain('tree');
    expect([params.get('scenario'), params.get('seed'), params.get('x')]).toEqual(['flood', '7', '1']);
  });

  it('names a scenario that was started here with its speed, and leaves the one of the link until then', async () => {
    const bar = createHistory('?scenario=flood&speed=10&mode=desk');
    syncUrl({ bar, direction: 'both' });
    usePreferences().language = 'en';
    await settle();
    expect(new URLSearchParams(bar.read()).get('scenario')).toBe('flood');
    useScenarios().link = { scenario: 'septicGas.clears', speed: 60 };
    await settle();
    const query = new URLSearchParams(bar.read());
    expect([query.get('scenario'), query.get('speed'), query.get('mode')]).toEqual(['septicGas.clears', '60', 'desk']);
    useScenarios().link = { scenario: null, speed: null };
    await settle();
    expect(new URLSearchParams(bar.read()).has('scenario')).toBe(false);
  });
  it('makes one entry per opened object; Back closes it and returns to the camera', async () => {
    const bar = createHistory('');
    syncUrl({ bar, direction: 'both' });
    const view = useView();
    const selection = useSelection();
    view.settled(camera);
    await nextTick();
    selection.open(bridge);
    await nextTick();
    view.settled({ ...camera, range: 400 });
    await settle();
    expect(bar.entries).toEqual(['c=106.58,29.57,3500,300,-40', 'c=106.58,29.57,400,300,-40&sel=BR-chaotianmen']);
    view.target = null;
    bar.back();
    await settle();
    expect(selection.openId).toBeNull();
    expect(view.target).toEqual(camera);
    expect(bar.entries).toHaveLength(2);
    bar.forward();
    await settle();
    expect(selection.openId).toBe(bridge);
    expect(bar.entries).toHaveLength(2);
  });

  it('closes an object without a new entry', async () => {
    const bar = createHistory('?sel=BR-1');
    syncUrl({ bar, direction: 'both' });
    useSelection().close();
    await settle();
    expect(bar.entries).toEqual(['']);
  });

  it('stays as its owner wrote it on a wall, and a reset returns to it', async () => {
    const bar = createHistory('?mode=kiosk&lang=en');
    const sync = syncUrl({ bar, direction: 'read' });
    const view = useView();
    view.home = camera;
    view.settled({ ...camera, range: 50 });
    useSelection().open(bridge);
    usePreferences().language = 'zh-CN';
    useLayers().showOnly(['tree']);
    await settle();
    expect(bar.entries).toEqual(['?mode=kiosk&lang=en']);
    sync.restore();
    expect(useSelection().openId).toBeNull();
    expect(usePreferences().language).toBe('en');
    expect(useLayers().isDefault).toBe(true);
    expect(view.target).toEqual(camera);
  });
});
