/** The live warnings: one record per object and cause, raised, changed, acknowledged and cleared as ISA-18.2 describes. */
import type { CaseId } from '../../src/domain/ids';
import { toObjectId, toWarningId } from '../../src/domain/ids';
import { LEVEL_BY_RANK, type LevelRank } from '../../src/domain/state';
import type { Warning } from '../../src/domain/warning';
import { triggerOf } from './episodes';
import type { Fleet } from './fleet';
import { hash, unit } from './hash';
import { MINUTE } from './localTime';
import { PROPERTIES } from './properties';

const ROMAN = ['', 'Ⅳ', 'Ⅲ', 'Ⅱ', 'Ⅰ'] as const;

export interface WarningBook {
  /** Sets the level of a stream; 0 clears. Returns the record when a listener must hear of it. */
  set(stream: number, rank: LevelRank, value: number, time: number): Warning | null;
  /** New figure at the same level; returns the record when it moved enough to be told. */
  figure(stream: number, value: number, time: number): Warning | null;
  /** Returns the acknowledged record, or null when there is nothing to acknowledge. */
  acknowledge(stream: number, onset: number, time: number): Warning | null;
  attachCase(stream: number, caseId: CaseId): Warning | null;
  /** When the operators will acknowledge a record that was raised at `time`; null = they overlook it for now. */
  acknowledgeAt(stream: number, time: number): number | null;
  get(stream: number): Warning | undefined;
  list(): Warning[];
}

function headline(fleet: Fleet, stream: number, rank: LevelRank, value: number): Pick<Warning, 'headlineZh' | 'headlineEn' | 'limit'> {
  const index = fleet.streamProperty[stream] ?? 0;
  const property = PROPERTIES[index]?.observed;
  const plain = triggerOf(index, rank);
  const limit = plain ?? triggerOf(index, rank - 1);
  const falling = property?.direction === 'falling';
  const unitText = property?.unit ? ` ${property.unit}` : '';
  const figure = `${value}${unitText}`;
  if (plain === null) {
    return {
      limit, headlineZh: `${property?.nameZh} ${figure}，持续超 ${limit}，升 ${ROMAN[rank]} 级`,
      headlineEn: `${property?.nameEn} ${figure}, still above ${limit}: raised to level ${LEVEL_BY_RANK[rank]}`,
    };
  }
  return {
    limit, headlineZh: `${property?.nameZh} ${figure}，${falling ? '低于' : '超'} ${ROMAN[rank]} 级 ${limit}`,
    headlineEn: `${property?.nameEn} ${figure}, ${falling ? 'below' : 'above'} level ${LEVEL_BY_RANK[rank]} limit ${limit}`,
  };
}

export function createWarningBook(fleet: Fleet): WarningBook {
  const live = new Map<number, Warning>();
  const keep = (stream: number, warning: Warning): Warning => {
    if (warning.state === 'cleared_ack') live.delete(stream);
    else live.set(stream, warning);
    return warning;
  };

  return {
    get: (stream) => live.get(stream),
    list: () => [...live.values()],
    set(stream, rank, value, time) {
      const old = live.get(stream);
      const level = LEVEL_BY_RANK[rank];
      if (!level) {
        if (!old || old.clearedAt !== null) return null;
        return keep(stream, { ...old, state: old.state === 'active_ack' ? 'cleared_ack' : 'cleared_unack', value, updatedAt: time, clearedAt: time });
      }
      const object = fleet.ids[fleet.streamObject[stream] ?? 0] ?? '';
      const property = PROPERTIES[fleet.streamProperty[stream] ?? 0]?.observed;
      const words = headline(fleet, stream, rank, value);
      if (old) {
        const worse = rank > LEVEL_BY_RANK.indexOf(old.level) || old.clearedAt !== null;
        return keep(stream, { ...old, ...words, level, state: worse ? 'active_unack' : old.state, value, updatedAt: time, clearedAt: null });
      }
      return keep(stream, {
        id: toWarningId(`w:${object}:${property?.key}:${Math.floor(time / 1000).toString(36)}`), objectId: toObjectId(object), cause: property?.key ?? '',
        level, state: 'active_unack', ...words, value, unit: property?.unit ?? '', onsetAt: time, updatedAt: time, clearedAt: null, caseId: null,
        prevLevel: null, streetId: '', streetZh: '', streetEn: '', acknowledgedAt: null, acknowledgedBy: '', shelvedUntil: null, shelvedReason: '', suppressedBy: '', outOfService: false, latched: false, firstOut: false, rule: '', basis: '',
      });
    },
    figure(stream, value, time) {
      const old = live.get(stream);
      if (!old || old.clearedAt !== null || time - old.updatedAt < 30_000) return null;
      // between the limit and the clearing point the old figure stands: a headline must never contradict itself
      const falling = PROPERTIES[fleet.streamProperty[stream] ?? 0]?.observed.direction === 'falling';
      if (old.limit !== null && (falling ? value > old.limit : value < old.limit)) return null;
      if (Math.abs(value - (old.value ?? 0)) < Math.max(Math.abs(old.limit ?? 0) * 0.04, 1e-6)) return null;
      return keep(stream, { ...old, ...headline(fleet, stream, LEVEL_BY_RANK.indexOf(old.level) as LevelRank, value), value, updatedAt: time });
    },
    acknowledge(stream, onset, time) {
      const old = live.get(stream);
      if (!old || old.onsetAt !== onset) return null;
      if (old.state === 'active_unack') return keep(stream, { ...old, state: 'active_ack', updatedAt: time });
      return old.state === 'cleared_unack' ? keep(stream, { ...old, state: 'cleared_ack', updatedAt: time }) : null;
    },
    attachCase(stream, caseId) {
      const old = live.get(stream);
      return old ? keep(stream, { ...old, caseId }) : null;
    },
    acknowledgeAt(stream, time) {
      const key = hash(fleet.streamSeed[stream] ?? 0, Math.floor(time / 1000));
      return unit(key, 1) < 0.12 ? null : time + 1.5 * MINUTE + unit(key, 2) * 22 * MINUTE;
    },
  };
}
