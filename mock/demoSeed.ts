/** Start number of the demo city and of its events: the same city and the same day every time. */
export const DEMO_SEED = 500103;
