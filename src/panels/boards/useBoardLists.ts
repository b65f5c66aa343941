/** Opens what a number of a board counts beside the board, and can bring the objects behind it into the picture. */
import { KINDS, type Kind } from '../../domain/kind';
import type { VitalSign } from '../../domain/overview';
import { useBoards } from '../../state/stores/boards/boards';
import { vitalTarget } from '../../state/stores/boards/vitalTarget';
import type { ShownFilter } from '../../state/stores/listRows';
import { toCauseView } from '../../state/stores/boards/causeView';
import { useCaseView } from '../../state/stores/caseView';
import { useLayers } from '../../state/stores/layers';
import { useLists } from '../../state/stores/lists';
import { usePorts } from '../../state/stores/providePorts';
import { useSelection } from '../../state/stores/selection';
import { useView } from '../../state/stores/view';

export interface BoardLists {
  open(filter: ShownFilter): void;
  /** Opens the list, switches the layers of its objects on and flies to where they stand. */
  show(filter: ShownFilter, kinds: readonly Kind[]): void;
  /** Shows what causes a vital sign: its objects, or the card of the subsystem that reports it. */
  cause(vital: VitalSign): void;
}

export function useBoardLists(): BoardLists {
  const lists = useLists();
  const selection = useSelection();
  const caseView = useCaseView();
  const layers = useLayers();
  const view = useView();
  const boards = useBoards();
  // A list takes the place of an open object or case, so the number that was pressed always shows its own rows.
  const open = (filter: ShownFilter): void => { caseView.close(); selection.close(); lists.open(filter); };
  function show(filter: ShownFilter, kinds: readonly Kind[]): void {
    open(filter);
    for (const kind of KINDS) if (kinds.includes(kind) && !layers.visible(kind)) layers.show(kind, true);
    const target = toCauseView(usePorts().store, lists.rows, view.current?.heading ?? 0);
    if (target) view.goTo(target);
  }
  return {
    open, show,
    cause(vital) {
      const target = vitalTarget(vital, usePorts().store.serverNow());
      if (target?.type === 'subsystem') boards.open('subsystems', { card: target.id });
      else if (target) show(target.filter, vital.sources);
    },
  };
}
