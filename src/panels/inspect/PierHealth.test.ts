// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { toDatastreamId, toObjectId } from '../../domain/ids';
import type { ObservedProperty } from '../../domain/reading';
import { FAKE_NOW, methane } from '../../state/stores/createFakeCity';
import { mountForTest, type FakeCity } from '../primitives/mountForTest';
import PierHealth from './PierHealth.vue';

const DAY = 86_400_000;
const tilt: ObservedProperty = { ...methane, key: 'pierTilt', nameZh: '墩塔倾斜', nameEn: 'Pier tilt', unit: '°', decimals: 3, levels: { IV: 0.02, III: 0.05, II: 0.1, I: 0.2 } };
let page: ReturnType<typeof mountForTest> | null = null;
afterEach(() => { page?.unmount(); page = null; });

async function open(prepare: (city: FakeCity) => void = () => undefined, properties: readonly ObservedProperty[] = [tilt], language: 'en' | 'zh-CN' = 'en') {
  page = mountForTest(PierHealth, [{ id: 'P1', kind: 'bridgeMember' }], {
    language, props: { objectId: toObjectId('P1'), properties },
    prepare(city) {
      city.ports.history = (id, property, from, to) => {
        const times = Array.from({ length: 121 }, (_, k) => from + ((to - from) * k) / 120);
        return Promise.resolve({ datastreamId: toDatastreamId(id, property), times, values: times.map((time) => 0.04 - ((to - time) / DAY) * 0.001) });
      };
      prepare(city);
    },
  });
  await page.settle();
  return page;
}
const slide = (host: HTMLElement, which: string, value: number): void => {
  const slider = host.querySelector<HTMLInputElement>(`input[id$="${which}"]`);
  if (!slider) throw new Error(which);
  slider.value = String(value);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
};

describe('the pier forecast', () => {
  it('says health, what was measured, days to the next limit, range, method and what is not monitored', async () => {
    const { text } = await open();
    expect(text()).toContain('80 of 100');
    expect(text()).toMatch(/Measured 0\.040°/);
    expect(text()).toMatch(/Next limit 0\.050°: about 1[01] days/);
    expect(text()).toContain('95 % interval');
    expect(text()).toContain('least-squares');
    expect(text()).toContain('Not monitored: settlement, scour');
    expect(text()).toContain('forecast, not measured');
  });
  it('recomputes under more load, leaves the measurement, and goes back', async () => {
    const { host, text, settle, find } = await open();
    slide(host, 'load', 1.6);
    slide(host, 'water', 10);
    await settle();
    expect(text()).toContain('(as assumed)');
    expect(text()).toMatch(/Measured 0\.040°.* · 0\.050° as assumed/);
    expect(text()).toContain('Next limit 0.050°: reached at once');
    expect(text()).toContain('160 % of the present one');
    find<HTMLButtonElement>('button').click();
    await settle();
    expect(text()).not.toContain('as assumed');
    expect(text()).toContain('80 of 100');
  });
  it('draws measurements and forecast apart: the solid line ends now, the dashed one begins there', async () => {
    const { host } = await open();
    const end = host.querySelector('.measured')?.getAttribute('points')?.split(' ').at(-1)?.split(',')[0];
    const begin = host.querySelector('.ahead')?.getAttribute('points')?.split(' ')[0]?.split(',')[0];
    expect(Number(begin)).toBeGreaterThanOrEqual(Number(end) - 1);
    expect(host.querySelector('.band')).not.toBeNull();
  });
  it('asks for a month up to now', async () => {
    const asked: number[] = [];
    await open((city) => { const { history } = city.ports; city.ports.history = (id, property, from, to) => { asked.push(to - from, to); return history(id, property, from, to); }; });
    expect(asked[0]).toBe(30 * DAY);
    expect(Math.abs((asked[1] ?? 0) - FAKE_NOW)).toBeLessThan(60_000);
  });
  it('says that the history cannot be read, and shows nothing on a card without pier quantities', async () => {
    const failed = await open((city) => { city.ports.history = () => Promise.reject(new Error('offline')); }, [tilt], 'zh-CN');
    expect(failed.text()).toContain('暂时读不到监测历史');
    failed.unmount();
    page = null;
    const other = await open(undefined, [methane]);
    expect(other.host.querySelector('section')).toBeNull();
  });
});
