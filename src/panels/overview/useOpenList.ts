/** The lists that stand behind the numbers of the overview: one verb per kind of number, each with the filter that counted it. */
import type { CaseStep } from '../../domain/case';
import type { Kind } from '../../domain/kind';
import type { VitalSign } from '../../domain/overview';
import type { WarningLevel } from '../../domain/state';
import { useCaseView } from '../../state/stores/caseView';
import { useLists } from '../../state/stores/lists';
import { useSelection } from '../../state/stores/selection';
import { useBoards } from '../../state/stores/boards/boards';
import { vitalTarget } from '../../state/stores/boards/vitalTarget';
import type { ListFilter, ShownFilter } from '../../state/stores/listRows';
import { usePorts } from '../../state/stores/providePorts';

/** Which part of a kind: all of it, what is not on line, or what stands at a level. */
export type KindPart = Pick<Extract<ListFilter, { type: 'kind' }>, 'connected' | 'level'>;

export interface OpenList {
  /** Active warnings of a level, or of all; `unacknowledged` keeps those nobody has confirmed. */
  warnings(level: WarningLevel | null, unacknowledged: boolean): void;
  /** Warnings that are shelved, suppressed or out of service. */
  heldBack(): void;
  /** Open cases of a step, or of all; `overdue` keeps those past their deadline. */
  cases(step: CaseStep | null, overdue: boolean): void;
  /** Cases closed since midnight. */
  closedToday(): void;
  /** Objects of a kind, worst first. */
  kind(kind: Kind, part?: KindPart): void;
  /** Everything that has a feed. */
  devices(): void;
  /** What causes a vital sign. */
  vital(sign: VitalSign): void;
}

export function useOpenList(): OpenList {
  const lists = useLists();
  const selection = useSelection();
  const caseView = useCaseView();
  const boards = useBoards();
  // A list takes the place of an open object or case, so the number that was pressed always shows its own rows.
  const open = (filter: ShownFilter): void => { caseView.close(); selection.close(); lists.open(filter); };
  return {
    warnings: (level, unacknowledged) => { open({ type: 'warnings', ...(level ? { level } : {}), ...(unacknowledged ? { unacknowledged } : {}) }); },
    heldBack: () => { open({ type: 'warnings', bucket: 'held' }); },
    cases: (step, overdue) => { open({ type: 'cases', ...(step ? { step } : {}), ...(overdue ? { overdue } : {}) }); },
    closedToday: () => { open({ type: 'cases', closedToday: true }); },
    kind: (kind, part = {}) => { open({ type: 'kind', kind, ...part }); },
    devices: () => { open({ type: 'devices' }); },
    vital(sign) {
      const target = vitalTarget(sign, usePorts().store.serverNow());
      if (target?.type === 'subsystem') boards.open('subsystems', { card: target.id });
      else if (target) open(target.filter);
    },
  };
}
