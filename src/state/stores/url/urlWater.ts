/** How rivers are painted: as water, or by their surface-water classes. */
import { choiceFact } from './UrlFact';

export const urlWater = choiceFact<'water' | 'classes'>('rivers', ['water', 'classes'], 'water');
