/** Hands out ids that are unique in the pack: the source's own where it can be kept, else with a counter behind it. */
import type { BuildLog } from './BuildLog';

export class UniqueIds {
  readonly #taken = new Set<string>();
  readonly #seenBuildings = new Set<string>();
  readonly #copies = new Map<string, number>();
  readonly #log: BuildLog;

  constructor(log: BuildLog) {
    this.#log = log;
  }

  /** Buildings are addressed by index; their source ids are only counted when they repeat. */
  note(id: string | null): void {
    if (id === null) return;
    if (this.#seenBuildings.has(id)) this.#log.repair('repeated building id kept');
    else this.#seenBuildings.add(id);
  }

  /** Bare numbers and building-like ids get the kind in front; a repeated id gets `~2`, `~3` … */
  take(id: string | null, kind: string): string | null {
    if (id === null || id === '') return null;
    const wanted = /^-?\d+$|^b\d+$/.test(id) ? `${kind}-${id}` : id;
    if (!this.#taken.has(wanted)) {
      this.#taken.add(wanted);
      return wanted;
    }
    let copy = this.#copies.get(wanted) ?? 1;
    let free = '';
    do free = `${wanted}~${++copy}`; while (this.#taken.has(free));
    this.#copies.set(wanted, copy);
    this.#taken.add(free);
    this.#log.repair('repeated id numbered');
    return free;
  }

  /** An id for a feature that has none. */
  make(kind: string): string {
    let number = this.#copies.get(kind) ?? 0;
    let free = '';
    do free = `${kind}-${++number}`; while (this.#taken.has(free));
    this.#copies.set(kind, number);
    this.#taken.add(free);
    return free;
  }
}
