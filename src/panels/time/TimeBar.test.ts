// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { TimeMark } from '../../history/recording';
import { FAKE_NOW } from '../../state/stores/createFakeCity';
import { useCity } from '../../state/stores/city';
import { providePorts } from '../../state/stores/providePorts';
import type { RecordingNews } from '../../state/ports/timePort';
import { useTimeMachine } from '../../state/stores/timeMachine';
import type { TimeWish } from '../../workers/protocol';
import { mountForTest } from '../primitives/mountForTest';
import LookingBackFrame from './LookingBackFrame.vue';
import { toMarkBars, toTicks } from './markBars';
import TimeBar from './TimeBar.vue';

const HOUR = 3_600_000;
const marks: readonly TimeMark[] = [{ at: FAKE_NOW - 2 * HOUR, kind: 'warning', level: 'I', objectId: null, textZh: '甲烷超一级', textEn: 'Methane above level I' }];

function mount(component: typeof TimeBar, language: 'zh-CN' | 'en' = 'zh-CN', props: Record<string, unknown> = {}, writeAddress?: () => void, files: (ArrayBuffer | null)[] = []) {
  const wishes: TimeWish[] = [];
  let tell: (news: RecordingNews) => void = () => undefined;
  const page = mountForTest(component, [], {
    language, props, ...(writeAddress ? { provided: { writeAddress } } : {}),
    prepare: (city) => providePorts({ ...city, time: { ask: (wish) => wishes.push(wish), openFile: () => undefined, past: () => Promise.resolve((files.shift() ?? null) as never), onNews: (listener) => { tell = listener; return () => undefined; } } }),
  });
  const stop = useTimeMachine().start();
  tell({ type: 'recording', from: FAKE_NOW - 24 * HOUR, to: FAKE_NOW, marks, storedBytes: 2e6, origin: 'backEnd' });
  return { ...page, wishes, tell: (news: RecordingNews) => { tell(news); }, show(instant: number | null) { page.city.held.instant = instant; page.city.tell({ instantChanged: true }); }, end() { stop(); page.unmount(); } };
}

describe('saving the past as a file', () => {
  it('offers what the worker put together under the city’s name, and says when there is nothing', async () => {
    const saved: { name: string; size: number }[] = [];
    let blob: Blob | null = null;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((given) => { blob = given as Blob; return 'blob:x'; });
    vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function spy(this: HTMLAnchorElement) { saved.push({ name: this.download, size: blob?.size ?? 0 }); });
    const page = mount(TimeBar, 'en', {}, undefined, [new ArrayBuffer(8), null]);
    useCity().open({ name: 'yuzhong', titles: {}, attribution: [], containsGenerated: true });
    await page.settle();
    const button = (): HTMLElement => page.find('[aria-label="Save what can be looked back to as a file (.ccr)"]');
    button().click();
    await page.settle();
    expect(saved).toEqual([{ name: expect.stringMatching(/^yuzhong-\d{12}\.ccr$/) as string, size: 8 }]);
    button().click();
    await page.settle();
    expect(saved).toHaveLength(1);
    expect(page.text()).toContain('Nothing is recorded yet.');
    page.end();
    vi.restoreAllMocks();
  });
  it('says when the browser that records keeps nothing', async () => {
    const page = mount(TimeBar, 'en');
    page.tell({ type: 'recording', from: FAKE_NOW - HOUR, to: FAKE_NOW, marks: [], storedBytes: 0, storage: 'unavailable', origin: 'ownRecorder' });
    await page.settle();
    expect(page.text()).toContain('the past ends with this page');
    page.end();
  });
});

