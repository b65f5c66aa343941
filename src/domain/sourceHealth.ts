/** What an operator may know of one source of the feed. Times in ms since epoch, spans in ms. */
import type { FeedPhase } from './feedEvent';

export interface SourceHealth {
  readonly id: string; readonly adapter: string; readonly address: string;
  readonly phase: FeedPhase; readonly since: number; readonly reason: string | null;
  /** Items (readings, positions, records) of the last ten seconds, per second. */
  readonly perSecond: number;
  /** Median age of what arrived in the last delta that brought readings; null before. */
  readonly lagMs: number | null;
  readonly lastAt: number | null;
  /** Since the page was opened, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Datastreams it announced, those that were ever observed, and those whose value is young enough now. */
  readonly streams: number; readonly observed: number; readonly fresh: number;
  readonly snapshots: number;
}

/** What to do, as a key of the messages; the first that fits. */
export const ADVICE = ['waiting', 'signIn', 'quarantined', 'unreachable', 'failing', 'busy', 'mismatch', 'silent', 'restarting', 'lost', 'clock', 'mapping', 'unknownNames', 'quiet', 'fine'] as const;
export type Advice = (typeof ADVICE)[number];

/** What a reason for not being live asks of the operator; any other reason is a matter of reaching it. */
const BY_REASON: Readonly<Record<string, Advice>> = {
  noHeartbeat: 'silent', gap: 'restarting', epochChanged: 'restarting', http5xx: 'failing', busy: 'busy',
  badHello: 'mismatch', noStream: 'mismatch', badSnapshot: 'mismatch', badMessage: 'mismatch', notJson: 'mismatch', tooLarge: 'mismatch',
};
/** Share of announced streams below which a live source is thin. */
const THIN = 0.5;
export function adviceOf({ phase, reason, refused, streams, observed, fresh }: SourceHealth): Advice {
  if (reason === 'quarantined') return 'quarantined';
  if (phase === 'refused') return 'signIn';
  if (phase === 'connecting' && reason === null) return 'waiting';
  if (phase !== 'live') return BY_REASON[reason ?? ''] ?? 'unreachable';
  if ((refused['lostOnTheWay'] ?? 0) > 0 && observed < streams) return 'lost';
  if ((refused['futureTime'] ?? 0) > 0) return 'clock';
  if ((refused['badMapping'] ?? 0) + (refused['badTime'] ?? 0) + (refused['notJson'] ?? 0) > 0) return 'mapping';
  if ((refused['unknownIndex'] ?? 0) > 0) return 'unknownNames';
  return streams > 0 && fresh < streams * THIN ? 'quiet' : 'fine';
}
