/**
 * `npx tsx test/bench/seekBench.ts [--json]`: what a day of the past costs. 30,000 objects, 47,000 datastreams, 159 readings and 139 reported
 * places a second, 2,500 live records, 24 h in 96 segments: bytes per object and day against the budget, and the time to stand at
 * random instants: in the replay alone (decode the segment, find the state), and from the wish to the page's table. No browser, one core.
 */
import { cpus } from 'node:os';
import { toCaseId, toObjectId, toWarningId } from '../../src/domain/ids';
import { makeCase, makeWarning } from '../../src/domain/fixtures/records';
import { createReplay } from '../../src/history/createReplay';
import { createSegmentBuilder } from '../../src/history/createSegmentBuilder';
import { decodeSegment } from '../../src/history/decodeSegment';
import { emptyInstant } from '../../src/history/emptyInstant';
import { encodeSegment } from '../../src/history/encodeSegment';
import { layoutOf } from '../../src/history/layoutOf';
import { BUDGET_BYTES_PER_OBJECT_DAY, RECORDING_MS, SEGMENT_MS, type CityInstant } from '../../src/history/recording';
import { measureSeek } from './measureSeek';

const OBJECTS = 30_000;
const STREAMS = 47_000;
const MOVERS = 620;
const CASES = 2500;
const WARNINGS = 300;
const SEGMENTS = RECORDING_MS / SEGMENT_MS;
const START = Date.parse('2026-06-05T00:00:00Z');
let state = 7;
const random = (): number => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 2 ** 32; };
const dictionary = {
  epoch: 'bench', city: 'bench', demo: true, objectIds: Array.from({ length: OBJECTS }, (_, k) => `O-${k}`), datastreamObject: Uint32Array.from({ length: STREAMS }, (_, k) => k % OBJECTS), datastreamProperty: Uint16Array.from({ length: STREAMS }, (_, k) => k % 60),
  properties: Array.from({ length: 60 }, (_, k) => ({ key: `p${k}`, nameZh: '', nameEn: '', unit: '', decimals: k % 3, samplingSeconds: 296, normalRange: [null, null] as const, levels: { I: null, II: null, III: null, IV: null }, direction: 'rising' as const, basis: '' })),
};
const layout = layoutOf(dictionary);

const caseOf = (n: number, turn: number) => makeCase({ id: toCaseId(`CASE-50010320260605${String(n).padStart(5, '0')}`), code: `50010320260605${String(n).padStart(5, '0')}`, objectId: toObjectId(`CAM-${n % 6280}`), titleZh: `${n} 号路段 占道经营`, titleEn: `Street trading at section ${n}`, step: 'handling', source: 'video', lon: Math.round((106.5 + random() / 10) * 1e6) / 1e6, lat: Math.round((29.5 + random() / 10) * 1e6) / 1e6, reportedAt: START - Math.round(random() * 8e7), deadlineAt: START + Math.round(random() * 8e7), streetZh: `街道 ${n % 11}`, streetEn: `Subdistrict ${n % 11}`, leadUnitZh: `单位 ${n % 30}`, reworks: turn });
const warningOf = (n: number, turn: number) => makeWarning({ id: toWarningId(`W-${n}`), objectId: toObjectId(`SC-${n}`), level: 'III', headlineZh: `化粪池甲烷 ${n} %LEL，超 Ⅲ 级`, headlineEn: `Methane ${n} %LEL above level III`, onsetAt: START - n * 60_000, updatedAt: START + turn * 60_000, value: turn });

