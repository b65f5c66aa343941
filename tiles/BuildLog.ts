/**
 * Counts everything a build does to its input: read, repaired, not drawn, rejected, with places for the first of each.
 * The report and the summary are made from it, so no feature can disappear without a line.
 */

import type { HeightRule } from './format';

/** Where in the input a feature stands. */
export interface Place {
  /** File name without its folder: reports must not carry paths of the machine that built them. */
  readonly file: string;
  /** 1-based feature number in the file. */
  readonly number: number;
  /** 1-based line on which it starts, where the format has lines. */
  readonly line: number | null;
  /** What the file itself calls the feature ("way/123"), where it has such names. */
  readonly name?: string;
}

const describePlace = (place: Place): string =>
  `${place.file}, ${place.name ?? `feature ${place.number}`}${place.line === null ? '' : ` (line ${place.line})`}`;

/** Examples kept per reason. */
const EXAMPLES_PER_REASON = 5;

interface Rejection { count: number; readonly examples: string[] }
export interface InputCount { readonly file: string; format: string; features: number; rejected: number; firstRejection: string | null }

export class BuildLog {
  readonly inputs: InputCount[] = [];
  readonly repaired = new Map<string, number>();
  readonly notDrawn = new Map<string, number>();
  readonly rejected = new Map<string, Rejection>();
  /** Building features by the rule that gave their height. */
  readonly heightRules: Record<HeightRule, number> = { height: 0, levels: 0, classDefault: 0 };
  /** Features that came out as more than one because their geometry has several polygons. */
  extraParts = 0;

  openInput(file: string): InputCount {
    const input: InputCount = { file, format: 'unknown', features: 0, rejected: 0, firstRejection: null };
    this.inputs.push(input);
    return input;
  }

  get featuresIn(): number {
    return this.inputs.reduce((sum, input) => sum + input.features, 0);
  }

  repair(what: string, count = 1): void {
    this.repaired.set(what, (this.repaired.get(what) ?? 0) + count);
  }

  /** A feature that was read and understood, and has no place in a city pack (a label point, a road tunnel). */
  leaveOut(why: string): void {
    this.notDrawn.set(why, (this.notDrawn.get(why) ?? 0) + 1);
  }

  reject(reason: string, place: Place): void {
    const entry = this.rejected.get(reason) ?? { count: 0, examples: [] };
    entry.count += 1;
    if (entry.examples.length < EXAMPLES_PER_REASON) entry.examples.push(describePlace(place));
    this.rejected.set(reason, entry);
    const input = this.inputs.at(-1);
    if (!input) return;
    input.rejected += 1;
    input.firstRejection ??= `${describePlace(place)}: ${reason}.`;
  }
}
