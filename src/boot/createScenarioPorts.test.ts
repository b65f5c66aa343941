import { describe, expect, it } from 'vitest';
import type { Answer } from './apiFetch';
import { createScenarioPorts } from './createScenarioPorts';

const septicGas = { id: 'septicGas', code: 'C1', titleZh: '化粪池可燃气体', titleEn: 'Septic-tank gas', minutes: 110, focusId: 'SC-014', branches: [{ id: 'fails', zh: '无效', en: 'Fails' }] };

describe('the ports over HTTP', () => {
  const ports = (get: Readonly<Record<string, unknown>>, post: Answer = { status: 200, body: {} }, told: unknown[] = []) =>
    createScenarioPorts({ get: (path) => Promise.resolve(get[path] ?? null), post: (path, body) => { told.push([path, body]); return Promise.resolve(post); } });
  it('drop a row they cannot read, and are empty where nothing is served', async () => {
    expect((await ports({ 'demo/scenarios': { rows: [septicGas, { id: 3 }] } }).list()).map((item) => item.id)).toEqual(['septicGas']);
    expect(await ports({}).list()).toEqual([]);
    expect(await ports({}).state()).toBeNull();
  });
  it('send id, branch and speed, and pass on the back end\'s reason', async () => {
    const told: unknown[] = [];
    await ports({}, { status: 200, body: {} }, told).start('flood', null, 60);
    expect(told).toEqual([['demo/scenario', { id: 'flood', branch: null, speed: 60 }]]);
    await expect(ports({}, { status: 400, body: { detail: 'there is no scenario x' } }).start('x', null, 1)).rejects.toThrow('there is no scenario x');
  });
});
