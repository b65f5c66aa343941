/** Everything that has a name, with the pinyin initials that people type. */
import { pinyin } from 'pinyin-pro';
import type { Names, SearchColumns } from '../format';

export interface SearchEntry { readonly index: number; readonly id: string; readonly kind: string; readonly names: Names; readonly lon: number; readonly lat: number }

const HAN = /\p{Script=Han}/u;

export function encodeSearch(entries: readonly SearchEntry[]): SearchColumns {
  const known = new Map<string, string>();
  const initials = (text: string): string => {
    let found = known.get(text);
    if (found === undefined) known.set(text, (found = toInitials(text)));
    return found;
  };
  return {
    index: entries.map((entry) => entry.index),
    id: entries.map((entry) => entry.id),
    kind: entries.map((entry) => entry.kind),
    zh: entries.map((entry) => entry.names.zh ?? ''),
    en: entries.map((entry) => entry.names.en ?? ''),
    initials: entries.map((entry) => initials(entry.names.zh ?? '')),
    lon: entries.map((entry) => Math.round(entry.lon * 1e6) / 1e6),
    lat: entries.map((entry) => Math.round(entry.lat * 1e6) / 1e6),
  };
}

/** "解放碑" → "jfb"; Latin letters and digits stay ("2号线" → "2hx"). */
function toInitials(text: string): string {
  if (!HAN.test(text)) return '';
  return pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');
}