describe('time bar', () => {
  it('is a slider that keys move by a minute, ten minutes and to the ends', async () => {
    const page = mount(TimeBar);
    await page.settle();
    const slider = page.find('[role="slider"]');
    expect(slider.getAttribute('aria-valuetext')).toBe('实时');
    page.show(FAKE_NOW - HOUR);
    await page.settle();
    expect(slider.getAttribute('aria-valuetext')).toBe('2026-03-08 13:05:00');
    for (const [key, to] of [['ArrowLeft', FAKE_NOW - HOUR - 60_000], ['Home', FAKE_NOW - 24 * HOUR]] as const) {
      page.press(slider, key);
      page.timers.advance(200);
      expect(page.wishes.at(-1)).toEqual({ seek: to });
    }
    page.press(slider, 'End');
    expect(page.wishes.at(-1)).toEqual({ live: true });
    page.press(slider, 'l');
    expect(page.wishes.at(-1)).toEqual({ live: true });
    page.end();
  });

  it('jumps to the first warning and says what happened there', async () => {
    const page = mount(TimeBar);
    await page.settle();
    page.find('[aria-label="首个预警"]').click();
    expect(page.wishes.at(-1)).toEqual({ seek: FAKE_NOW - 2 * HOUR });
    page.show(FAKE_NOW - 2 * HOUR);
    await page.settle();
    expect(page.text()).toContain('12:05:00 甲烷超一级');
    page.end();
  });

  it('says before it is pressed where playing from live begins', async () => {
    const page = mount(TimeBar, 'en');
    await page.settle();
    page.find('[aria-label="Replay the last 15 minutes"]').click();
    expect(page.wishes.at(-1)).toEqual({ seek: FAKE_NOW - HOUR / 4, play: 1 });
    page.show(FAKE_NOW - HOUR);
    await page.settle();
    page.find('[aria-label="Play"]').click();
    expect(page.wishes.at(-1)).toEqual({ play: 1 });
    page.end();
  });

  it('has speed, next event and first warning also on a phone', async () => {
    const page = mount(TimeBar, 'zh-CN', { compact: true });
    await page.settle();
    page.find('[aria-label="首个预警"]').click();
    expect(page.wishes.at(-1)).toEqual({ seek: FAKE_NOW - 2 * HOUR });
    page.show(FAKE_NOW - 3 * HOUR);
    await page.settle();
    page.find('[aria-label="下一事件"]').click();
    page.timers.advance(200);
    expect(page.wishes.at(-1)).toEqual({ seek: FAKE_NOW - 2 * HOUR });
    const speed = page.find<HTMLSelectElement>('select');
    speed.value = '60';
    speed.dispatchEvent(new Event('change'));
    page.show(FAKE_NOW - 2 * HOUR);
    await page.settle();
    page.find('[aria-label="播放"]').click();
    expect(page.wishes.at(-1)).toEqual({ play: 60 });
    page.end();
  });

  it('writes the address before the link to the instant is copied', async () => {
    const calls: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: (text: string) => { calls.push(text); return Promise.resolve(); } } });
    const page = mount(TimeBar, 'en', {}, () => { calls.push('address'); });
    page.show(FAKE_NOW - HOUR);
    await page.settle();
    page.find('[aria-label="Copy a link to this instant"]').click();
    expect(calls).toEqual(['address', location.href]);
    await page.settle();
    page.find('[aria-label="Copied"]');
    vi.unstubAllGlobals();
    page.end();
  });

  it('takes an exact local time and puts a bad one back', async () => {
    const page = mount(TimeBar);
    await page.settle();
    const field = page.find<HTMLInputElement>('input[type="datetime-local"]');
    field.value = '2026-03-08T12:00:30';
    field.dispatchEvent(new Event('change'));
    expect(page.wishes.at(-1)).toEqual({ seek: FAKE_NOW - 2 * HOUR - 4.5 * 60_000 });
    page.end();
  });
});

describe('frame of the past', () => {
  it('stands only while the cockpit looks back, names the instant, and leads back', async () => {
    const page = mount(LookingBackFrame as unknown as typeof TimeBar, 'en');
    await page.settle();
    expect(page.text()).toBe('');
    page.show(FAKE_NOW - HOUR);
    await page.settle();
    expect(page.text()).toContain('Looking back 8 Mar 2026 13:05:00');
    expect(page.text()).toContain('not live');
    page.find('button').click();
    expect(page.wishes.at(-1)).toEqual({ live: true });
    page.show(null);
    await page.settle();
    expect(page.text()).toBe('');
    page.end();
  });
});

describe('marks of a track', () => {
  it('are as many as there are, under the worst level of their place', () => {
    const range = { from: 0, to: 24 * HOUR };
    const at = (time: number, level: TimeMark['level']): TimeMark => ({ at: time, kind: level ? 'warning' : 'case', level, objectId: null, textZh: '', textEn: '' });
    const bars = toMarkBars([at(HOUR, 'IV'), at(HOUR + 1000, 'II'), at(20 * HOUR, null), at(-1, 'I')], range);
    expect(bars.map(({ tone, count }) => [tone, count])).toEqual([['II', 2], ['case', 1]]);
    expect(bars[0]?.left).toBeCloseTo(HOUR / (24 * HOUR), 2);
  });
  it('make one grave hour stand above a day full of slight ones', () => {
    const range = { from: 0, to: 24 * HOUR };
    const noise = Array.from({ length: 400 }, (_, k): TimeMark => ({ at: (k / 400) * 24 * HOUR, kind: 'warning', level: k % 2 ? 'III' : 'IV', objectId: null, textZh: '', textEn: '' }));
    const bars = toMarkBars([...noise, { ...noise[0]!, at: 9 * HOUR, level: 'II' }, { ...noise[0]!, at: 15 * HOUR, level: 'I' }], range);
    const heights = (tone: string): number[] => bars.filter((bar) => bar.tone === tone).map((bar) => bar.height);
    expect(heights('I')).toHaveLength(1);
    expect(Math.min(...heights('I'))).toBeGreaterThan(Math.max(...heights('II')));
    expect(Math.min(...heights('II'))).toBeGreaterThan(1.8 * Math.max(...heights('III'), ...heights('IV')));
  });
  it('carry whole civil hours', () => {
    const ticks = toTicks({ from: Date.UTC(2026, 2, 7, 6, 5), to: Date.UTC(2026, 2, 8, 6, 5) }, 8, 480);
    expect(ticks.map((tick) => new Date(tick.at + 8 * HOUR).getUTCHours())).toEqual([15, 18, 21, 0, 3, 6, 9, 12]);
  });
});
