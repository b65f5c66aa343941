/** Keys of the whole desk but `/`, which belongs to the search box. Single keys act only on the stage or when nothing has the focus, so that typing is never hijacked. */
import { onMounted, onScopeDispose } from 'vue';
import { useOverview } from '../state/stores/overview';
import { useSelection } from '../state/stores/selection';
import { useSingleKeys } from '../state/stores/singleKeys';

export interface DeskKeyActions { openHelp(): void; goUp(): void }

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
const isOnStage = (target: EventTarget | null): boolean => target === document.body || (target instanceof Element && target.closest('[data-region="stage"]') !== null);

export function useDeskKeys(actions: DeskKeyActions): void {
  const overview = useOverview();
  const selection = useSelection();
  const singleKeys = useSingleKeys();

  function stepWarning(by: number): void {
    const ids = [...new Set(overview.activeWarnings.map((warning) => warning.objectId))];
    if (ids.length === 0) return;
    const at = ids.findIndex((id) => id === selection.openId);
    const next = ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length];
    if (next) selection.open(next);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') { if (!isTyping(event.target)) actions.goUp(); return; }
    if (!singleKeys.on || isTyping(event.target) || !isOnStage(event.target)) return;
    if (event.key === '?') { event.preventDefault(); actions.openHelp(); }
    else if (event.key === '[') stepWarning(-1);
    else if (event.key === ']') stepWarning(1);
  }
  onMounted(() => { window.addEventListener('keydown', onKey); });
  onScopeDispose(() => { window.removeEventListener('keydown', onKey); });
}
