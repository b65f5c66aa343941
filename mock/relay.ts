/** What the page and the simulation worker say to each other. One message per chunk, so that it works where streams cannot be transferred. */
import type { DemoRequest } from './backend/createDemoBackend';
import type { ScenarioId } from './backend/scenarios/scenario';

export interface SimulationStart { readonly type: 'start'; readonly packUrl: string; readonly seed: number; readonly scenario: ScenarioId }
export type ToSimulation =
  | SimulationStart
  | { readonly type: 'request'; readonly id: number; readonly request: DemoRequest }
  | { readonly type: 'cancel'; readonly id: number };
export type FromSimulation =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly detail: string }
  | { readonly type: 'response'; readonly id: number; readonly status: number; readonly headers: Readonly<Record<string, string>>; /** null = chunks follow. */ readonly body: string | null }
  | { readonly type: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly type: 'end'; readonly id: number };
