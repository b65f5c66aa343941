/** `id` or `id.branch`, as links and command lines say it. */
import type { ScenarioWish } from './backEnd';
import { findScenario } from '../scenarios';

/** Null = there is no such scenario or branch. */
export function readScenarioWish(text: string, speed: number): ScenarioWish | null {
  const [id = '', branch, ...more] = text.split('.');
  if (more.length > 0) return null;
  if (id === 'calm') return branch === undefined ? { id, branch: null, speed: 1 } : null;
  const info = findScenario(id);
  if (!info || (branch !== undefined && !info.branches.some((item) => item.id === branch))) return null;
  return { id: info.id, branch: branch ?? info.branches[0]?.id ?? null, speed };
}
export const isSameRun = (a: ScenarioWish, b: ScenarioWish): boolean => a.id === b.id && (a.branch ?? '') === (b.branch ?? '');
