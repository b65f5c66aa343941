/**
 * What people did, kept so that it stands again after a reload: accepted commands, detections and alerts with the session they came
 * from, and the pictures that belong to them. A face that can store gives a journal; without one everything ends with the process.
 */
import type { Session } from '../../src/domain/role';
import type { Picture } from './mediaStore';

export interface JournalEntry {
  readonly at: number;
  readonly session: Session;
  readonly path: 'commands' | 'detections' | 'cap';
  readonly body: string;
}
export interface Journal {
  /** What was kept from earlier, in order of time. */
  readonly entries: readonly JournalEntry[];
  readonly pictures: readonly Picture[];
  add(entry: JournalEntry, pictures: readonly Picture[]): void;
  forget(): void;
}
/** How long an act is kept. */
export const JOURNAL_MS = 24 * 3_600_000;

export function createMemoryJournal(): Journal {
  let entries: JournalEntry[] = [];
  let pictures: Picture[] = [];
  return {
    get entries() { return entries; },
    get pictures() { return pictures; },
    add(entry, more) {
      entries = [...entries.filter((item) => item.at > entry.at - JOURNAL_MS), entry];
      pictures = [...pictures.filter((item) => item.at > entry.at - JOURNAL_MS), ...more];
    },
    forget() {
      entries = [];
      pictures = [];
    },
  };
}
