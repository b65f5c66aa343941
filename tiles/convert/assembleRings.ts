/**
 * Joins the ways of a multipolygon relation into closed rings by their shared end nodes, as the OSM wiki describes
 * (Relation:multipolygon/Algorithm, ring assignment). Ways that close no ring are returned as `open`.
 */
interface AssembledRings { readonly rings: readonly (readonly number[])[]; readonly open: number }

/** `ways`: node ids of each way, in order. */
export function assembleRings(ways: readonly (readonly number[])[]): AssembledRings {
  const rings: number[][] = [];
  const ends = new Map<number, number[]>();
  const used = new Set<number>();
  ways.forEach((way, i) => {
    for (const end of [way[0], way.at(-1)]) {
      if (end === undefined) continue;
      const list = ends.get(end);
      if (list) list.push(i);
      else ends.set(end, [i]);
    }
  });
  let open = 0;
  ways.forEach((way, i) => {
    if (used.has(i) || way.length < 2) return;
    used.add(i);
    const ring = [...way];
    while (ring[0] !== ring.at(-1)) {
      const next = (ends.get(ring.at(-1) as number) ?? []).find((k) => !used.has(k));
      if (next === undefined) break;
      used.add(next);
      const part = ways[next] as readonly number[];
      ring.push(...(part[0] === ring.at(-1) ? part : [...part].reverse()).slice(1));
    }
    if (ring.length >= 4 && ring[0] === ring.at(-1)) rings.push(ring);
    else open += 1;
  });
  return { rings, open };
}
