/**
 * The one table of live state, kept apart from geometry and from Vue: a row of bytes per feature, columns of readings,
 * records for warnings and cases. `apply` takes a feed batch and tells every listener once what changed.
 */
import type { Case } from '../../domain/case';
import type { Figure } from '../../domain/figure';
import type { Task } from '../../domain/task';
import type { FeedConnection } from '../../domain/feedEvent';
import type { CaseId, ObjectId, WarningId } from '../../domain/ids';
import type { Overview } from '../../domain/overview';
import type { Reading } from '../../domain/reading';
import type { Condition, Freshness, LevelRank, Status } from '../../domain/state';
import type { Warning } from '../../domain/warning';
import type { Catalogue } from './Catalogue';
import type { CityList, ListFilter } from './cityList';
import type { NewestValue } from './readingTable';

/** What one batch changed. Frozen; index arrays are pack-wide indices. */
export interface CityDiff {
  readonly source: 'snapshot' | 'delta' | 'staleness' | 'connection';
  /** Rows of the state table whose bytes changed. `all` = every row (a snapshot, or the feed went stale). */
  readonly rows: Uint32Array | 'all';
  readonly moved: Uint32Array;
  readonly warningsChanged: readonly WarningId[];
  readonly casesChanged: readonly CaseId[];
  readonly vitalsChanged: boolean;
  /** The connection, or what it refused. */
  readonly connectionChanged: boolean;
  readonly tasksChanged: boolean;
  readonly figuresChanged: boolean;
  /** The cockpit began or ceased to look back, stands at another instant or plays at another speed. */
  readonly instantChanged: boolean;
}

export interface ObjectState { readonly rank: LevelRank; readonly freshness: Freshness; readonly status: Status; readonly condition: Condition; readonly since: number | null; readonly unacknowledged: boolean; readonly openCases: number }

export interface CityStore {
  readonly catalogue: Catalogue;
  /** STATE_BYTES per feature, see domain/state.ts; read-only for others. */
  readonly stateBytes: Uint8Array;
  readonly connection: FeedConnection;
  readonly demo: boolean;
  /** Items of the feed that were refused since the page opened, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Server time now, ms; while looking back the instant shown. */
  serverNow(): number;
  /** The instant shown while looking back; null = live. */
  readonly instant: number | null;
  /** Speed at which the past is played; 0 = it stands, or live. */
  readonly playRate: number;
  /** Server time whatever is shown: what commands and the LIVE button go by. */
  liveNow(): number;
  state(index: number): ObjectState;
  /** True when the feed speaks of the object itself, not only of what is mounted on it. */
  inFeed(index: number): boolean;
  /** Pack-wide indices of everything mounted on an object. */
  mountedOn(index: number): readonly number[];
  /** Newest readings of one object, worst first. */
  readings(id: ObjectId): readonly Reading[];
  /** Newest value of every object that has the property; what a picture of thousands reads, at the instant shown. */
  eachReading(key: string, visit: (index: number, newest: Readonly<NewestValue>) => void): void;
  /** Live position of a moving object, else the catalogue's. */
  place(index: number): { readonly lon: number; readonly lat: number; readonly elevation: number; readonly heading: number | null } | null;
  warning(id: WarningId): Warning | null;
  warnings(): readonly Warning[];
  warningsOf(id: ObjectId): readonly Warning[];
  cases(): readonly Case[];
  casesOf(id: ObjectId): readonly Case[];
  case(id: CaseId): Case | null;
  tasks(): readonly Task[];
  /** What the back end wants drawn on the map now. */
  figures(): readonly Figure[];
  overview(): Overview;
  /** What stands behind a number of the overview: as many rows as the number says. */
  list(filter: ListFilter): CityList;
  subscribe(listener: (diff: CityDiff) => void): () => void;
}
