/** The hops of a case below its lead unit, as they pass from one to the next. */
import type { CaseHop } from '../../domain/case';
import type { Actor } from '../../domain/role';

const MINUTE = 60_000;
/** Sends it to the first that has not been sent anything; its limit begins. */
export function sendNext(hops: readonly CaseHop[], at: number): readonly CaseHop[] {
  const next = hops.find((hop) => hop.sentAt === null);
  return hops.map((hop) => (hop === next ? { ...hop, sentAt: at, dueAt: at + hop.minutes * MINUTE } : hop));
}
export const acceptHop = (hops: readonly CaseHop[], hop: CaseHop, by: Actor, at: number): readonly CaseHop[] =>
  sendNext(hops.map((one) => (one === hop ? { ...one, acceptedAt: at, acceptedBy: by } : one)), at);
