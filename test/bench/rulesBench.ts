/**
 * `npx tsx test/bench/rulesBench.ts`: what the warning rules cost on one core: readings a second while all of 100,000 threshold states are quiet,
 * while all are open (one warning each), and what a flood of 500 warnings in a minute becomes.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { groupWarnings, isFlood } from '../../src/domain/groupWarnings';
import { emptyRules, tinyDesk } from '../../src/rules/fixtures/tinyDesk';
import { tinyCity } from '../../src/rules/fixtures/tinyCity';
import type { ThresholdFile } from '../../src/rules/ruleSet';
import { createWarningRules } from '../../src/rules/warnings/createWarningRules';

const thresholds = JSON.parse(readFileSync(fileURLToPath(new URL('../../public/rules/yuzhong/thresholds.json', import.meta.url)), 'utf8')) as ThresholdFile;
/** Value on a quiet day, and one at level IV. */
const STREAMS = [['h2s', 1, 6], ['septicLevel', 40, 84], ['pm25', 30, 90], ['manholeTilt', 1, 6], ['bridgeStrain', 0.3, 0.72], ['streetLampCurrent', 100, 88], ['tunnelCo', 18, 60], ['septicGasCh4', 2, 12]] as const;
const OBJECTS = 12_500;
const START = Date.UTC(2026, 10, 22, 4);
const ROUNDS = 30;

const city = tinyCity(Array.from({ length: OBJECTS }, (_, k) => ({ id: `o${k}`, lon: 106.5 + (k % 125) * 0.0005, lat: 29.5 + Math.floor(k / 125) * 0.0005, streams: STREAMS.map(([key]) => key) })),
  { streets: Array.from({ length: 11 }, (_, k) => ({ id: `ST-${k}`, zh: `街道${k}`, en: `Street ${k}`, box: [106.4 + k * 0.01, 29, 106.41 + k * 0.01, 30] as const })) });
const streams = city.streamObject.length;
const wobble = (stream: number, round: number): number => 1 + (((stream * 7919 + round * 104_729) % 1000) / 1000 - 0.5) * 0.01;

function measure(open: boolean): { readonly readingsPerSecond: number; readonly warnings: number; readonly raiseSeconds: number } {
  const desk = tinyDesk(city, emptyRules({ thresholds: { ...thresholds, suppressions: [] } }));
  const rules = createWarningRules(desk);
  let at = START;
  const round = (turn: number): void => {
    at += 10_000;
    for (let stream = 0; stream < streams; stream++) {
      const [, quiet, level] = STREAMS[stream % STREAMS.length] ?? STREAMS[0];
      rules.observe(stream, (open ? level : quiet) * wobble(stream, turn), at, 0);
    }
  };
  const raise = performance.now();
  for (let turn = 0; turn < 4; turn++) round(turn);
  const raiseSeconds = (performance.now() - raise) / 1000;
  const begin = performance.now();
  for (let turn = 4; turn < 4 + ROUNDS; turn++) round(turn);
  return { readingsPerSecond: Math.round((streams * ROUNDS) / ((performance.now() - begin) / 1000)), warnings: rules.list().length, raiseSeconds };
}

function flood(): { readonly milliseconds: number; readonly warnings: number; readonly groups: number; readonly isFlood: boolean; readonly groupMilliseconds: number } {
  const desk = tinyDesk(city, emptyRules({ thresholds }));
  const rules = createWarningRules(desk);
  const begin = performance.now();
  for (let k = 0; k < 500; k++) {
    const object = (k * 251) % OBJECTS;
    const place = k % 7;
    for (let turn = 0; turn < 3; turn++) rules.observe((city.firstStream[object] ?? 0) + place, (STREAMS[place] ?? STREAMS[0])[2], START + k * 120 + turn, 0);
  }
  const milliseconds = performance.now() - begin;
  const grouping = performance.now();
  const groups = groupWarnings(rules.list());
  return { milliseconds, warnings: groups.reduce((sum, { count }) => sum + count, 0), groups: groups.length, isFlood: isFlood(rules.list(), START + 60_000, thresholds.flood), groupMilliseconds: performance.now() - grouping };
}

measure(false);
process.stdout.write(`${JSON.stringify({ streams, quiet: measure(false), open: measure(true), flood: flood() }, null, 1)}\n`);
