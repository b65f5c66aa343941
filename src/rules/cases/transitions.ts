/**
 * The state machine of a case as a table (domain reference, section 1): what may happen in which state, where it leads and whether a
 * reason is required. Nothing else moves a case. Who may do it stands in `roles.json` alone; `queue`, `deliver`, `requeue`, `handOver`,
 * `settle` and `rework` follow by themselves.
 */
import type { Appeal, CaseStatus } from '../../domain/case';

export interface Transition { readonly from: readonly CaseStatus[]; readonly to: CaseStatus; readonly reason: boolean }

const BEFORE_DISPATCH: readonly CaseStatus[] = ['reported', 'pending_verify', 'pending_register', 'accepted', 'returned', 'pending_dispatch'];
const FROM_ACCEPTED: readonly CaseStatus[] = [
  'accepted', 'pending_dispatch', 'dispatched', 'returned', 'pending_handle', 'handling', 'suspended', 'handle_finish', 'pending_check', 'checking', 'check_pass', 'check_not_pass', 'pending_close',
];
const row = (from: readonly CaseStatus[], to: CaseStatus, reason = false): Transition => ({ from, to, reason });

export const TRANSITIONS = {
  submit: row(['reported'], 'pending_verify'),
  confirm: row(['pending_verify'], 'pending_register'),
  refute: row(['pending_verify'], 'not_accepted', true),
  dealOnSpot: row(['pending_verify', 'pending_register'], 'closed'),
  file: row(['pending_register'], 'accepted'),
  reject: row(['pending_register'], 'not_accepted', true),
  queue: row(['accepted'], 'pending_dispatch'),
  dispatch: row(['pending_dispatch'], 'dispatched'),
  deliver: row(['dispatched'], 'pending_handle'),
  return: row(['dispatched', 'pending_handle'], 'returned', true),
  requeue: row(['returned'], 'pending_dispatch'),
  receive: row(['pending_handle'], 'handling'),
  suspend: row(['handling'], 'suspended', true),
  resume: row(['suspended'], 'handling'),
  finish: row(['handling'], 'handle_finish'),
  handOver: row(['handle_finish'], 'pending_check'),
  startCheck: row(['pending_check'], 'checking'),
  pass: row(['checking'], 'check_pass'),
  settle: row(['check_pass'], 'pending_close'),
  fail: row(['checking'], 'check_not_pass', true),
  rework: row(['check_not_pass'], 'pending_handle'),
  close: row(['pending_close'], 'closed'),
  forceClose: row(FROM_ACCEPTED, 'forced_close', true),
  cancel: row(BEFORE_DISPATCH, 'cancelled', true),
  merge: row(BEFORE_DISPATCH, 'cancelled'),
} as const satisfies Record<string, Transition>;
export type CaseAction = keyof typeof TRANSITIONS;

export const mayHappen = (action: CaseAction, status: CaseStatus): boolean => (TRANSITIONS[action].from as readonly CaseStatus[]).includes(status);

/** What follows a state by itself, whoever brought it there. */
export const FOLLOWS: Readonly<Partial<Record<CaseStatus, CaseAction>>> = {
  reported: 'submit', accepted: 'queue', dispatched: 'deliver', returned: 'requeue', handle_finish: 'handOver', check_pass: 'settle', check_not_pass: 'rework',
};
/** What follows only where the class of the case is automatic. */
export const FOLLOWS_AUTOMATIC: Readonly<Partial<Record<CaseStatus, CaseAction>>> = { pending_verify: 'confirm', pending_register: 'file', pending_dispatch: 'dispatch' };
/** The step whose own limit runs while a case waits in a state. */
export const STEP_LIMITS: Readonly<Partial<Record<CaseStatus, 'verify' | 'file' | 'dispatch' | 'receive'>>> = { pending_verify: 'verify', pending_register: 'file', pending_dispatch: 'dispatch', pending_handle: 'receive' };
/** How long an automatic hop takes, ms: from report to dispatched 200 ms. */
export const HOP_MS: Readonly<Partial<Record<CaseAction, number>>> = { submit: 20, confirm: 60, file: 60, queue: 20, dispatch: 40, deliver: 20 };

/** An appeal beside the state machine: it moves no case. From which state of the appeal (null = none yet) to which; each asks for a reason. */
export const APPEAL_MOVES = {
  appeal: { from: null, to: 'filed' }, acceptAppeal: { from: 'filed', to: 'accepted' }, rejectAppeal: { from: 'filed', to: 'rejected' },
} as const satisfies Record<string, { readonly from: Appeal['state'] | null; readonly to: Appeal['state'] }>;
export type AppealAction = keyof typeof APPEAL_MOVES;
