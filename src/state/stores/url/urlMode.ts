/** Desk, wall, kiosk, the bare city, or a page in the hand: fixed for a page's life. */
import type { Mode } from '../preferences';
import { choiceFact } from './UrlFact';

export const urlMode = choiceFact<Mode>('mode', ['desk', 'wall', 'kiosk', 'bare', 'report', 'task'], 'desk');
