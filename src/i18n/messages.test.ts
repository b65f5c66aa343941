import { describe, expect, it } from 'vitest';
import { CASE_STEPS } from '../domain/case';
import { KIND_GROUPS, KINDS } from '../domain/kind';
import { FRESHNESS, QUALITIES, STATUSES } from '../domain/state';
import { ALARM_STATES } from '../domain/warning';
import type { Messages } from './createI18n';

const files = {
  'zh-CN': import.meta.glob<Messages>('./zh-CN/*.json', { eager: true, import: 'default' }),
  en: import.meta.glob<Messages>('./en/*.json', { eager: true, import: 'default' }),
};
function flatten(messages: Messages, path = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) => typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flatten(value, `${path}${key}.`));
}
const all = (language: keyof typeof files): Map<string, string> => new Map(Object.values(files[language]).flatMap((area) => flatten(area)));
const zh = all('zh-CN'), en = all('en');
const placeholders = (text: string): string[] => [...text.matchAll(/\{([^{}']+)\}/g)].map((match) => match[1]!.trim()).sort();

describe('messages', () => {
  it('exist in both languages under the same keys', () => {
    expect([...zh.keys()].filter((key) => !en.has(key)), 'missing in en').toEqual([]);
    expect([...en.keys()].filter((key) => !zh.has(key)), 'missing in zh-CN').toEqual([]);
  });
  it('are never empty, except where English needs no counting word', () => { for (const [language, messages] of [['zh-CN', zh], ['en', en]] as const) expect([...messages].filter(([key, text]) => text.trim() === '' && !(language === 'en' && key.includes('.unit.'))).map(([key]) => `${language} ${key}`)).toEqual([]); });
  it('use the same placeholders in both languages', () => {
    expect([...zh].filter(([key, text]) => en.has(key) && placeholders(text).join() !== placeholders(en.get(key)!).join()).map(([key]) => key)).toEqual([]);
  });
  it('name one area per file, by the file name', () => {
    for (const areas of Object.values(files)) for (const [path, messages] of Object.entries(areas)) expect(Object.keys(messages)).toEqual([path.split('/').pop()!.replace('.json', '')]);
  });
  it('hold no Chinese in English (but the name of the other language) and hardly any English sentence in Chinese', () => {
    expect([...en].filter(([key, text]) => /[\u4E00-\u9FFF]/u.test(text) && !key.endsWith('switchLanguage')).map(([key]) => key)).toEqual([]);
    expect([...zh].filter(([, text]) => /[a-z]{3,} [a-z]{3,} [a-z]{3,}/u.test(text.replaceAll(/\{[^}]*\}/g, ''))).map(([key]) => key)).toEqual([]);
  });
  it('name every word of the domain', () => {
    const needed = [
      ...KINDS.map((kind) => `kinds.${kind}`), ...Object.keys(KIND_GROUPS).map((group) => `kinds.group.${group}`), ...CASE_STEPS.map((step) => `common.step.${step}`),
      ...FRESHNESS.map((word) => `common.freshness.${word}`), ...STATUSES.map((word) => `common.status.${word}`), ...QUALITIES.map((word) => `common.quality.${word}`), ...ALARM_STATES.map((word) => `common.alarmState.${word}`),
      ...['I', 'II', 'III', 'IV', 'offline', 'stale', 'maintenance', 'late', 'normal', 'noFeed'].map((word) => `common.condition.${word}`),
    ];
    expect(needed.filter((key) => !zh.has(key))).toEqual([]);
  });
});
