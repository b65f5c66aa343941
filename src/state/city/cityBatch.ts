/** What the store applies: one batch of the feed, in dictionary indices. The feed worker's batches have this shape. */
import type { Case } from '../../domain/case';
import type { Figure } from '../../domain/figure';
import type { Task } from '../../domain/task';
import type { FeedConnection, FeedDictionary, GoneRecord, MoveColumns, ReadingColumns } from '../../domain/feedEvent';
import type { Warning } from '../../domain/warning';

export interface CityBatch {
  readonly dictionary?: FeedDictionary;
  /** True when the rows replace everything known before (a snapshot). */
  readonly replace: boolean;
  readonly object: Uint32Array;
  readonly rank: Uint8Array;
  readonly freshness: Uint8Array;
  readonly status: Uint8Array;
  readonly sinceMs: Float64Array;
  readonly readings: ReadingColumns & { readonly freshness: Uint8Array };
  readonly moves: MoveColumns;
  readonly warnings: readonly Warning[];
  readonly cases: readonly Case[];
  readonly tasks?: readonly Task[];
  readonly figures?: readonly Figure[];
  /** Records that the session may not see any more; dropped before the batch's own are taken. */
  readonly gone?: readonly GoneRecord[];
  /** The instant shown when the cockpit looks back; null or absent = live. */
  readonly instant?: number | null;
  readonly playRate?: number;
  readonly vitals?: Readonly<Record<string, number>>;
  readonly connection: FeedConnection;
  readonly clockOffsetMs: number;
  /** Items refused since the last batch, by reason. */
  readonly refused: Readonly<Record<string, number>>;
}
