/** Why a geometry cannot be used; thrown while a feature is taken apart and counted against it. */
import type { BuildLog } from '../BuildLog';
import type { Projection } from '../convert/createProjection';

export class Rejected extends Error {}

export interface RepairContext { readonly log: BuildLog; readonly projection: Projection | null }
