/**
 * Warnings about the device instead of the city: a faulty sensor, and a device that fell silent while a warning of its object is open (the last
 * value stands and cannot clear it; a silent device without one is grey, which its status already says).
 */
import { RANK_BY_LEVEL } from '../../domain/state';
import { isActive } from '../../domain/warning';
import type { Desk } from '../parts';
import type { LevelRule } from '../ruleSet';
import { MINUTE } from './plans';
import type { HoldBack } from './holdBack';
import type { WarningBook } from './warningBook';
import { ruleWords, type Words } from './words';

const silenceWords = (rule: LevelRule): Words => { const { zh, en } = ruleWords(rule, '', null, RANK_BY_LEVEL[rule.level]); return { zh: `设备失联：${zh}`, en: `Device silent: ${en}` }; };

export const SENSOR_FAULT = 'sensorFault';
export const DEVICE_SILENCE = 'deviceSilence';

export interface DeviceFaults {
  /** `words` null: the stream reads well again. */
  reading(object: number, stream: number, words: Words | null, value: number, at: number): void;
  silence(object: number, silent: boolean, at: number): void;
  /** Key of a live record about a device; −1 = another cause. */
  keyOf(object: number, cause: string): number;
  faultyStreams(object: number): readonly number[];
  /** A record of an earlier run stands on. */
  resumeFault(object: number, streams: readonly number[]): void;
  resumeSilence(object: number, since: number): void;
}

/** `firstKey`: keys below belong to readings. */
export function createDeviceFaults(desk: Desk, book: WarningBook, holdBack: HoldBack, firstKey: number): DeviceFaults {
  const { properties, version } = desk.rules.thresholds;
  const objects = desk.city.ids.length;
  const faulty = new Map<number, Set<number>>();
  const silentSince = new Map<number, number>();
  const row = (key: string) => properties.find((item) => item.key === key);

  function raise(cause: string, key: number, object: number, rank: number, value: number | null, words: Words, rule: string, at: number): void {
    const entry = book.level({
      key, object, cause, diagnostic: true, rank, value, limit: null, unit: '', rule: `${rule}@${version}`, basis: row(cause)?.basis ?? '', latched: false, words,
    }, at, (item) => holdBack.held(item, at));
    holdBack.refresh(entry, at);
  }
  function end(key: number, words: Words, at: number): void {
    const entry = book.of(key);
    if (!entry) return;
    book.clear(key, null, words, at);
    holdBack.refresh(entry, at);
  }

  /** The longer it lasts, the worse it is. */
  function keepSilent(object: number, since: number): void {
    silentSince.set(object, since);
    for (const later of row(DEVICE_SILENCE)?.rules ?? []) {
      if (later.holdMinutes === undefined) continue;
      desk.schedule(since + later.holdMinutes * MINUTE, (due) => {
        const known = book.of(firstKey + objects + object)?.warning.level ?? 'IV';
        if (silentSince.get(object) === since && RANK_BY_LEVEL[known] < RANK_BY_LEVEL[later.level]) raise(DEVICE_SILENCE, firstKey + objects + object, object, RANK_BY_LEVEL[later.level], null, silenceWords(later), later.id, due);
      });
    }
  }

  return {
    reading(object, stream, words, value, at) {
      const fault = row(SENSOR_FAULT);
      if (!fault) return;
      const key = firstKey + object;
      const own = faulty.get(object) ?? new Set();
      if (words === null) {
        own.delete(stream);
        if (own.size > 0) return;
        faulty.delete(object);
        end(key, { zh: '传感器读数恢复正常', en: 'The sensor reads well again' }, at);
        return;
      }
      const isFirst = own.size === 0;
      faulty.set(object, own.add(stream));
      const rule = fault.rules?.[0];
      if (isFirst) raise(SENSOR_FAULT, key, object, RANK_BY_LEVEL[rule?.level ?? 'IV'], value, words, rule?.id ?? SENSOR_FAULT, at);
    },
    keyOf: (object, cause) => (cause === SENSOR_FAULT ? firstKey + object : cause === DEVICE_SILENCE ? firstKey + objects + object : -1),
    faultyStreams: (object) => [...(faulty.get(object) ?? [])],
    resumeFault(object, streams) { faulty.set(object, new Set(streams)); },
    resumeSilence: keepSilent,
    silence(object, silent, at) {
      const rule = row(DEVICE_SILENCE);
      const key = firstKey + objects + object;
      if (!silent) {
        if (silentSince.delete(object)) end(key, { zh: '设备恢复在线', en: 'The device is online again' }, at);
        return;
      }
      if (!rule || silentSince.has(object) || ![...book.ofObject(object)].some(({ warning, diagnostic }) => !diagnostic && isActive(warning))) return;
      raise(DEVICE_SILENCE, key, object, RANK_BY_LEVEL.III, null, { zh: '设备失联，告警按最后读数保持', en: 'The device is silent: the warning stands on its last reading' }, DEVICE_SILENCE, at);
      keepSilent(object, at);
    },
  };
}
