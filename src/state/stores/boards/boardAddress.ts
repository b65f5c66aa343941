/** Which board is open and what it is narrowed to: a board has dimensions, each with fixed words; the first word is the default. */
import { INDUSTRIES } from '../../../domain/caseQuery';
import { VITAL_DEFINITIONS } from '../../city/vitalDefinitions';

export const BOARDS = ['warnings', 'cases', 'vitals', 'evaluation', 'outcome', 'industry', 'algorithms', 'resources', 'subsystems', 'command', 'community', 'scenario'] as const;
export type BoardId = (typeof BOARDS)[number];

export const EVALUATION_BY = ['street', 'unit', 'post'] as const;
export const PERIODS = ['today', '7d', '30d', 'all'] as const;
export type Period = (typeof PERIODS)[number];
export const OUTCOME_PERIODS = ['week', 'month', 'year', 'holiday'] as const;
export type OutcomePeriod = (typeof OUTCOME_PERIODS)[number];
/** Ranges of the trend of cases. */
export const TREND_SPANS = ['24h', '7d', '30d'] as const;
export type TrendSpan = (typeof TREND_SPANS)[number];
export const VITAL_GROUPS = ['facility', 'traffic', 'environment', 'safety', 'governance'] as const;

/** Subsystems that a vital sign comes from: the board can be opened at their card. */
const SOURCES = [...new Set(VITAL_DEFINITIONS.flatMap(({ subsystem }) => subsystem?.id ?? []))];

export const BOARD_DIMENSIONS = {
  warnings: {}, cases: { span: TREND_SPANS }, algorithms: {}, resources: {}, command: {}, community: {}, scenario: {},
  vitals: { group: ['every', ...VITAL_GROUPS] },
  evaluation: { by: EVALUATION_BY, period: PERIODS },
  outcome: { period: OUTCOME_PERIODS },
  industry: { industry: INDUSTRIES },
  subsystems: { card: ['every', ...SOURCES] },
} as const satisfies Record<BoardId, Readonly<Record<string, readonly string[]>>>;

/** `choices`: dimension → word; a dimension that stands at its default is absent. */
export interface BoardAddress { readonly id: BoardId; readonly choices: Readonly<Record<string, string>> }

export const dimensionsOf = (id: BoardId): Readonly<Record<string, readonly string[]>> => BOARD_DIMENSIONS[id];
export const isBoard = (word: string): word is BoardId => BOARDS.includes(word as BoardId);
