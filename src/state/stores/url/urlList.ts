/**
 * The open list: `list=warnings.II.new`, `cases.handling.overdue`, `cases.closed`, `kind.camera.offline`, `kind.camera.at-II`, `kind.camera.is-online`,
 * `vital.aqi`, `vital.pm25.beyond`, `devices`, `view`. Further words narrow: `warnings.is-shelved.cause-noise.street-ST-01`, `cases.today.source-video.unit-sanitation`;
 * `find.street-ST-01.counted-archive.from-1790000000000` asks the back end. No word may come twice.
 */
import { CASE_CATEGORIES, CASE_SOURCES, CASE_STAGES, CASE_STATUSES, CASE_STEPS } from '../../../domain/case';
import { DUTY_ROLES } from '../../../domain/duty';
import { EVALUATION_COUNTS, INDUSTRIES, type CaseQuery } from '../../../domain/caseQuery';
import { isKind } from '../../../domain/kind';
import { LEVEL_BY_RANK, type Condition, type WarningLevel } from '../../../domain/state';
import { WARNING_BUCKETS } from '../../../domain/warningBucket';
import type { ShownFilter } from '../listRows';
import type { UrlFact } from './UrlFact';

const CONDITIONS: readonly Condition[] = ['I', 'II', 'III', 'IV', 'offline', 'stale', 'maintenance', 'late', 'normal', 'noFeed'];
const VITAL_ID = /^[A-Za-z][A-Za-z0-9]{0,39}$/;
const CONNECTED = ['fed', 'online', 'offline'] as const;
const LEVELS: readonly WarningLevel[] = ['I', 'II', 'III', 'IV'];
const isLevel = (word: string): word is WarningLevel => LEVEL_BY_RANK.includes(word as WarningLevel);

/** How one word of a filter is read and written; `read` answers null for what is not its word. */
interface Word { readonly field: string; read(word: string): unknown; write(value: unknown): string | null }
const ID_TEXT = /^[\p{L}\p{N}_:@/-]{1,64}$/u;
const flag = (field: string, text: string): Word => ({ field, read: (word) => (word === text ? true : null), write: (value) => (value === true ? text : null) });
const oneOf = (field: string, words: readonly string[], prefix = ''): Word => ({
  field,
  read: (word) => (word.startsWith(prefix) && words.includes(word.slice(prefix.length)) ? word.slice(prefix.length) : null),
  write: (value) => (typeof value === 'string' ? `${prefix}${value}` : null),
});
/** An empty id is one too: what lies in no subdistrict. */
const named = (field: string, prefix: string): Word => ({
  field, read: (word) => (word === prefix || (word.startsWith(prefix) && ID_TEXT.test(word.slice(prefix.length))) ? word.slice(prefix.length) : null), write: (value) => (typeof value === 'string' ? `${prefix}${value}` : null),
});
const moment = (field: string, prefix: string): Word => ({
  field, read: (word) => (word.startsWith(prefix) && /^\d{12,14}$/.test(word.slice(prefix.length)) ? Number(word.slice(prefix.length)) : null), write: (value) => (typeof value === 'number' ? `${prefix}${Math.round(value)}` : null),
});
const seconds = (field: string, prefix: string): Word => ({
  field, read: (word) => (word.startsWith(prefix) && /^\d{1,7}$/.test(word.slice(prefix.length)) ? Number(word.slice(prefix.length)) : null), write: (value) => (typeof value === 'number' ? `${prefix}${Math.round(value)}` : null),
});
const yesNo = (field: string): Word => ({ field, read: (word) => (word === field ? true : word === `not-${field}` ? false : null), write: (value) => (value === true ? field : value === false ? `not-${field}` : null) });

