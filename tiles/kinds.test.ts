import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { KINDS } from './kinds';

test('the list of kinds is the one of the domain', () => {
  const text = readFileSync(fileURLToPath(new URL('../src/domain/kind.ts', import.meta.url)), 'utf8');
  const list = /KINDS = \[(.*?)\] as const/s.exec(text)?.[1]?.replace(/\/\/.*$/gm, '') ?? '';
  expect([...list.matchAll(/'([^']+)'/g)].map((match) => match[1])).toEqual([...KINDS]);
});
