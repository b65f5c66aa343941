/** A preplan that a mounted sensor starts acts on what it is mounted on. */
import { expect, test } from 'vitest';
import { createEngine } from '../createEngine';
import { tinyCity } from '../fixtures/tinyCity';
import { yuzhongRules } from '../fixtures/yuzhongRules';

const START = Date.UTC(2026, 10, 25, 2);
test('a strain gauge closes its bridge: orders, notices and run belong to the bridge', () => {
  const city = tinyCity([{ id: 'BR-1', kind: 'bridge', zh: '大桥', lon: 106.58, lat: 29.56 }, { id: 'BS-1', kind: 'bridgeSensor', host: 'BR-1', lon: 106.581, lat: 29.561, streams: ['bridgeStrain'] }]);
  const engine = createEngine(city, yuzhongRules());
  for (let minute = 0; minute < 5; minute++) engine.observe(0, 1.1, START + minute * 60_000, 0);
  const orders = engine.take().flatMap((event) => (event.type === 'device' ? [[city.ids[event.object], event.device, event.state]] : []));
  expect(orders).toEqual([['BR-1', 'ledSign', 1], ['BR-1', 'roadGate', 1]]);
  const lines = engine.timeline({ objectId: 'BR-1' }, Infinity);
  expect(lines.map((entry) => entry.action)).toEqual(['device.commanded', 'notice.sent', 'notice.sent', 'notice.sent', 'device.commanded']);
  expect(lines[0]).toMatchObject({ textZh: '预案指令：情报板提示减速、货车绕行（LED 屏：警示提示）', warningId: engine.warnings()[0]?.id });
  expect(engine.preplanRuns({ objectId: 'BR-1' })).toMatchObject([{ preplanId: 'PP-BRIDGE' }]);
  expect(engine.preplanRuns({ objectId: 'BS-1' })).toMatchObject([{ preplanId: 'PP-BRIDGE' }]);
});
