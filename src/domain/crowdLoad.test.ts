import { expect, it } from 'vitest';
import { crowdLoadOf } from './crowdLoad';

const register = [['capacity', 300], ['personKn', 0.65], ['designLoadKn', 600]].map(([key, value]) => ({ key: String(key), zh: '', en: '', unit: '', value: value ?? 0 }));

it('weighs the people on a bridge against its design load, and says nothing without the register', () => {
  expect(crowdLoadOf(106, register)).toEqual({ persons: 318, load: expect.closeTo(206.7, 6), design: 600, share: expect.closeTo(0.3445, 6) });
  expect(crowdLoadOf(-3, register)?.load).toBe(0);
  expect(crowdLoadOf(50, register.slice(1))).toBeNull();
});
