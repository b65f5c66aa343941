// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAKE_NOW } from '../../state/stores/createFakeCity';
import { mountForTest } from '../primitives/mountForTest';
import FeedBanner from './FeedBanner.vue';

let page: ReturnType<typeof mountForTest>;
beforeEach(() => { page = mountForTest(FeedBanner, []); });
afterEach(() => { page.unmount(); });

async function connect(phase: 'live' | 'stale' | 'connecting', since: number, reason: string | null = null): Promise<void> {
  page.city.held.connection = { ...page.city.held.connection, phase, since, reason };
  page.city.tell({ source: 'connection', connectionChanged: true });
  await page.settle();
}

describe('a stopped feed', () => {
  it('says since when its data ends and why, holds that through reconnecting, and goes by itself', async () => {
    expect(page.host.querySelector('[role=alert]')).toBeNull();
    await connect('stale', FAKE_NOW - 72_000, 'noHeartbeat');
    expect(page.text()).toContain('数据截至 14:03:48');
    expect(page.text()).toContain('未收到心跳');
    await connect('connecting', FAKE_NOW, null);
    expect(page.text()).toContain('数据截至 14:03:48');
    await connect('live', FAKE_NOW);
    expect(page.host.querySelector('[role=alert]')).toBeNull();
  });

  it('shows a reason it has no words for as the source wrote it', async () => {
    await connect('stale', FAKE_NOW, 'solarFlare');
    expect(page.text()).toContain('solarFlare');
  });
});
