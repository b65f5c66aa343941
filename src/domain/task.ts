import type { CaseId, ObjectId } from './ids';

export const TASK_STATUSES = ['assigned', 'accepted', 'onSite', 'finished', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Work for one field worker. Times in ms since epoch; `route` = lon, lat pairs along the path network, WGS 84. */
export interface Task {
  readonly id: string;
  readonly caseId: CaseId | null;
  readonly objectId: ObjectId | null;
  readonly workerId: ObjectId;
  readonly workerMasked: string;
  readonly titleZh: string; readonly titleEn: string;
  readonly lon: number; readonly lat: number;
  readonly status: TaskStatus;
  readonly assignedAt: number;
  readonly acceptedAt: number | null;
  readonly arrivedAt: number | null;
  readonly finishedAt: number | null;
  readonly dueAt: number | null;
  readonly route: readonly number[];
  readonly routeMetres: number;
  /** True when no path was found and the route is the straight line. */
  readonly straight: boolean;
}