let instant: CityInstant = { ...emptyInstant(layout, START), at: START, value: Float32Array.from({ length: STREAMS }, () => Math.round(random() * 5000) / 100), observedAt: Float64Array.from({ length: STREAMS }, () => START - Math.round(random() * 296_000)), quality: new Uint8Array(STREAMS), sinceMs: Float64Array.from({ length: OBJECTS }, () => START - Math.round(random() * 4e7)), cases: Array.from({ length: CASES }, (_, n) => caseOf(n, 0)), warnings: Array.from({ length: WARNINGS }, (_, n) => warningOf(n, 0)) };
const lon = Float64Array.from({ length: MOVERS }, () => 106.5 + random() / 10);
const lat = Float64Array.from({ length: MOVERS }, () => 29.5 + random() / 10);
const next = instant.observedAt.slice();
const value = instant.value.slice();
const replay = createReplay(layout);
const segments: Uint8Array[] = [];
let encodeMs = 0;
let readings = 0;
for (let k = 0; k < SEGMENTS; k++) {
  const from = START + k * SEGMENT_MS;
  const to = from + SEGMENT_MS;
  const began = performance.now();
  const builder = createSegmentBuilder(layout, from, instant);
  for (let stream = 0; stream < STREAMS; stream++) {
    for (let at = (next[stream] ?? from) + 296_000; at < to; at += 296_000) {
      next[stream] = at;
      value[stream] = Math.max(0, (value[stream] ?? 0) + (random() - 0.5) * 3);
      builder.reading(at, stream, value[stream] ?? 0, 0);
      readings++;
    }
  }
  for (let object = 0; object < MOVERS; object++) {
    // a street corner every 40 s on average, a report every 4.5 s: 139 a second of all
    let course = random() * 6.28;
    for (let at = from + (object % 10) * 450; at < to; at += 4460) {
      if (random() < 0.11) course += (random() - 0.5) * 3;
      lon[object] = (lon[object] ?? 0) + Math.cos(course) * 3.5e-4;
      lat[object] = (lat[object] ?? 0) + Math.sin(course) * 3.5e-4;
      builder.move(at, object, lon[object] ?? 0, lat[object] ?? 0, Math.round(course * 57) % 360);
    }
  }
  for (let n = 0; n < 60; n++) builder.warning(from + n * 15_000, warningOf((k * 7 + n) % WARNINGS, k));
  for (let n = 0; n < 80; n++) builder.case(from + n * 11_000, caseOf((k * 31 + n) % CASES, k));
  for (let n = 0; n < 300; n++) builder.object(from + n * 3000, Math.floor(random() * OBJECTS), 1, 0, from + n * 3000);
  for (let n = 0; n < 15; n++) builder.vitals(from + n * 60_000, Object.fromEntries(Array.from({ length: 30 }, (_, v) => [`vital${v}`, Math.round(random() * 1000) / 10])));
  const segment = builder.segment(to, true);
  segments.push(encodeSegment(segment, layout));
  encodeMs += performance.now() - began;
  replay.open(segment);
  const end = replay.seek(to - 1);
  instant = { ...end, at: to };
}
const bytes = segments.reduce((sum, item) => sum + item.length, 0);
const times: number[] = [];
for (let turn = 0; turn < 200; turn++) {
  const at = START + Math.floor(random() * RECORDING_MS);
  const began = performance.now();
  const segment = segments[Math.floor((at - START) / SEGMENT_MS)];
  if (!segment) throw new Error('no segment');
  replay.open(decodeSegment(segment, layout));
  replay.seek(at);
  times.push(performance.now() - began);
}
times.sort((a, b) => a - b);
const steps: number[] = [];
for (let turn = 1; turn <= 100; turn++) { const began = performance.now(); replay.advance(replay.at + 100); steps.push(performance.now() - began); }
steps.sort((a, b) => a - b);
const shown = await measureSeek(dictionary, segments, START, 100, random);
const rounded = (figure: number): number => Math.round(figure * 10) / 10;
const figures = {
  segments: SEGMENTS, readings, megabytes: rounded(bytes / 1e6), bytesPerObjectDay: Math.round(bytes / OBJECTS), budget: BUDGET_BYTES_PER_OBJECT_DAY, encodeMsPerSegment: Math.round(encodeMs / SEGMENTS),
  seekMedianMs: rounded(times[100] ?? NaN), seekWorstMs: rounded(times.at(-1) ?? NaN), advanceMedianMs: rounded(steps[50] ?? NaN), ...shown, cpu: cpus()[0]?.model ?? '',
};
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(figures)}\n`);
else console.table([figures]);
if (bytes / OBJECTS > BUDGET_BYTES_PER_OBJECT_DAY || (times.at(-1) ?? Infinity) > 300 || shown.shownP95Ms > 300) process.exitCode = 1;
