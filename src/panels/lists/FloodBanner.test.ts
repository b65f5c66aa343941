// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { FAKE_NOW, fakeWarning } from '../../state/stores/createFakeCity';
import { useLists } from '../../state/stores/lists';
import { useOverview } from '../../state/stores/overview';
import { mountForTest } from '../primitives/mountForTest';
import FloodBanner from './FloodBanner.vue';

let page: ReturnType<typeof mountForTest>;
async function mount(count: number, passive = false): Promise<void> {
  page = mountForTest(FloodBanner, [{ id: 'CAM-1', kind: 'camera' }], { props: { passive }, prepare: (city) => {
    city.held.warnings = Array.from({ length: count }, (_, k) => fakeWarning(`w${k}`, 'CAM-1', 'III', { onsetAt: FAKE_NOW - k * 1000 }));
    city.store.overview = () => ({}) as never;
  } });
  useOverview().start();
  await page.settle();
}
afterEach(() => { useLists().close(); page.unmount(); });

describe('the banner of a flood', () => {
  it('stands only while more warnings come than can be read, and leads to their groups', async () => {
    await mount(10);
    expect(page.text()).not.toContain('告警泛滥');
    page.unmount();
    await mount(30);
    expect(page.text()).toContain('告警泛滥：30 条预警已归并为 1 组');
    page.find('[data-part=flood]').click();
    expect(useLists().filter).toEqual({ type: 'warnings' });
  });
  it('asks nothing of those who stand before a wall', async () => {
    await mount(30, true);
    expect(page.host.querySelector('button')).toBeNull();
  });
});
