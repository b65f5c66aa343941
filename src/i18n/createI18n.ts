/**
 * One vue-i18n instance for the page. Messages live in `<language>/<area>.json`, one file per area, the top-level key is the
 * area's name; a helper of one area never touches another's file.
 */
import { createI18n as createVueI18n } from 'vue-i18n';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type LanguageTag = (typeof LANGUAGES)[number];

export interface Messages { readonly [key: string]: string | Messages }

const chinese = import.meta.glob<Messages>('./zh-CN/*.json', { eager: true, import: 'default' });
const english = import.meta.glob<Messages>('./en/*.json', { eager: true, import: 'default' });

/** Merges area files into one message tree. */
export const mergeAreas = (areas: Readonly<Record<string, Messages>>): Messages => Object.assign({}, ...Object.values(areas)) as Messages;

export function createI18n(language: LanguageTag = 'zh-CN') {
  return createVueI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'zh-CN',
    messages: { 'zh-CN': mergeAreas(chinese), en: mergeAreas(english) } as Record<LanguageTag, Messages>,
    missingWarn: false,
    fallbackWarn: false,
  });
}
