/**
 * A record with some fields replaced. Spreading a patch over a wide record makes the engine build it field by field; copying first keeps
 * every version of a record in one shape, which is several times faster and halves what the collector has to clear.
 */
export function revised<Item extends object>(item: Item, ...patches: readonly (Readonly<Partial<Item>> | null)[]): Item {
  const next = { ...item };
  for (const patch of patches) if (patch !== null) for (const key in patch) next[key] = patch[key] as Item[typeof key];
  return next;
}
