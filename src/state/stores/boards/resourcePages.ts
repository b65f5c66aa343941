/**
 * A window into a catalogue of any length: pages are fetched as rows come into sight and only the newest few are kept, so that
 * 337,000 rows cost as much memory as a screenful. A new filter empties the window; late answers to an old one are dropped.
 */
import { shallowRef, type ShallowRef } from 'vue';
import { isNotRecorded } from '../../ports/actions';
import type { ResourcePage, ResourceQuery, SensingResource } from '../../../domain/catalogues';

export const PAGE_ROWS = 100;
/** Pages kept; the least recently seen goes first. */
export const PAGES_KEPT = 12;
/** Questions on their way at the same time. */
const MOST_ASKING = 3;

export type ResourceFilter = Omit<ResourceQuery, 'offset' | 'limit'>;
export interface PageWindow { readonly count: number | null; readonly online: number | null; readonly failed: boolean; /** A recorded file is shown, and it does not hold the catalogue. */ readonly notRecorded?: boolean; /** Grows with every answer. */ readonly revision: number }

export interface ResourcePages {
  readonly state: ShallowRef<PageWindow>;
  /** Null while the row is on its way. */
  row(index: number): SensingResource | null;
  /** Tells which rows are in sight. */
  look(first: number, last: number): void;
  setFilter(filter: ResourceFilter): void;
  /** Asks again for what is in sight. */
  again(): void;
  readonly pagesHeld: () => number;
}

export function createResourcePages(ask: (query: ResourceQuery) => Promise<ResourcePage>): ResourcePages {
  const state = shallowRef<PageWindow>({ count: null, online: null, failed: false, revision: 0 });
  const pages = new Map<number, readonly SensingResource[]>();
  const asking = new Set<number>();
  let filter: ResourceFilter = {};
  let epoch = 0;
  let wanted: readonly [number, number] = [0, 0];

  function keep(page: number, rows: readonly SensingResource[]): void {
    pages.delete(page);
    pages.set(page, rows);
    for (const old of pages.keys()) {
      if (pages.size <= PAGES_KEPT) break;
      pages.delete(old);
    }
  }
  async function fetchPage(page: number): Promise<void> {
    const own = epoch;
    asking.add(page);
    try {
      const answer = await ask({ ...filter, offset: page * PAGE_ROWS, limit: PAGE_ROWS });
      if (own !== epoch) return;
      asking.delete(page);
      keep(page, answer.rows);
      state.value = { count: answer.count, online: answer.online, failed: false, revision: state.value.revision + 1 };
      askWanted();
    } catch (error) {
      if (own !== epoch) return;
      asking.delete(page);
      state.value = { ...state.value, failed: true, notRecorded: isNotRecorded(error) };
    }
  }
  function askWanted(): void {
    const [first, last] = wanted;
    for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(last / PAGE_ROWS); page++) {
      const held = pages.get(page);
      if (held) { keep(page, held); continue; }
      if (asking.size >= MOST_ASKING || asking.has(page)) continue;
      void fetchPage(page);
    }
  }
  return {
    state,
    row: (index) => pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS] ?? null,
    look(first, last) {
      wanted = [Math.max(0, first), Math.max(0, Math.min(last, (state.value.count ?? PAGE_ROWS) - 1))];
      if (!state.value.failed) askWanted();
    },
    setFilter(next) {
      filter = next;
      epoch += 1;
      pages.clear();
      asking.clear();
      wanted = [0, 0];
      state.value = { count: null, online: null, failed: false, revision: state.value.revision + 1 };
      askWanted();
    },
    again() { state.value = { ...state.value, failed: false }; askWanted(); },
    pagesHeld: () => pages.size,
  };
}
