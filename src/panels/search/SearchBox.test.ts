// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useSelection } from '../../state/stores/selection';
import { mountForTest } from '../primitives/mountForTest';
import SearchBox from './SearchBox.vue';

let page: ReturnType<typeof mountForTest>;
let input: HTMLInputElement;
const row = document.createElement('button');
beforeEach(() => {
  document.body.replaceChildren(row);
  page = mountForTest(SearchBox, [{ id: 'BR-1', kind: 'bridge', nameZh: '东水门大桥', nameEn: 'Dongshuimen Bridge' }, { id: 'BR-2', kind: 'bridge', nameZh: '千厮门大桥', nameEn: 'Qiansimen Bridge', rank: 2 }]);
  input = page.find('input');
});
afterEach(() => { page.unmount(); });
async function type(words: string): Promise<void> {
  input.value = words;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await page.settle();
}
const options = (): HTMLElement[] => [...page.host.querySelectorAll<HTMLElement>('[role=option]')];

describe('the search box', () => {
  it('is reached by / from anywhere but a text field', () => {
    row.focus();
    page.press(row, '/');
    expect(document.activeElement).toBe(input);
    const other = document.createElement('input');
    document.body.append(other);
    other.focus();
    page.press(other, '/');
    expect(document.activeElement).toBe(other);
  });
  it('shows both names, kind and code, and the state', async () => {
    input.focus();
    await type('大桥');
    expect(options().map((option) => option.textContent?.replaceAll(/\s+/g, ' ').trim())).toEqual(['东水门大桥桥梁 · BR-1 · Dongshuimen Bridge', '千厮门大桥桥梁 · BR-2 · Qiansimen BridgeⅢ']);
    expect(input.getAttribute('aria-expanded')).toBe('true');
  });
  it('moves by arrows around the ends, opens and flies by Enter', async () => {
    input.focus();
    await type('大桥');
    const active = (): string | null => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent ?? null;
    expect(active()).toContain('东水门');
    page.press(input, 'ArrowDown');
    await page.settle();
    expect(active()).toContain('千厮门');
    page.press(input, 'ArrowDown');
    await page.settle();
    expect(active()).toContain('东水门');
    page.press(input, 'ArrowUp');
    await page.settle();
    page.press(input, 'Enter');
    await page.settle();
    expect([useSelection().openId, useSelection().flyOnOpen]).toEqual(['BR-2', true]);
    expect(input.getAttribute('aria-expanded')).toBe('false');
  });
  it('never opens a hit of the words before: Enter waits for the answer', async () => {
    input.focus();
    await type('东水');
    input.value = '千厮';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    page.press(input, 'Enter');
    expect(useSelection().openId).toBeNull();
    await page.settle();
    expect(useSelection().openId).toBe('BR-2');
  });
  it('clears by Esc, then goes back to where the focus was', async () => {
    row.focus();
    page.press(row, '/');
    await type('大桥');
    page.press(input, 'Escape');
    await page.settle();
    expect([input.value, options().length]).toEqual(['', 0]);
    page.press(input, 'Escape');
    await page.settle();
    expect(document.activeElement).toBe(row);
  });
  it('says that it found nothing and what to try', async () => {
    input.focus();
    await type('xyz');
    expect(page.text()).toContain('没有找到“xyz”');
    expect(page.text()).toContain('拼音首字母');
  });
  it('leaves Enter to the input method while a word is composed', async () => {
    input.focus();
    await type('大桥');
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true }));
    expect(useSelection().isOpen).toBe(false);
  });
});
