/**
 * One fact that a link carries. `parse` answers null for anything it does not understand (the address is typed by strangers),
 * `write` answers null when the value is the default and needs no word in the address.
 */
export interface UrlFact<Value> {
  /** Query parameter. */
  readonly name: string;
  readonly default: Value;
  parse(text: string): Value | null;
  write(value: Value): string | null;
}

/** Longest text any fact reads; more is refused unseen. */
export const MAX_FACT_LENGTH = 2000;

export type FactReading<Value> =
  | { readonly kind: 'absent' | 'bad'; readonly value: Value }
  | { readonly kind: 'given'; readonly value: Value };

/** The fact's value in an address, or its default with the reason why. */
export function readFact<Value>(fact: UrlFact<Value>, params: URLSearchParams): FactReading<Value> {
  const text = params.get(fact.name);
  if (text === null) return { kind: 'absent', value: fact.default };
  const value = text.length > MAX_FACT_LENGTH ? null : fact.parse(text);
  return value === null ? { kind: 'bad', value: fact.default } : { kind: 'given', value };
}

/** Puts the fact into the parameters, or takes it out when it is the default. */
export function writeFact<Value>(fact: UrlFact<Value>, value: Value, params: URLSearchParams): void {
  const text = fact.write(value);
  if (text === null) params.delete(fact.name); else params.set(fact.name, text);
}

/** A fact with a fixed set of words. */
export function choiceFact<Word extends string>(name: string, words: readonly Word[], fallback: Word, aliases: Readonly<Record<string, Word>> = {}): UrlFact<Word> {
  return {
    name,
    default: fallback,
    parse: (text) => words.find((word) => word === text) ?? (Object.hasOwn(aliases, text) ? aliases[text] ?? null : null),
    write: (value) => (value === fallback ? null : value),
  };
}
