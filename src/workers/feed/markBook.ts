/** What a timeline marks, by time and bounded: in a day of floods the oldest go first, and the book says since when it is whole. */
import type { TimeMark } from '../../history/recording';

/** Marks that are held at most, and how many go at once when there are more: a timeline of a thousand points tells no more. */
export const MOST_MARKS = 5000;
const CUT = 500;

export interface MarkBook {
  add(mark: TimeMark): void;
  /** Marks that were kept elsewhere, in any order. */
  take(marks: readonly TimeMark[]): void;
  /** Marks from a time on; older ones are forgotten. */
  from(time: number): readonly TimeMark[];
  /** Nothing is missing from here on, ms; −Infinity = nothing was ever cut. */
  readonly wholeSince: number;
}

export function createMarkBook(most = MOST_MARKS): MarkBook {
  let marks: TimeMark[] = [];
  let wholeSince = -Infinity;
  function bound(): void {
    if (marks.length <= most) return;
    marks = marks.slice(-Math.max(1, most - CUT));
    wholeSince = marks[0]?.at ?? wholeSince;
  }
  return {
    get wholeSince() { return wholeSince; },
    add(mark) {
      marks.push(mark);
      bound();
    },
    take(more) {
      marks = [...marks, ...more].toSorted((a, b) => a.at - b.at).filter((mark) => mark.at >= wholeSince);
      bound();
    },
    from(time) {
      if ((marks[0]?.at ?? Infinity) < time) marks = marks.filter((mark) => mark.at >= time);
      return [...marks];
    },
  };
}
