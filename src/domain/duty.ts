/** Whose turn it is: the open cases that wait for a role. Lists, counts and the first view of a role use the same test. */
import type { Case, CaseStatus } from './case';

export const DUTY_ROLES = ['collector', 'acceptor', 'dispatcher', 'handler', 'checker', 'shiftLeader'] as const;
export type DutyRole = (typeof DUTY_ROLES)[number];
export const isDutyRole = (role: string): role is DutyRole => (DUTY_ROLES as readonly string[]).includes(role);

const WAITING: Readonly<Record<DutyRole, readonly CaseStatus[] | 'any'>> = {
  // A collector answers for everything that is open in the own grid: verification before filing, check after handling.
  collector: 'any',
  acceptor: ['reported', 'pending_verify', 'pending_register'],
  dispatcher: ['accepted', 'pending_dispatch', 'returned'],
  handler: ['dispatched', 'pending_handle', 'handling', 'suspended', 'check_not_pass'],
  checker: ['handle_finish', 'pending_check', 'checking'],
  shiftLeader: ['check_pass', 'pending_close'],
};

export function waitsFor(item: Case, role: DutyRole): boolean {
  const waiting = WAITING[role];
  // The shift leader also answers for what its deadline has escalated, and decides what a handler asks for.
  return item.open && (waiting === 'any' || waiting.includes(item.status) || (role === 'shiftLeader' && (item.escalation >= 2 || item.pendingRequest !== null)));
}
