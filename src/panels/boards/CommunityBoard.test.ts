// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import tilesFile from '../../../public/community/yuzhong.json';
import type { CommunityTile } from '../../domain/community';
import type { Scope } from '../../domain/role';
import { FAKE_NOW, fakeCase, fakeWarning, type FakeObject } from '../../state/stores/createFakeCity';
import { useLists } from '../../state/stores/lists';
import { useSelection } from '../../state/stores/selection';
import { useSession } from '../../state/stores/session';
import { useView } from '../../state/stores/view';
import { mountForTest } from '../primitives/mountForTest';
import CommunityBoard from './CommunityBoard.vue';

const ring = [106.5, 29.5, 106.51, 29.5, 106.51, 29.51, 106.5, 29.51];
const community = { id: 'CM-a', zh: '甲社区', en: 'Community A', ring, keyCameraIds: ['CAM-1', 'CAM-2', 'CAM-9'] };
const objects: FakeObject[] = [
  { id: 'CAM-1', kind: 'camera', nameZh: '监控一', lon: 106.505, lat: 29.505 }, { id: 'CAM-2', kind: 'camera', nameZh: '监控二', status: 'offline', lon: 106.506, lat: 29.505 }, { id: 'CAM-9', kind: 'camera', lon: 106.6, lat: 29.505 },
  { id: 'SC-1', kind: 'septicTank', rank: 3, lon: 106.505, lat: 29.506 }, { id: 'SC-9', kind: 'septicTank', rank: 3, lon: 106.6, lat: 29.506 }, { id: 'TR-1', kind: 'tree', lon: 106.501, lat: 29.501 },
];
let page: ReturnType<typeof mountForTest>;
let asked: (readonly string[])[] = [];
let signedIn: unknown[] = [];
function mount(options: { tiles?: () => Promise<readonly CommunityTile[]>; language?: 'en' } = {}): void {
  page = mountForTest(CommunityBoard, objects, { ...(options.language && { language: options.language }), prepare(city) {
    // what the back end sends to this session
    city.held.cases = [fakeCase('1', 'CAM-1', 'handling', FAKE_NOW - 1, { status: 'handling', source: 'video' }), fakeCase('2', null, 'check', null, { status: 'checking' })];
    city.held.warnings = [fakeWarning('w1', 'SC-1', 'I')];
    const scope: Scope = { type: 'community', communityId: 'CM-a', zh: '甲社区', en: 'Community A', ring };
    const { signIn } = city.actions;
    city.actions.signIn = (role, where) => { signedIn.push([role, where]); city.held.session = where?.communityId ? { scope } : {}; return signIn(role, where); };
    Object.assign(city, {
      communityTiles: options.tiles ?? (() => Promise.resolve(tilesFile.tiles as readonly CommunityTile[])),
      ruleBook: { filing: () => Promise.resolve([]), units: () => Promise.resolve([]), communities: () => Promise.resolve([community]), preplans: () => Promise.resolve([]), counters: () => Promise.resolve([]), acknowledgeMinutes: () => Promise.resolve(null), flood: () => Promise.resolve(null) },
      boards: { cameras: (ids: readonly string[]) => { asked.push(ids); return Promise.resolve([{ id: 'CAM-1', online: true, at: FAKE_NOW, url: 'http://city/api/media/demo-camera-CAM_1-x' }, { id: 'CAM-2', online: false, at: FAKE_NOW, url: null }]); }, preplans: () => Promise.resolve([]) },
    });
  } });
}
const enter = async (): Promise<void> => { await page.settle(); page.find('[data-enter="CM-a"]').click(); await page.settle(); };
beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { useLists().close(); page.unmount(); asked = []; signedIn = []; });

describe('the community cockpit', () => {
  it('is entered by signing in to the community, flies there, and is left for the whole district', async () => {
    mount();
    await enter();
    expect(signedIn.at(-1)).toEqual(['leader', { communityId: 'CM-a' }]);
    expect(useView().target).toMatchObject({ lon: expect.closeTo(106.505, 6) as number, lat: expect.closeTo(29.505, 6) as number });
    expect(page.host.querySelectorAll('[data-tile]')).toHaveLength(9);
    for (const words of ['甲社区', '社区概况', '愉快管理', '预见邻里', '平安韧性', '山水宜居']) expect(page.text()).toContain(words);
    page.find('[data-part=leave]').click();
    await page.settle();
    expect(useSession().scope).toEqual({ type: 'district' });
    expect(page.host.querySelector('[data-tile]')).toBeNull();
  });
  it('counts only what lies inside, and every number opens a list of that length', async () => {
    mount();
    await enter();
    expect(page.find('[data-tile=resilience] .first .count').dataset['count']).toBe('1');
    expect(page.find('[data-tile=video] .first .count').dataset['count']).toBe('1');
    const buttons = [...page.host.querySelectorAll<HTMLButtonElement>('[data-tile] button.count')];
    expect(buttons).toHaveLength(tilesFile.tiles.reduce((sum, tile) => sum + tile.figures.length, 0));
    for (const button of buttons) {
      button.click();
      await page.settle();
      expect(useLists().count, button.getAttribute('aria-label') ?? '').toBe(Number(button.dataset['count']));
    }
    page.find<HTMLButtonElement>('[data-tile=resilience] .first button').click();
    await page.settle();
    expect(useLists().rows.map((row) => row.key)).toEqual(['o3']);
  });
  it('opens all key cameras by one key: an unreachable one without a picture, one outside not at all', async () => {
    mount();
    await enter();
    page.press(document.body, 'k');
    await page.settle();
    expect(asked).toEqual([['CAM-1', 'CAM-2', 'CAM-9']]);
    expect([...page.host.querySelectorAll<HTMLElement>('[data-camera]')].map((camera) => [camera.dataset['camera'], camera.querySelector('img') !== null])).toEqual([['CAM-1', true], ['CAM-2', false]]);
    expect(page.find('img').getAttribute('alt')).toContain('监控一');
    expect(page.text()).toContain('另有 1 路不在可见范围。');
    page.find('[data-camera="CAM-1"]').click();
    expect(useSelection().openId).toBe('CAM-1');
    page.press(document.body, 'k');
    await page.settle();
    expect(page.host.querySelector('[data-camera]')).toBeNull();
  });
  it('says in English where a broken tile file is wrong, and shows no tile', async () => {
    mount({ language: 'en', tiles: () => Promise.reject(new Error('community/yuzhong.json, tiles: 9 tiles are needed, 8 are given')) });
    await enter();
    expect(page.find('[role=alert]').textContent).toContain('The tiles cannot be shown: community/yuzhong.json, tiles: 9 tiles are needed, 8 are given');
    expect(page.host.querySelector('[data-tile]')).toBeNull();
  });
});
