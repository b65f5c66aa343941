/** What the composing pieces share: the four parts, the desk, and how to do something after the part that is speaking has finished. */
import type { CaseBook, Desk, Dispatch, WarningRules } from '../parts';
import type { PreplanBook } from '../preplans/createPreplans';

export interface Composition {
  readonly desk: Desk;
  readonly warnings: WarningRules;
  readonly cases: CaseBook;
  readonly dispatch: Dispatch;
  readonly preplans: PreplanBook;
  /** Engine time, ms. */
  now(): number;
  /** Runs `work` at the same engine time, after the present change is complete: no part is entered while it is in the middle of one. */
  later(work: () => void): void;
}
