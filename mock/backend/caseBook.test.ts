import { expect, it } from 'vitest';
import type { Warning } from '../../src/domain/warning';
import { createCaseBook } from './caseBook';
import type { Fleet } from './fleet';

const book = createCaseBook({ ofKind: new Map(), ids: [], lon: [], lat: [] } as unknown as Fleet, 1);
const caseOf = (cause: string) => book.ofWarning({ id: 'w1', objectId: 'X-1', cause, updatedAt: 1_780_000_000_000, headlineZh: '', headlineEn: '' } as unknown as Warning, 'camera', 106.57, 29.56).item;

it('files a crowd as a mass incident', () => {
  expect(caseOf('crowdDensity')).toMatchObject({ classCode: '0409', classNameEn: 'Mass incident', source: 'iot' });
});

it('files gas, water and slopes under their own classes', () => {
  const classes = Object.fromEntries(['oxygen', 'outfallPh', 'porePressure', 'rainfall'].map((cause) => [cause, caseOf(cause).classCode]));
  expect(classes).toEqual({ oxygen: '0302', outfallPh: '0105', porePressure: '2117', rainfall: '0406' });
});
