/** The tiles of the community cockpit from their file beside the page, checked. An error names the file, the place in it and the reason. */
import * as v from 'valibot';
import { CASE_SOURCES, CASE_STAGES } from '../domain/case';
import { COMMUNITY_TILES, type CommunityTile } from '../domain/community';
import { KINDS } from '../domain/kind';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(60));
const yes = v.exactOptional(v.literal(true));
const count = v.variant('of', [
  v.strictObject({ of: v.literal('objects'), kinds: v.pipe(v.array(v.picklist(KINDS)), v.minLength(1)), connected: v.exactOptional(v.picklist(['online', 'offline'])), warned: yes }),
  v.strictObject({ of: v.literal('warnings'), level: v.exactOptional(v.picklist(['I', 'II', 'III', 'IV'])), cause: v.exactOptional(text), unacknowledged: yes }),
  v.strictObject({ of: v.literal('cases'), stage: v.exactOptional(v.picklist(CASE_STAGES)), source: v.exactOptional(v.picklist(CASE_SOURCES)), overdue: yes, reportedToday: yes, closedToday: yes }),
]);
const tile = v.strictObject({ id: v.pipe(v.string(), v.regex(/^[a-z][\w-]{0,39}$/i, 'must be letters, digits or hyphens')), zh: text, en: text, figures: v.pipe(v.array(v.strictObject({ zh: text, en: text, count })), v.minLength(1), v.maxLength(4)) });
const file = v.object({
  tiles: v.pipe(
    v.array(tile), v.check((tiles) => tiles.length === COMMUNITY_TILES, ({ input }) => `${COMMUNITY_TILES} tiles are needed, ${input.length} are given`),
    v.check((tiles) => new Set(tiles.map(({ id }) => id)).size === tiles.length, 'two tiles have the same id'),
  ),
});

export async function readCommunityTiles(address: string, name: string, ask: typeof fetch = (...request) => fetch(...request)): Promise<readonly CommunityTile[]> {
  const response = await ask(address);
  if (!response.ok) throw new Error(`${name}: ${response.status === 404 ? 'the file is missing' : `HTTP ${response.status}`}`);
  let data: unknown;
  try { data = await response.json(); } catch (error) { throw new Error(`${name}: ${(error as Error).message}`, { cause: error }); }
  const result = v.safeParse(file, data);
  if (result.success) return result.output.tiles;
  const [issue] = result.issues;
  const place = (issue.path ?? []).map((step) => String(step.key)).join('.');
  throw new Error(`${name}${place === '' ? '' : `, ${place}`}: ${issue.message}`);
}
