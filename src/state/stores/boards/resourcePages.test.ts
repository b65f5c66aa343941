import { describe, expect, it } from 'vitest';
import type { ResourcePage, ResourceQuery } from '../../../domain/catalogues';
import { createResourcePages, PAGE_ROWS, PAGES_KEPT } from './resourcePages';

const TOTAL = 337_000;
function createCatalogue() {
  const asked: { readonly query: ResourceQuery; answer(): Promise<void>; fail(): Promise<void> }[] = [];
  const turn = async (): Promise<void> => { for (let k = 0; k < 4; k++) await Promise.resolve(); };
  const pages = createResourcePages((query) => new Promise<ResourcePage>((resolve, reject) => {
    const rows = Array.from({ length: Math.min(query.limit, TOTAL - query.offset) }, (_, k) => ({ id: `${query.text ?? ''}R${query.offset + k}`, nameZh: '', nameEn: '', kind: 'camera', kindZh: '', kindEn: '', ownerZh: '', ownerEn: '', streetZh: '', streetEn: '', online: true, lastSeenAt: null, objectId: null }));
    asked.push({ query, answer: () => { resolve({ count: query.text ? 50 : TOTAL, online: 1, rows: query.text ? rows.slice(0, 50) : rows }); return turn(); }, fail: () => { reject(new Error('down')); return turn(); } });
  }));
  return { pages, asked, answerAll: async () => { for (let at = 0; at < asked.length; at++) await asked[at]?.answer(); } };
}

describe('the window into 337,000 rows', () => {
  it('asks only for what is in sight and keeps a bounded number of pages', async () => {
    const { pages, asked, answerAll } = createCatalogue();
    pages.setFilter({});
    await answerAll();
    expect(pages.state.value.count).toBe(TOTAL);
    for (let first = 0; first < TOTAL; first += 25_000) { pages.look(first, first + 40); await answerAll(); }
    expect(pages.pagesHeld()).toBeLessThanOrEqual(PAGES_KEPT);
    expect(asked.length).toBeLessThan(40);
    pages.look(TOTAL - 20, TOTAL + 50);
    await answerAll();
    expect(pages.row(TOTAL - 1)?.id).toBe(`R${TOTAL - 1}`);
    expect(pages.row(0)).toBeNull();
    // Back to the start: the page that was given up is fetched again.
    pages.look(0, 20);
    await answerAll();
    expect(pages.row(0)?.id).toBe('R0');
  });
  it('drops the answer to an older filter', async () => {
    const { pages, asked } = createCatalogue();
    pages.setFilter({});
    pages.setFilter({ text: 'x' });
    await asked[1]?.answer();
    await asked[0]?.answer();
    expect(pages.state.value.count).toBe(50);
    expect(pages.row(0)?.id).toBe('xR0');
  });
  it('asks for the page in sight when many were passed over, with few questions at a time', async () => {
    const { pages, asked, answerAll } = createCatalogue();
    pages.setFilter({});
    await answerAll();
    for (let first = 1000; first < 60_000; first += 1000) pages.look(first, first + 30);
    expect(asked.length).toBeLessThanOrEqual(4);
    await answerAll();
    expect(pages.row(59_000)?.id).toBe('R59000');
    expect(asked.at(-1)?.query).toMatchObject({ offset: 59_000, limit: PAGE_ROWS });
  });
  it('says that it failed, asks no more by itself, and goes on when told', async () => {
    const { pages, asked, answerAll } = createCatalogue();
    pages.setFilter({});
    await asked[0]?.fail();
    expect(pages.state.value.failed).toBe(true);
    pages.look(0, 30);
    expect(asked).toHaveLength(1);
    pages.again();
    await answerAll();
    expect(pages.state.value).toMatchObject({ failed: false, count: TOTAL });
  });
});
