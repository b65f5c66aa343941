/** What the pages and the simulation worker say to each other. One message per chunk, so that it works where streams cannot be transferred. */
import type { DemoRequest } from './backend/answers';
import type { ScenarioWish } from './backend/backEnd';

export interface SimulationStart {
  readonly type: 'start';
  readonly packUrl: string;
  /** Folder of the rule files, ends with '/'. */
  readonly rulesUrl: string;
  readonly seed: number;
  /** `id` or `id.branch`; null = whatever runs already, else the calm city. */
  readonly scenario: string | null;
  readonly speed: number | null;
  /** An instant of the scenario's run that the window wants to look back to, ms; null = none. */
  readonly instant: number | null;
}
export type ToSimulation =
  | SimulationStart
  | { readonly type: 'request'; readonly id: number; readonly request: DemoRequest }
  | { readonly type: 'cancel'; readonly id: number }
  /** The window goes; what it reads ends, the city lives on. */
  | { readonly type: 'leave' };
export type FromSimulation =
  /** `understood` is false when the scenario of the start is unknown. */
  | { readonly type: 'ready'; readonly scenario: ScenarioWish; readonly understood: boolean }
  | { readonly type: 'failed'; readonly detail: string }
  | { readonly type: 'response'; readonly id: number; readonly status: number; readonly headers: Readonly<Record<string, string>>; /** null = chunks follow. */ readonly body: string | Uint8Array<ArrayBuffer> | null }
  | { readonly type: 'chunk'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'end'; readonly id: number };
