/** The one short tone of this screen. A browser that may not sound yet, or has nothing to sound with, stays silent. */
export interface Chime { ring(): void }
