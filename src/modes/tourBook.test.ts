import { describe, expect, it } from 'vitest';
import { isKind } from '../domain/kind';
import { toTourBook } from './tourBook';

const book = toTourBook('yuzhong', null);
const han = (text: string): number => [...text].filter((letter) => /\p{Script=Han}/u.test(letter)).length;

describe('the tours of the embedded city', () => {
  it('keep to what a visitor can read: 40 汉字 and one number a stop, a story under 90 s, 3 to 5 stops', () => {
    for (const story of book.stories) {
      expect(story.stops.length, story.id).toBeGreaterThanOrEqual(3);
      expect(story.stops.length, story.id).toBeLessThanOrEqual(5);
      expect(story.stops.reduce((sum, stop) => sum + stop.dwellSeconds, 0), story.id).toBeLessThanOrEqual(90);
    }
    for (const stop of [...book.attract.stops, ...book.wall.stops, ...book.stories.flatMap((story) => story.stops)]) {
      expect(han(stop.captionZh), stop.id).toBeLessThanOrEqual(40);
      expect(stop.captionEn.length, stop.id).toBeGreaterThan(0);
      expect(stop.dwellSeconds, stop.id).toBeGreaterThanOrEqual(10);
      expect(stop.pitch, stop.id).toBeLessThan(0);
      if (stop.number && 'kind' in stop.number.source) expect(isKind(stop.number.source.kind)).toBe(true);
    }
  });

  it('attract for 45 to 75 s in at least three beats', () => {
    const seconds = book.attract.stops.reduce((sum, stop) => sum + stop.dwellSeconds, 0);
    expect(book.attract.stops.length).toBeGreaterThanOrEqual(3);
    expect(seconds).toBeGreaterThanOrEqual(45);
    expect(seconds).toBeLessThanOrEqual(75);
  });
});

describe('a city without tours', () => {
  it('is shown from five sides of its home view', () => {
    const home = { lon: 139.7, lat: 35.6, range: 4000, heading: 350, pitch: -40 };
    const round = toTourBook('__proto__', home).attract;
    expect(round.stops).toHaveLength(5);
    for (const stop of round.stops) {
      expect([stop.lon, stop.lat]).toEqual([home.lon, home.lat]);
      expect(stop.heading).toBeLessThan(360);
    }
  });
});
