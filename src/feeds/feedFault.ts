/** Why a connection ended. `refused`: the other side said no, so it is not asked again soon; `retryAfterMs`: its own hint. */
export class FeedFault extends Error {
  constructor(readonly reason: string, readonly refused = false, readonly retryAfterMs: number | null = null) { super(reason); }
}
