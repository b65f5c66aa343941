/** What the keyboard does with the row it stands on: A acknowledges, S shelves, C opens a case (or the case there already is). */
import type { CommandType } from '../../domain/command';
import { useActions } from '../../state/stores/actions';
import { useCaseView } from '../../state/stores/caseView';
import type { ListRow } from '../../state/stores/listRows';

const COMMANDS: Readonly<Record<string, CommandType>> = { a: 'warning.acknowledge', s: 'warning.shelve', c: 'warning.fileCase' };

/** Answers whether the key was one of these. */
export function useRowActions(): (row: ListRow | undefined, event: KeyboardEvent) => boolean {
  const actions = useActions();
  const caseView = useCaseView();
  return (row, event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || row?.type !== 'warning') return false;
    const type = Object.hasOwn(COMMANDS, event.key.toLowerCase()) ? COMMANDS[event.key.toLowerCase()] : undefined;
    if (!type) return false;
    const { warning } = row;
    if (type === 'warning.fileCase' && warning.caseId) caseView.open(warning.caseId);
    else void actions.start({ type, subject: { warningId: warning.id, objectId: warning.objectId }, zh: warning.headlineZh, en: warning.headlineEn });
    return true;
  };
}
