/** The overview of a fake city, counted from what it holds, so that tests can check that numbers and lists agree. */
import { CASE_STEPS, isOverdue } from '../../domain/case';
import type { Overview } from '../../domain/overview';
import { LEVEL_BY_RANK, type WarningLevel } from '../../domain/state';
import { isActive, isUnacknowledged } from '../../domain/warning';
import { isAnnounced } from '../../domain/warningBucket';
import type { CityStore } from '../city/CityStore';

const LEVELS: readonly WarningLevel[] = ['I', 'II', 'III', 'IV'];

export function createFakeOverview(store: CityStore, vitals: Overview['vitals'] = []): Overview {
  const open = store.cases().filter((item) => item.open);
  const overdue = open.filter((item) => isOverdue(item, store.serverNow()));
  return {
    at: store.serverNow(),
    warnings: Object.fromEntries(LEVELS.map((level) => {
      const active = store.warnings().filter((warning) => warning.level === level && isAnnounced(warning));
      return [level, { active: active.length, unacknowledged: active.filter(isUnacknowledged).length }];
    })) as Overview['warnings'],
    heldBack: store.warnings().filter((warning) => isActive(warning) && !isAnnounced(warning)).length,
    cases: Object.fromEntries(CASE_STEPS.map((step) => [step, { open: open.filter((item) => item.step === step).length, overdue: overdue.filter((item) => item.step === step).length }])) as Overview['cases'],
    openCases: open.length, overdueCases: overdue.length, closedToday: store.cases().length - open.length,
    kinds: store.catalogue.kinds.map((kind) => {
      const states = [...store.catalogue.indicesOfKind(kind)].map((index) => store.state(index));
      return {
        kind, total: states.length, fed: states.filter((state) => state.freshness !== 'none').length,
        online: states.filter((state) => state.freshness !== 'none' && state.condition !== 'offline').length,
        byLevel: Object.fromEntries(LEVELS.map((level) => [level, states.filter((state) => LEVEL_BY_RANK[state.rank] === level).length])) as Record<WarningLevel, number>,
      };
    }),
    vitals,
  };
}
