/** What the engine's addresses are asked and answer, without any server. */
import type { RulesEngine } from '../engine';
import type { EngineCity } from '../engineCity';
import type { RuleSet } from '../ruleSet';

/** Path below `/api/`, without a leading slash, not decoded; the body as text. */
export interface EngineRequest { readonly method: string; readonly path: string; readonly query: Readonly<Record<string, string>>; readonly body: string | null }
export interface EngineResponse { readonly status: number; readonly type: 'application/json' | 'application/atom+xml' | 'application/cap+xml'; /** Serialised already. */ readonly body: string }
export interface EngineDesk {
  readonly engine: RulesEngine; readonly city: EngineCity; readonly rules: RuleSet;
  /** Now on the back end's clock, ms. The caller has advanced the engine to it and takes the events afterwards. */
  readonly now: number;
  /** True when detections and CAP alerts may be posted by this session (cameras, neighbouring systems). */
  readonly trusted: boolean;
  /** False where the readings are real: alerts then go out as actual, else as an exercise. */
  readonly demo?: boolean;
}

export const json = (data: unknown, status = 200): EngineResponse => ({ status, type: 'application/json', body: JSON.stringify(data) });
export const problem = (status: number, detail: string): EngineResponse => json({ detail }, status);
