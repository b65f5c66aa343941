import { expect, it } from 'vitest';
import type { TimeMark } from '../../history/recording';
import { createMarkBook, MOST_MARKS } from './markBook';

const mark = (at: number): TimeMark => ({ at, kind: 'warning', level: 'II', objectId: null, textZh: '', textEn: '' });

it('holds marks in order of time and forgets what is too old', () => {
  const book = createMarkBook();
  book.add(mark(3000));
  book.take([mark(2000), mark(1000)]);
  expect(book.from(1500).map((item) => item.at)).toEqual([2000, 3000]);
  expect(book.from(0)).toHaveLength(2);
  expect(book.wholeSince).toBe(-Infinity);
});

it('never holds more than a bound, and says from when on nothing is missing', () => {
  const book = createMarkBook();
  for (let at = 0; at < 3 * MOST_MARKS; at++) book.add(mark(at));
  const held = book.from(0);
  expect(held.length).toBeLessThanOrEqual(MOST_MARKS);
  expect(held.at(-1)?.at).toBe(3 * MOST_MARKS - 1);
  expect(book.wholeSince).toBe(held[0]?.at);
  book.take([mark(0)]);
  expect(book.from(0)[0]?.at).toBe(book.wholeSince);
});
