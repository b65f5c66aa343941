import { expect, it } from 'vitest';
import { toAxisWords } from './axisWords';

it('names hours below a chart of a day and days below one of a week', () => {
  const at = Date.parse('2026-03-08T06:00:00Z') / 1000;
  expect(toAxisWords([at, at + 6 * 3600], 'zh-CN')).toEqual(['14:00', '20:00']);
  expect(toAxisWords([at, at + 4 * 86_400], 'zh-CN')).toEqual(['03-08', '03-12']);
  expect(toAxisWords([at, at + 4 * 86_400], 'en')).toEqual(['8 Mar', '12 Mar']);
});
