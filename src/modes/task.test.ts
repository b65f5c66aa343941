// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Case } from '../domain/case';
import type { CaseDetail } from '../domain/caseDetail';
import { toCaseId, toObjectId } from '../domain/ids';
import type { Task } from '../domain/task';
import { mountMobile } from '../panels/mobile/mountMobile';
import { FAKE_NOW, fakeCase } from '../state/stores/createFakeCity';
import { TASKS_MS, useFieldWork } from '../state/stores/mobile/fieldWork';
import TaskPage from './task.vue';

vi.mock('./useScreen', () => ({ useScreen: () => undefined }));
const task = (id: string, more: Partial<Task> = {}): Task => ({
  id, caseId: toCaseId('c1'), objectId: null, workerId: toObjectId('W-1'), workerMasked: '李*', titleZh: `任务 ${id}`, titleEn: `Task ${id}`, lon: 106.58, lat: 29.5645, status: 'assigned', assignedAt: FAKE_NOW - 60_000, acceptedAt: null, arrivedAt: null,
  finishedAt: null, dueAt: FAKE_NOW + 3_600_000, route: [106.571, 29.56, 106.579, 29.56, 106.58, 29.5645], routeMetres: 1280, straight: false, ...more,
});
const detail = (more: Partial<Case> = {}): CaseDetail => ({ case: fakeCase('c1', null, 'handling', null, { status: 'pending_handle', ...more }), descriptionZh: '路灯不亮', descriptionEn: 'Lamp out', closingZh: '', closingEn: '', appeals: [], flow: [], media: [], people: [], chain: [], tasks: [], preplans: [], merged: [], next: [] });
let page: ReturnType<typeof mountMobile>;
async function open(tasks: readonly Task[], memory: Record<string, string> = { worker: 'W-1' }): Promise<void> {
  page = mountMobile(TaskPage, { memory });
  page.held.tasks = [...tasks];
  page.held.details.set('c1', detail());
  await useFieldWork().begin();
  await page.settle();
}
const press = async (part: string): Promise<void> => { page.find<HTMLButtonElement>(`[data-part=${part}]`).click(); await page.settle(); };
/** The back end carries it out. */
const becomes = async (more: Partial<Task>): Promise<void> => { page.held.tasks = [task('t1', more)]; page.timers.advance(TASKS_MS); await page.settle(); };
beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { page.unmount(); });

describe('a worker\'s tasks', () => {
  it('ask who I am, and remember it', async () => {
    await open([task('t1'), task('t2', { workerId: toObjectId('W-2'), workerMasked: '周*', status: 'finished' })], {});
    expect([...page.host.querySelectorAll('[data-worker]')].map((row) => row.textContent)).toEqual(['李* W-1待办 1', '周* W-2待办 0']);
    page.find<HTMLButtonElement>('[data-worker=W-1]').click();
    await page.settle();
    expect(page.memory.get('worker')).toBe('W-1');
    expect(page.signedIn.at(-1)).toBe('handler');
    expect([...page.host.querySelectorAll('[data-task]')].length).toBe(1);
  });
  it('go from accepted over arrived to finished, each step confirmed by the back end', async () => {
    await open([task('t1')]);
    page.find<HTMLButtonElement>('[data-task=t1]').click();
    await page.settle();
    for (const words of ['任务 t1', '路灯不亮', '解放碑街道', '路程 1.3 km', '经 民权路 → 民生路']) expect(page.text()).toContain(words);
    expect(page.host.querySelector('.route')?.getAttribute('d')).toMatch(/^M.*L.*L/u);
    await press('accept');
    expect(page.host.querySelector('[data-part=arrive]')).toBeNull();
    await becomes({ status: 'accepted', acceptedAt: FAKE_NOW });
    await press('arrive');
    await becomes({ status: 'onSite', arrivedAt: FAKE_NOW });
    page.choose('textarea', '已更换灯泡');
    await press('finish');
    await becomes({ status: 'finished', finishedAt: FAKE_NOW });
    expect(page.sent).toEqual([{ type: 'task.accept', taskId: 't1' }, { type: 'task.arrive', taskId: 't1' }, { type: 'task.finish', taskId: 't1', photos: [], text: '已更换灯泡' }]);
    expect(page.text()).toContain('任务已完成');
  });
  it('can be given back with a reason, but not once the case was received', async () => {
    await open([task('t1')]);
    page.find<HTMLButtonElement>('[data-task=t1]').click();
    await page.settle();
    expect(page.find<HTMLButtonElement>('[data-part=return]').disabled).toBe(true);
    page.choose('.return textarea', '不属于本单位');
    await page.settle();
    await press('return');
    expect(page.sent).toEqual([{ type: 'case.return', caseId: 'c1', reason: '不属于本单位' }]);
    page.held.details.set('c1', detail({ status: 'handling' }));
    page.find<HTMLButtonElement>('[data-task=t1]').click();
    await page.settle();
    expect(page.host.querySelector('[data-part=return]')).toBeNull();
  });
  it('say why a step was refused, and keep the task as it is', async () => {
    await open([task('t1')]);
    page.find<HTMLButtonElement>('[data-task=t1]').click();
    await page.settle();
    page.held.outcome = { ok: false, refusal: 'scope', detail: '' };
    await press('accept');
    expect(page.text()).toContain('未完成：不在管辖范围内');
    expect(page.host.querySelector('[data-part=accept]')).not.toBeNull();
  });
  it('show what was read last when the back end is away', async () => {
    await open([task('t1')]);
    page.held.down = true;
    page.timers.advance(TASKS_MS);
    await page.settle();
    expect(page.text()).toContain('暂时连不上后端');
    expect(page.text()).toContain('任务 t1');
  });
  it('refuse a worker that nobody knows', async () => {
    await open([], {});
    const field = page.find<HTMLInputElement>('.by-id input');
    field.value = 'nobody';
    field.dispatchEvent(new Event('input'));
    page.find<HTMLFormElement>('.by-id').dispatchEvent(new Event('submit', { cancelable: true }));
    await page.settle();
    expect(page.text()).toContain('没有这个人员编号');
    expect(page.memory.has('worker')).toBe(false);
  });
});
