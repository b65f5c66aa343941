/**
 * What stores may ask of the outside, as plain functions. `main.ts` passes the real ones (city worker, HTTP), tests pass their own.
 * Stores import this file, never a worker, a feed or an engine.
 */
import type { LowRoad } from '../../domain/highWater';
import type { ObjectId } from '../../domain/ids';
import type { ObjectFacts, ObjectSummary, RegisterFact, Responsibility, SearchHit } from '../../domain/objectSummary';
import type { ReadingHistory } from '../../domain/reading';
import type { ObjectTrack } from '../../domain/track';
import type { StructureFeature } from '../../../tiles/format';

/** `outOfScope`: the back end has details that this session may not read. */
export interface ObjectDetail { readonly outOfScope?: boolean; readonly responsibility: Responsibility | null; readonly register?: readonly RegisterFact[]; readonly documents: readonly { readonly titleZh: string; readonly titleEn: string; readonly origin: string; readonly at: number }[] }

export interface CityPorts {
  /** False for a city that no back end belongs to: nobody will ever answer for its objects. */
  readonly hasFeed: boolean;
  search(query: string, limit: number): Promise<readonly SearchHit[]>;
  objectById(id: ObjectId): Promise<ObjectSummary | null>;
  facts(id: ObjectId): Promise<ObjectFacts | null>;
  detail(id: ObjectId): Promise<ObjectDetail | null>;
  history(id: ObjectId, property: string, fromMs: number, toMs: number): Promise<ReadingHistory>;
  /** Rejects when the session may not follow it. */
  track(id: ObjectId, fromMs: number, toMs: number): Promise<ObjectTrack>;
  /** Roads that high water can reach. */
  lowRoads(): Promise<readonly LowRoad[]>;
  structure(id: ObjectId): Promise<StructureFeature | null>;
}
