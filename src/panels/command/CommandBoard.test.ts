// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { COMMAND_INTERVAL_MS, useCommandView } from '../../state/stores/commandView';
import { useSketch } from '../../state/stores/sketch';
import { mountForTest, type FakeCity } from '../primitives/mountForTest';
import CommandBoard from './CommandBoard.vue';

const objects = [
  { id: 'W-1', kind: 'worker', nameZh: '网格员一', lon: 106.5701, lat: 29.5601 }, { id: 'W-2', kind: 'worker', nameZh: '网格员二', lon: 106.572, lat: 29.561 },
  { id: 'W-3', kind: 'worker', nameZh: '网格员三', lon: 106.6, lat: 29.56 }, { id: 'C-1', kind: 'camera', nameZh: '摄像头一', lon: 106.5705, lat: 29.5602 },
  { id: 'T-1', kind: 'septicTank', nameZh: '化粪池一', lon: 106.5702, lat: 29.5603, rank: 3 }, { id: 'T-2', kind: 'septicTank', nameZh: '化粪池二', lon: 106.5702, lat: 29.5604 },
] as const;
const open = (prepare: (city: FakeCity) => void = () => undefined) => mountForTest(CommandBoard, objects, { prepare });
let page: ReturnType<typeof open>;
afterEach(() => page.unmount());
const count = (group: string): string => page.find(`[data-group="${group}"] strong`).textContent ?? '';

describe('the command view', () => {
  it('counts who and what stands inside the circle, nearest first, and warned objects once', async () => {
    page = open();
    useSketch().around(106.57, 29.56);
    await page.settle();
    expect(['worker', 'camera', 'warned'].map(count)).toEqual(['2', '1', '1']);
    expect([...page.host.querySelectorAll('.row[data-id]')].map((row) => row.getAttribute('data-id'))).toEqual(['W-1', 'W-2']);
  });

  it('sends one task to the chosen people and no longer offers who has left', async () => {
    page = open();
    useSketch().around(106.57, 29.56);
    await page.settle();
    const command = useCommandView();
    command.chooseNearest(2);
    expect(command.chosen.size).toBe(2);
    useSketch().around(106.57, 29.56, 100);
    await page.settle();
    expect([...command.chosen]).toEqual(['W-1']);
    await command.assign('疏导人流');
    expect(page.city.sent).toHaveLength(1);
    expect(page.city.sent[0]).toMatchObject({ type: 'task.assign', workerIds: ['W-1'], text: '疏导人流' });
    page.city.tell();
    page.timers.advance(COMMAND_INTERVAL_MS);
    expect(command.chosen.size).toBe(0);
  });

  it('says why a role may send nobody, and sends nothing', async () => {
    page = open((city) => { city.held.session = { may: [] }; });
    useSketch().around(106.57, 29.56);
    await page.settle();
    useCommandView().chooseNearest(1);
    expect(await useCommandView().assign('疏导人流')).toBe(false);
    expect(page.city.sent).toEqual([]);
    expect(page.find('.why').textContent).toBe('领导无此权限');
  });

  it('lists everybody inside, forty at a time', async () => {
    page = mountForTest(CommandBoard, Array.from({ length: 90 }, (_, k) => ({ id: `W-${k}`, kind: 'worker' as const, nameZh: `网格员${k}`, lon: 106.5701 + k * 1e-6, lat: 29.5601 })));
    useSketch().around(106.57, 29.56);
    await page.settle();
    const rows = (): number => page.host.querySelectorAll('.row[data-id]').length;
    expect(rows()).toBe(40);
    page.find('[data-part=rest]').click();
    await page.settle();
    page.find('[data-part=rest]').click();
    await page.settle();
    expect([rows(), page.host.querySelector('[data-part=rest]')]).toEqual([90, null]);
  });

  it('says that its call is a mock and lets people join one after the other', async () => {
    page = open();
    useSketch().around(106.57, 29.56);
    await page.settle();
    const command = useCommandView();
    command.chooseNearest(2);
    command.startCall();
    await page.settle();
    expect(page.text()).toContain('模拟通话');
    expect(command.call.map((person) => person.state)).toEqual(['ringing', 'ringing']);
    page.timers.advance(1000);
    expect(command.call.map((person) => person.state)).toEqual(['joined', 'ringing']);
    command.hangUp();
    page.timers.advance(5000);
    expect(command.call).toEqual([]);
  });
});
