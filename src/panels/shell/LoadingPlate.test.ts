// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { useCity } from '../../state/stores/city';
import { mountForTest } from '../primitives/mountForTest';
import LoadingPlate from './LoadingPlate.vue';

let page: ReturnType<typeof mountForTest>;
afterEach(() => { page.unmount(); });

describe('while the city is being opened', () => {
  it('the plate lists its steps, or is one line that names the present one when something else is read', async () => {
    page = mountForTest(LoadingPlate, []);
    useCity().finish('pack');
    await page.settle();
    expect(page.host.querySelectorAll('li')).toHaveLength(6);
    page.unmount();
    page = mountForTest(LoadingPlate, [], { props: { small: true } });
    useCity().finish('pack');
    await page.settle();
    expect(page.text().trim()).toBe('正在打开城市 · 准备几何与检索');
  });
});
