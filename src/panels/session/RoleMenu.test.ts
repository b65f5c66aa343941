// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toCaseId } from '../../domain/ids';
import { useCaseView } from '../../state/stores/caseView';
import { fakeCase } from '../../state/stores/createFakeCity';
import { useLists } from '../../state/stores/lists';
import { useSession } from '../../state/stores/session';
import { mountForTest } from '../primitives/mountForTest';
import RoleMenu from './RoleMenu.vue';

let page: ReturnType<typeof mountForTest>;
const menu = (): string => (document.querySelector('.role-pop')?.textContent ?? '').replaceAll(/\s+/gu, ' ');
const open = async (): Promise<void> => { page.find<HTMLButtonElement>('.trigger').click(); await page.settle(); };
beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { useLists().close(); page.unmount(); });

describe('the role menu', () => {
  it('says plainly who is signed in, what that role may do and what it reaches', async () => {
    page = mountForTest(RoleMenu, [], { role: 'handler', prepare: (city) => { city.held.session = { may: ['case.receive', 'case.return'], scope: { type: 'unit', unitId: 'sanitation' }, unitZh: '区环卫中心' }; } });
    await page.settle();
    expect(page.text()).toContain('处置人员');
    await open();
    for (const words of ['区环卫中心 王**', '可以：接收、退回', '范围：区环卫中心', '无需密码']) expect(menu()).toContain(words);
  });
  it('changes the role and shows its first view', async () => {
    page = mountForTest(RoleMenu, []);
    await page.settle();
    await open();
    document.querySelector<HTMLButtonElement>('[data-role=acceptor]')!.click();
    await page.settle();
    expect(useSession().role).toBe('acceptor');
    expect(useLists().filter).toEqual({ type: 'cases', waits: 'acceptor' });
    expect(document.querySelector('.role-pop')).toBeNull();
  });
  it('brings in whoever the open case belongs to', async () => {
    const asked: unknown[] = [];
    page = mountForTest(RoleMenu, [], { prepare: (city) => {
      city.held.cases = [fakeCase('1', null, 'handling', null, { leadUnitId: 'sanitation' })];
      const { signIn } = city.actions;
      city.actions.signIn = (role, where) => { asked.push([role, where]); return signIn(role, where); };
    } });
    await page.settle();
    useCaseView().open(toCaseId('1'));
    await page.settle();
    await open();
    document.querySelector<HTMLButtonElement>('[data-role=handler]')!.click();
    await page.settle();
    expect(asked.at(-1)).toEqual(['handler', { unitId: 'sanitation' }]);
    expect(useCaseView().openId).toBe('1');
    useCaseView().close();
  });
  it('offers the places of a role with what waits there, the busiest first, and signs in at the chosen one', async () => {
    const asked: unknown[] = [];
    page = mountForTest(RoleMenu, [{ id: 'GC-2', kind: 'gridCell', nameZh: '第2网格' }], { role: 'handler', prepare: (city) => {
      city.held.session = { scope: { type: 'unit', unitId: 'lighting' } };
      city.held.cases = [1, 2, 3].map((k) => fakeCase(String(k), null, 'handling', null, k === 1 ? { leadUnitId: 'water', leadUnitZh: '区水务局' } : { leadUnitId: 'sanitation', leadUnitZh: '区环卫中心' }));
      const { signIn } = city.actions;
      city.actions.signIn = (role, where) => { asked.push([role, where]); return signIn(role, where); };
    } });
    await page.settle();
    await open();
    const place = document.querySelector<HTMLSelectElement>('[data-part=place]')!;
    expect([...place.options].map((option) => option.textContent)).toEqual(['lighting', '区环卫中心 · 2 件', '区水务局 · 1 件']);
    expect(place.value).toBe('lighting');
    place.value = 'water';
    place.dispatchEvent(new Event('change'));
    await page.settle();
    expect(asked.at(-1)).toEqual(['handler', { unitId: 'water' }]);
  });
  it('offers grids to a collector and subdistricts, or the whole district, to an acceptor', async () => {
    page = mountForTest(RoleMenu, [{ id: 'GC-2', kind: 'gridCell', nameZh: '第2网格' }], { role: 'collector', prepare: (city) => {
      city.held.session = { scope: { type: 'grid', gridId: 'GC-2' } };
      city.held.cases = [fakeCase('1', null, 'handling', null, { streetId: 'ST-1', streetZh: '解放碑街道', gridId: 'GC-2' })];
    } });
    await page.settle();
    await open();
    expect(menu()).toContain('责任网格');
    expect([...document.querySelectorAll('[data-part=place] option')].map((option) => option.textContent)).toEqual(['第2网格 GC-2 · 1 件']);
    page.city.held.session = {};
    document.querySelector<HTMLButtonElement>('[data-role=acceptor]')!.click();
    await page.settle();
    await open();
    expect([...document.querySelectorAll('[data-part=place] option')].map((option) => option.textContent)).toEqual(['全区', '解放碑街道']);
  });
  it('offers no other role where the back end has its own sign-on, and says so', async () => {
    page = mountForTest(RoleMenu, [], { prepare: (city) => { city.actions.signIn = () => Promise.reject(new Error('404')); } });
    await page.settle();
    await open();
    expect(document.querySelectorAll('[data-role]').length).toBe(0);
    expect(menu()).toContain('由本单位登录系统决定');
    expect(menu()).toContain('范围：全区');
  });
});
