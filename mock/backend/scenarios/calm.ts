/** Nothing but the troubles of a normal day. */
import { speaks, type Scenario } from './scenario';

export const calm: Scenario = { id: 'calm', lifts: () => new Map(), silent: speaks, offline: speaks };
