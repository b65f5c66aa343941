/** The lists that stand behind the numbers of the overview: one verb per kind of number, each with the filter that counted it. */
import type { CaseStep } from '../../domain/case';
import type { Kind } from '../../domain/kind';
import type { VitalSign } from '../../domain/overview';
import type { WarningLevel } from '../../domain/state';
import { useLists } from '../../state/stores/lists';
import { useSelection } from '../../state/stores/selection';
import type { ListFilter } from '../../state/stores/listRows';

export interface OpenList {
  /** Active warnings of a level, or of all; `unacknowledged` keeps those nobody has confirmed. */
  warnings(level: WarningLevel | null, unacknowledged: boolean): void;
  /** Open cases of a step, or of all; `overdue` keeps those past their deadline. */
  cases(step: CaseStep | null, overdue: boolean): void;
  /** Objects of a kind, worst first. */
  kind(kind: Kind): void;
  /** What an indicator is computed from. */
  vital(vital: VitalSign): void;
}

export function useOpenList(): OpenList {
  const lists = useLists();
  const selection = useSelection();
  // A list takes the place of an open object, so the number that was pressed always shows its own rows.
  const open = (filter: ListFilter): void => { selection.close(); lists.open(filter); };
  return {
    warnings: (level, unacknowledged) => { open({ type: 'warnings', ...(level ? { level } : {}), ...(unacknowledged ? { unacknowledged } : {}) }); },
    cases: (step, overdue) => { open({ type: 'cases', ...(step ? { step } : {}), ...(overdue ? { overdue } : {}) }); },
    kind: (kind) => { open({ type: 'kind', kind }); },
    vital: (vital) => { open(vital.group === 'governance' ? { type: 'cases', ...(vital.id === 'overdueOpen' ? { overdue: true } : {}) } : { type: 'vital', id: vital.id }); },
  };
}
