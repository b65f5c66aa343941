/** Hidden kinds: `layers=-tree.camera` hides these, `layers=bridge.tunnel` shows only those; whichever is shorter is written. */
import { isKind, KINDS, type Kind } from '../../../domain/kind';
import type { UrlFact } from './UrlFact';

const kindsIn = (text: string): readonly Kind[] | null => {
  const words = text === '' ? [] : text.split('.');
  return words.every(isKind) ? words as readonly Kind[] : null;
};

/** `null` = as the layer store starts. */
export const urlLayers: UrlFact<ReadonlySet<Kind> | null> = {
  name: 'layers',
  default: null,
  parse(text) {
    const hides = text.startsWith('-');
    const kinds = kindsIn(hides ? text.slice(1) : text);
    if (!kinds || (!hides && kinds.length === 0)) return null;
    return new Set(hides ? kinds : KINDS.filter((kind) => !kinds.includes(kind)));
  },
  write(hidden) {
    if (hidden === null) return null;
    const off = KINDS.filter((kind) => hidden.has(kind));
    const on = KINDS.filter((kind) => !hidden.has(kind));
    return on.length > 0 && on.length < off.length ? on.join('.') : `-${off.join('.')}`;
  },
};
