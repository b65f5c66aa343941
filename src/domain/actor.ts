/** Who acts. Who may sign in: `system` is the actor of automatic hops and never does; `visitor` is what nobody-in-particular is. */
export const ROLES = ['collector', 'acceptor', 'dispatcher', 'handler', 'checker', 'shiftLeader', 'leader', 'planner', 'citizen', 'visitor', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** Whoever did something, as a timeline shows them. */
export interface Actor { readonly role: Role; readonly nameMasked: string; readonly unitZh: string; readonly unitEn: string }
export const SYSTEM_ACTOR: Actor = { role: 'system', nameMasked: '', unitZh: '系统', unitEn: 'System' };
