// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { Wish } from '../../domain/command';
import type { ActionPorts } from '../../state/ports/actions';
import { COMMAND_INTERVAL_MS, useCommandView } from '../../state/stores/commandView';
import { providePorts } from '../../state/stores/providePorts';
import { useSketch } from '../../state/stores/sketch';
import { mountForTest } from '../primitives/mountForTest';
import CommandBoard from './CommandBoard.vue';

const objects = [
  { id: 'W-1', kind: 'worker', nameZh: '网格员一', lon: 106.5701, lat: 29.5601 }, { id: 'W-2', kind: 'worker', nameZh: '网格员二', lon: 106.572, lat: 29.561 },
  { id: 'W-3', kind: 'worker', nameZh: '网格员三', lon: 106.6, lat: 29.56 }, { id: 'C-1', kind: 'camera', nameZh: '摄像头一', lon: 106.5705, lat: 29.5602 },
  { id: 'T-1', kind: 'septicTank', nameZh: '化粪池一', lon: 106.5702, lat: 29.5603, rank: 3 }, { id: 'T-2', kind: 'septicTank', nameZh: '化粪池二', lon: 106.5702, lat: 29.5604 },
] as const;
const sent: Wish[] = [];
const open = () => mountForTest(CommandBoard, objects, {
  prepare(city) {
    sent.length = 0;
    const actions = { command: (wish: Wish) => { sent.push(wish); return Promise.resolve({ ok: true, createdId: 't1', at: 0 }); } } as Partial<ActionPorts> as ActionPorts;
    providePorts({ ...city, actions });
  },
});
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
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ type: 'task.assign', workerIds: ['W-1'], text: '疏导人流' });
    page.city.tell();
    page.timers.advance(COMMAND_INTERVAL_MS);
    expect(command.chosen.size).toBe(0);
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
