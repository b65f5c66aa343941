/** `objects.json` of a rules folder: facts about objects that the pack does not carry and rules ask for. */
import type { Figure, FigureTone } from '../../domain/figure';

export type Attributes = Readonly<Record<string, string | number>>;
/** The first matching line wins, attribute by attribute: `objects` by id, then `matches` in order, then `kinds`. */
export interface ObjectsFile {
  readonly about: string; readonly version: string;
  /** Defaults by kind. */
  readonly kinds: Readonly<Record<string, Attributes>>;
  /** Objects of a kind whose id, Chinese or English name contains the text. */
  readonly matches: readonly { readonly kind: string; readonly text: string; readonly set: Attributes }[];
  readonly objects: Readonly<Record<string, Attributes>>;
  /** Attributes that a name tells: the part of the Chinese name before a word (the circuit of a lamp from its street). */
  readonly fromNames: readonly { readonly kind: string; readonly attribute: string; readonly before: string }[];
  /** Register numbers of components: these first digits, the component code, and the last digits of the object's own id, 16 in all. Absent = only what an object's line says. */
  readonly componentIds?: { readonly district: string };
  /** Attributes that a card shows, in this order, in words and with their unit; the others are the rules' own. Absent = none. */
  readonly shown?: Readonly<Record<string, { readonly zh: string; readonly en: string; readonly unit: string }>>;
  /** What is drawn when a preplan's step says `figures`. `tone` absent = level of the warning. */
  readonly figures: readonly {
    readonly objectId: string; readonly key: string; readonly shape: Figure['shape']; readonly tone?: FigureTone; readonly coordinates: readonly number[];
    readonly radiusMetres?: number; readonly bearing?: number; readonly spread?: number; readonly arrows?: boolean; readonly zh: string; readonly en: string;
  }[];
}
