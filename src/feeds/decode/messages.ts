/** Snapshot and delta: headers by schema, columns by hand, records one by one. */
import * as v from 'valibot';
import type { FeedDictionary, FeedEvent } from '../../domain/feedEvent';
import { decodeMoves, decodeObjects, decodeReadings } from './columns';
import { decodeCase, decodeFigure, decodeTask, decodeVitals, decodeWarning } from './records';
import type { Refusals } from './refusals';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const epoch = v.pipe(v.string(), v.maxLength(128));
const snapshotHeader = v.object({ epoch, seq: count, count, serverTime: v.pipe(v.number(), v.finite()), alarmSeq: count, caseSeq: count, warnings: v.array(v.unknown()), cases: v.array(v.unknown()), tasks: v.optional(v.array(v.unknown()), []), figures: v.optional(v.array(v.unknown()), []) });
const deltaHeader = v.object({ epoch, from: count, to: count });

export interface DecodedSnapshot { readonly event: Extract<FeedEvent, { type: 'snapshot' }>; readonly epoch: string; readonly alarmSeq: number; readonly caseSeq: number; readonly serverTime: number }
export interface DecodedDelta { readonly event: Extract<FeedEvent, { type: 'delta' }>; readonly epoch: string }

const part = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined);
const rows = (value: unknown, key: string): number => { const list = part(value, key); return Array.isArray(list) ? list.length : -1; };

/** null when it is not a snapshot of this dictionary, or its counts do not match: then it proves nothing. */
export function decodeSnapshot(value: unknown, dictionary: FeedDictionary, refusals: Refusals): DecodedSnapshot | null {
  const header = v.safeParse(snapshotHeader, value);
  if (!header.success) return null;
  const { output } = header;
  const objectCount = dictionary.objectIds.length;
  const streamCount = dictionary.datastreamObject.length;
  const objects = part(value, 'objects');
  const readings = part(value, 'readings');
  if (output.count !== objectCount || rows(objects, 'rank') !== objectCount || rows(objects, 'status') !== objectCount || rows(objects, 'since') !== objectCount) return null;
  if (rows(readings, 'v') !== streamCount || rows(readings, 't') !== streamCount || rows(readings, 'q') !== streamCount) return null;
  const keep = <T>(list: readonly unknown[], decode: (item: unknown) => T | null, reason: 'badWarning' | 'badCase' | 'badTask' | 'badFigure'): T[] =>
    list.flatMap((item) => {
      const decoded = decode(item);
      if (decoded === null) refusals.add(reason);
      return decoded === null ? [] : [decoded];
    });
  return {
    epoch: output.epoch, alarmSeq: output.alarmSeq, caseSeq: output.caseSeq, serverTime: output.serverTime,
    event: {
      type: 'snapshot', seq: output.seq,
      objects: decodeObjects(objects, objectCount, objectCount, refusals),
      readings: decodeReadings(readings, streamCount, streamCount, output.serverTime, refusals),
      moves: decodeMoves(part(value, 'moves'), objectCount, refusals),
      warnings: keep(output.warnings, decodeWarning, 'badWarning'), cases: keep(output.cases, decodeCase, 'badCase'),
      tasks: keep(output.tasks, decodeTask, 'badTask'), figures: keep(output.figures, decodeFigure, 'badFigure'),
      vitals: decodeVitals(part(value, 'vitals'), (bad) => refusals.add('badVital', bad)),
    },
  };
}

export function decodeDelta(value: unknown, dictionary: FeedDictionary, serverNow: number, refusals: Refusals, clockRate = 1): DecodedDelta | null {
  const header = v.safeParse(deltaHeader, value);
  if (!header.success || header.output.to < header.output.from) return null;
  const objectCount = dictionary.objectIds.length;
  return {
    epoch: header.output.epoch,
    event: {
      type: 'delta', from: header.output.from, to: header.output.to,
      objects: decodeObjects(part(value, 'objects'), objectCount, null, refusals),
      readings: decodeReadings(part(value, 'readings'), dictionary.datastreamObject.length, null, serverNow, refusals, clockRate),
      moves: decodeMoves(part(value, 'moves'), objectCount, refusals),
    },
  };
}
