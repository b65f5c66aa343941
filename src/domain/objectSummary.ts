import type { ObjectId } from './ids';
import type { Kind } from './kind';

/** What is known of an object without asking anybody: the catalogue row. */
export interface ObjectSummary {
  readonly id: ObjectId;
  readonly index: number;
  readonly kind: Kind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lon: number;
  readonly lat: number;
  /** Orthometric metres of the point a symbol or camera aims at. */
  readonly elevation: number;
  /** Object it is mounted on, e.g. the bridge of a strain gauge. */
  readonly hostId: ObjectId | null;
}

/** One search result. `matched` names the field that hit. */
export interface SearchHit extends ObjectSummary { readonly matched: 'name' | 'english' | 'initials' | 'code' }

/** Facts of one object for its card: source attributes as they came, and where they came from. */
export interface ObjectFacts {
  readonly id: ObjectId;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly provenance: string;
  readonly source: string;
}

/** Who answers for an object; persons and phones arrive masked from the back end. */
/** A fact of a register: words, value and unit as they are shown. */
export interface RegisterFact { readonly key: string; readonly zh: string; readonly en: string; readonly value: string | number; readonly unit: string }
export interface Responsibility {
  readonly unitZh: string; readonly unitEn: string;
  readonly personMasked: string; readonly phoneMasked: string;
  readonly streetZh: string; readonly streetEn: string;
}