const WARNING_WORDS: readonly Word[] = [
  oneOf('level', LEVELS), flag('unacknowledged', 'new'), oneOf('bucket', [...WARNING_BUCKETS, 'held', 'all'], 'is-'), named('cause', 'cause-'), named('streetId', 'street-'),
  flag('acknowledged', 'acked'), seconds('acknowledgedWithin', 'acked-within-'), seconds('waitingOver', 'waiting-over-'),
];
const CASE_WORDS: readonly Word[] = [
  flag('closedToday', 'closed'), flag('reportedToday', 'today'), oneOf('step', CASE_STEPS), flag('overdue', 'overdue'), flag('suspended', 'suspended'), oneOf('stage', CASE_STAGES, 'stage-'), named('streetId', 'street-'), named('unitId', 'unit-'),
  oneOf('category', CASE_CATEGORIES), named('classCode', 'class-'), named('aiClass', 'ai-'), oneOf('source', CASE_SOURCES, 'source-'), oneOf('waits', DUTY_ROLES, 'waits-'), named('gridId', 'grid-'),
];
const QUERY_WORDS: readonly Word[] = [
  yesNo('open'), oneOf('step', CASE_STEPS), oneOf('status', CASE_STATUSES, 'status-'), yesNo('overdue'), named('streetId', 'street-'), named('unitId', 'unit-'), named('postId', 'post-'), oneOf('industry', INDUSTRIES, 'industry-'),
  oneOf('category', CASE_CATEGORIES), named('classCode', 'class-'), named('aiClass', 'ai-'), oneOf('source', CASE_SOURCES, 'source-'), named('objectId', 'object-'), named('code', 'no-'), oneOf('counted', EVALUATION_COUNTS, 'counted-'), moment('from', 'from-'), moment('to', 'to-'), moment('at', 'at-'),
];

/** Null when a word is not understood or comes twice. */
function readWords(words: readonly string[], known: readonly Word[]): Record<string, unknown> | null {
  const fields: Record<string, unknown> = {};
  for (const text of words) {
    const found = known.find((word) => word.read(text) !== null);
    if (!found || Object.hasOwn(fields, found.field)) return null;
    fields[found.field] = found.read(text);
  }
  return fields;
}
const writeWords = (type: string, values: object, known: readonly Word[]): string =>
  [type, ...known.flatMap((word) => word.write((values as Readonly<Record<string, unknown>>)[word.field]) ?? [])].join('.');

export const urlList: UrlFact<ShownFilter | null> = {
  name: 'list',
  default: null,
  parse(text) {
    const [type, ...words] = text.split('.');
    if (type === 'warnings' || type === 'cases') {
      const fields = readWords(words, type === 'warnings' ? WARNING_WORDS : CASE_WORDS);
      return fields && !(fields['closedToday'] && fields['reportedToday']) ? { type, ...fields } as Extract<ShownFilter, { type: 'warnings' | 'cases' }> : null;
    }
    if (type === 'find') {
      const query = readWords(words, QUERY_WORDS);
      return query && words.length > 0 ? { type: 'caseQuery', query: query as CaseQuery } : null;
    }
    if (type === 'view' || type === 'devices') return words.length === 0 ? { type } as Extract<ShownFilter, { type: 'devices' | 'view' }> : null;
    const [first, second, ...more] = words;
    if (first === undefined || more.length > 0) return null;
    if (type === 'vital') return VITAL_ID.test(first) && (second === undefined || second === 'beyond') ? { type, id: first, ...(second && { beyond: true }) } : null;
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
      case 'warnings': return writeWords('warnings', filter, WARNING_WORDS);
      case 'cases': return writeWords('cases', filter, CASE_WORDS);
      case 'caseQuery': return writeWords('find', filter.query, QUERY_WORDS);
      case 'kind': return ['kind', filter.kind, filter.level ? `at-${filter.level}` : filter.connected ? `is-${filter.connected}` : filter.condition].filter(Boolean).join('.');
      case 'vital': return filter.beyond ? `vital.${filter.id}.beyond` : `vital.${filter.id}`;
      case 'devices': case 'view': return filter.type;
      // its ring belongs to the session, not to a link
      case 'inside': return null;
    }
  },
};
