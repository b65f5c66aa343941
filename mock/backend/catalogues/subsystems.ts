/** The 45 subsystems at any instant: online, degraded or offline, and since when they are silent. A pure function of seed and time. */
import type { Subsystem } from '../../../src/domain/catalogues';
import file from '../../data/subsystems.json';
import { hash, hashText, signed, unit } from '../hash';
import { HOUR, MINUTE } from '../localTime';

export interface SubsystemRow { readonly id: string; readonly zh: string; readonly en: string; readonly industry: string; readonly ownerZh: string; readonly ownerEn: string; readonly perMinute: number }
export const SUBSYSTEMS: readonly SubsystemRow[] = file.subsystems;

/** A disturbance begins and ends at these steps. */
const WINDOW = 2 * HOUR;
const OFFLINE = 0.03;
const DEGRADED = 0.07;

export function subsystemsAt(seed: number, at: number, rows: readonly SubsystemRow[] = SUBSYSTEMS): Subsystem[] {
  return rows.map((row) => {
    const key = hash(seed, hashText(row.id));
    const phase = unit(key, 1) * WINDOW;
    const turn = Math.floor((at + phase) / WINDOW);
    const draw = unit(key, turn);
    // the core is what shows this very list
    const state = row.industry === 'core' ? 'online' : draw < OFFLINE ? 'offline' : draw < OFFLINE + DEGRADED ? 'degraded' : 'online';
    const gap = Math.max(1, 60_000 / row.perMinute);
    const begun = turn * WINDOW - phase;
    const share = state === 'online' ? 1 : state === 'degraded' ? 0.35 : 0;
    const lastMessageAt = state === 'offline' ? begun : state === 'degraded' ? Math.max(begun, at - (at % (gap * 8)) - MINUTE) : at - (at % gap);
    const wave = 1 + 0.18 * signed(key, Math.floor(at / MINUTE));
    const minutes = Math.max(1, Math.round((at - lastMessageAt) / MINUTE));
    return {
      id: row.id, nameZh: row.zh, nameEn: row.en, industry: row.industry, ownerZh: row.ownerZh, ownerEn: row.ownerEn, state, lastMessageAt: Math.round(lastMessageAt),
      messagesPerMinute: Math.round(row.perMinute * share * wave), latencyMs: state === 'offline' ? null : Math.round((30 + (key % 160)) * (state === 'degraded' ? 9 : 1) * wave),
      noteZh: state === 'offline' ? `中断 ${minutes} 分钟` : state === 'degraded' ? '接口响应慢，部分数据延迟' : '', noteEn: state === 'offline' ? `Silent for ${minutes} min` : state === 'degraded' ? 'Answers slowly, some data is late' : '',
    };
  });
}
