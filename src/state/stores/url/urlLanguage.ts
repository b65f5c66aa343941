/** Language of the interface. */
import type { Language } from '../preferences';
import { choiceFact } from './UrlFact';

export const urlLanguage = choiceFact<Language>('lang', ['zh-CN', 'en'], 'zh-CN', { zh: 'zh-CN', 'en-US': 'en', 'en-GB': 'en' });
