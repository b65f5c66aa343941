/** Dark for halls, light for offices. */
import type { Theme } from '../preferences';
import { choiceFact } from './UrlFact';

export const urlTheme = choiceFact<Theme>('theme', ['dark', 'light'], 'dark');
