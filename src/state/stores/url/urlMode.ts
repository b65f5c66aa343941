/** Desk, wall, kiosk or the bare city: fixed for a page's life. */
import type { Mode } from '../preferences';
import { choiceFact } from './UrlFact';

export const urlMode = choiceFact<Mode>('mode', ['desk', 'wall', 'kiosk', 'bare'], 'desk');
