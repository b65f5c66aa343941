/**
 * The community cockpit: entering and leaving a community (a session whose scope is its ring; the back end narrows what it sends), the tiles of
 * its file, and their counts. A count is the length of the list it opens, made by the same function.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CommunityCount, CommunityFigure, CommunityTile } from '../../../domain/community';
import type { ListFilter } from '../../city/cityList';
import type { CommunityChoice } from '../../ports/ruleBook';
import { createThrottle } from '../createThrottle';
import { LIST_INTERVAL_MS } from '../lists';
import { usePorts } from '../providePorts';
import { useRuleChoices } from '../ruleChoices';
import { placeTypeOf, useSession } from '../session';
import { useTimers, type Cancel } from '../Timers';
import { useView } from '../view';

export interface TileFigure extends CommunityFigure { readonly value: number; readonly filter: ListFilter }
export interface Tile extends Omit<CommunityTile, 'figures'> { readonly figures: readonly TileFigure[] }
/** How far the camera stands back, metres per metre of the community's longer side. */
const STAND_BACK = 1.6;
const METRES_PER_DEGREE = 111_320;

export const useCommunity = defineStore('community', () => {
  const session = useSession();
  const rules = useRuleChoices();
  const definitions = shallowRef<readonly CommunityTile[]>([]);
  /** Why the tiles cannot be shown: file, place and reason. */
  const problem = ref('');
  const tiles = shallowRef<readonly Tile[]>([]);

  const scope = computed(() => (session.scope?.type === 'community' ? session.scope : null));
  const choice = computed<CommunityChoice | null>(() => rules.communities.find((one) => one.id === scope.value?.communityId) ?? null);

  function filterOf({ zh, en, count }: { readonly zh: string; readonly en: string; readonly count: CommunityCount }, ring: readonly number[]): ListFilter {
    const { of, ...fields } = count;
    if (count.of === 'objects') { const { kinds, connected, warned } = count; return { type: 'inside', kinds, ring, zh, en, ...(connected && { connected }), ...(warned && { warned }) }; }
    return { type: of, ...fields } as ListFilter;
  }
  function look(): void {
    const { store } = usePorts();
    const ring = scope.value?.ring;
    tiles.value = ring === undefined ? [] : definitions.value.map((tile) => ({
      ...tile, figures: tile.figures.map((figure) => { const filter = filterOf(figure, ring); return { ...figure, filter, value: store.list(filter).items.length }; }),
    }));
  }
  async function load(): Promise<void> {
    const { communityTiles } = usePorts();
    await rules.load();
    try {
      if (!communityTiles) throw new Error('no back end belongs to this city');
      definitions.value = await communityTiles();
      problem.value = '';
    } catch (error) { definitions.value = []; problem.value = (error as Error).message; }
    look();
  }
  /** Follows the feed while the board is open. */
  function open(): Cancel {
    const { store } = usePorts();
    const throttle = createThrottle(useTimers(), LIST_INTERVAL_MS, look);
    const unsubscribe = store.subscribe(() => { throttle.request(); });
    void load();
    return () => { unsubscribe(); throttle.cancel(); };
  }
  function showAll({ ring }: { readonly ring: readonly number[] }): void {
    const lons = ring.filter((_, k) => k % 2 === 0), lats = ring.filter((_, k) => k % 2 === 1);
    const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
    const lat = (south + north) / 2;
    const metres = METRES_PER_DEGREE * Math.max(north - south, (east - west) * Math.cos((lat * Math.PI) / 180));
    useView().goTo({ lon: (west + east) / 2, lat, range: metres * STAND_BACK, heading: 0, pitch: -50 });
  }
  /** Null leaves it: the whole district again. False when the back end refused. */
  async function enter(community: CommunityChoice | null): Promise<boolean> {
    const role = placeTypeOf(session.role) === 'street' ? session.role : 'leader';
    if (!await session.signIn(role, community === null ? {} : { communityId: community.id })) return false;
    if (community) showAll(community);
    look();
    return true;
  }
  return { scope, choice, tiles, problem, open, load, look, enter, showAll };
});
