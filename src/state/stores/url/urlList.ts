/** The open list: `list=warnings.II.new`, `cases.handling.overdue`, `cases.closed`, `kind.camera.offline`, `kind.camera.at-II`, `kind.camera.is-online`, `vital.aqi`, `view`. */
import { CASE_STEPS, type CaseStep } from '../../../domain/case';
import { isKind } from '../../../domain/kind';
import { LEVEL_BY_RANK, type Condition, type WarningLevel } from '../../../domain/state';
import type { ShownFilter } from '../listRows';
import type { UrlFact } from './UrlFact';

const CONDITIONS: readonly Condition[] = ['I', 'II', 'III', 'IV', 'offline', 'stale', 'maintenance', 'late', 'normal', 'noFeed'];
const VITAL_ID = /^[A-Za-z][A-Za-z0-9]{0,39}$/;
const CONNECTED = ['fed', 'online', 'offline'] as const;
const isLevel = (word: string): word is WarningLevel => LEVEL_BY_RANK.includes(word as WarningLevel);
const isStep = (word: string): word is CaseStep => CASE_STEPS.includes(word as CaseStep);

/** Reads the words after the type; each must be understood and none may come twice. */
function parseWords(type: 'warnings' | 'cases', words: readonly string[]): ShownFilter | null {
  if (type === 'cases' && words.length === 1 && words[0] === 'closed') return { type, closedToday: true };
  const flag = type === 'warnings' ? 'new' : 'overdue';
  const flagged = words.filter((word) => word === flag).length;
  const rest = words.filter((word) => word !== flag);
  if (flagged > 1 || rest.length > 1) return null;
  const [word] = rest;
  if (type === 'warnings') {
    if (word !== undefined && !isLevel(word)) return null;
    return { type, ...(word ? { level: word } : {}), ...(flagged ? { unacknowledged: true } : {}) };
  }
  if (word !== undefined && !isStep(word)) return null;
  return { type, ...(word ? { step: word } : {}), ...(flagged ? { overdue: true } : {}) };
}

export const urlList: UrlFact<ShownFilter | null> = {
  name: 'list',
  default: null,
  parse(text) {
    const [type, ...words] = text.split('.');
    if (type === 'warnings' || type === 'cases') return parseWords(type, words);
    if (type === 'view') return words.length === 0 ? { type } : null;
    const [first, second, ...more] = words;
    if (first === undefined || more.length > 0) return null;
    if (type === 'vital') return VITAL_ID.test(first) && second === undefined ? { type, id: first } : null;
    if (type !== 'kind' || !isKind(first)) return null;
    if (second === undefined) return { type, kind: first };
    const condition = CONDITIONS.find((word) => word === second);
    if (condition) return { type, kind: first, condition };
    const connected = CONNECTED.find((word) => `is-${word}` === second);
    if (connected) return { type, kind: first, connected };
    const level = second.startsWith('at-') ? second.slice(3) : '';
    return isLevel(level) ? { type, kind: first, level } : null;
  },
  write(filter) {
    if (filter === null) return null;
    switch (filter.type) {
      case 'warnings': return ['warnings', filter.level, filter.unacknowledged ? 'new' : undefined].filter(Boolean).join('.');
      case 'cases': return filter.closedToday ? 'cases.closed' : ['cases', filter.step, filter.overdue ? 'overdue' : undefined].filter(Boolean).join('.');
      case 'kind': return ['kind', filter.kind, filter.level ? `at-${filter.level}` : filter.connected ? `is-${filter.connected}` : filter.condition].filter(Boolean).join('.');
      case 'vital': return `vital.${filter.id}`;
      case 'view': return 'view';
    }
  },
};
