import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SearchHit } from '../../domain/objectSummary';
import { createFakeCity } from './createFakeCity';
import { providePorts } from './providePorts';
import { useSearch } from './search';

const settle = async (): Promise<void> => { for (let turn = 0; turn < 8; turn++) await Promise.resolve(); };
let city: ReturnType<typeof createFakeCity>;
beforeEach(() => {
  setActivePinia(createPinia());
  city = createFakeCity([{ id: 'BR-1', kind: 'bridge', nameZh: '东水门大桥', nameEn: 'Dongshuimen Bridge' }, { id: 'BR-2', kind: 'bridge', nameZh: '千厮门大桥' }]);
  providePorts(city);
});

describe('search', () => {
  it('finds, with the state of what it found', async () => {
    const search = useSearch();
    search.type('大桥');
    expect(search.searching).toBe(true);
    await settle();
    expect(search.hits.map((found) => [found.hit.id, found.condition])).toEqual([['BR-1', 'normal'], ['BR-2', 'normal']]);
    expect(search.searching).toBe(false);
  });
  it('asks once at a time and shows the answer to the newest words only', async () => {
    const asked: { words: string; answer: (hits: readonly SearchHit[]) => void }[] = [];
    city.ports.search = (words) => new Promise((resolve) => { asked.push({ words, answer: resolve }); });
    const search = useSearch();
    for (const words of ['d', 'do', 'don', 'dong']) search.type(words);
    expect(asked.map((question) => question.words)).toEqual(['d']);
    asked[0]!.answer([{ ...city.store.catalogue.summary(1)!, matched: 'name' }]);
    await settle();
    expect(asked.map((question) => question.words)).toEqual(['d', 'dong']);
    expect(search.hits).toEqual([]);
    asked[1]!.answer([{ ...city.store.catalogue.summary(0)!, matched: 'name' }]);
    await settle();
    expect(search.hits.map((found) => found.hit.id)).toEqual(['BR-1']);
  });
  it('says that it found nothing, and that it cannot search', async () => {
    const search = useSearch();
    search.type('zzz');
    await settle();
    expect(search.isEmpty).toBe(true);
    city.ports.search = () => Promise.reject(new Error('worker gone'));
    search.type('zzzz');
    await settle();
    expect(search.failed).toBe(true);
    search.clear();
    expect([search.failed, search.isEmpty, search.query]).toEqual([false, false, '']);
  });
});
