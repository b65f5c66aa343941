/** What the keyboard does with the warning it stands on: A acknowledges, S shelves, C opens a case (or the case there already is). */
import type { CommandType } from '../../domain/command';
import type { Warning } from '../../domain/warning';
import { useActions } from '../../state/stores/actions';
import { useCaseView } from '../../state/stores/caseView';
import { useSingleKeys } from '../../state/stores/singleKeys';

const COMMANDS: Readonly<Record<string, CommandType>> = { a: 'warning.acknowledge', s: 'warning.shelve', c: 'warning.fileCase' };
const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/** Answers whether the key was one of these; then nobody else is to take it. */
export function useWarningKeys(): (warning: Warning | null | undefined, event: KeyboardEvent) => boolean {
  const actions = useActions();
  const caseView = useCaseView();
  const singleKeys = useSingleKeys();
  return (warning, event) => {
    if (!singleKeys.on || !warning || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return false;
    const type = Object.hasOwn(COMMANDS, event.key.toLowerCase()) ? COMMANDS[event.key.toLowerCase()] : undefined;
    if (!type) return false;
    event.preventDefault();
    event.stopPropagation();
    if (type === 'warning.fileCase' && warning.caseId) caseView.open(warning.caseId);
    else void actions.start({ type, subject: { warningId: warning.id, objectId: warning.objectId }, zh: warning.headlineZh, en: warning.headlineEn });
    return true;
  };
}
