/**
 * Keeps address and stores in step. A link restores everything; a settled change is written back without a new history entry,
 * opening an object makes one, so that Back closes it again and returns to the camera it was opened from.
 */
import { effectScope, watch } from 'vue';
import { useBoards } from '../boards/boards';
import { useCaseView } from '../caseView';
import { useInstallation } from '../installation';
import { useLayers } from '../layers';
import { useLists } from '../lists';
import { usePreferences } from '../preferences';
import { placeOf, placeTypeOf, roleOfMode, useSession } from '../session';
import { useSelection } from '../selection';
import { useScenarios } from '../scenarios';
import { useSketch } from '../sketch';
import { useTimeMachine } from '../timeMachine';
import { useTimers, type Cancel } from '../Timers';
import { useView } from '../view';
import { toQuery, type AddressBar } from './AddressBar';
import { readAddress, type Address, type AddressNote } from './readAddress';
import { writeFact } from './UrlFact';
import { urlArea } from './urlArea';
import { urlBoard } from './urlBoard';
import { urlCase } from './urlCase';
import { urlInstant } from './urlInstant';
import { urlLanguage } from './urlLanguage';
import { urlLayers } from './urlLayers';
import { urlList } from './urlList';
import { urlInspect, urlSelection } from './urlObject';
import { urlRole } from './urlRole';
import { urlScenario, urlSpeed } from './urlScenario';
import { urlTheme } from './urlTheme';
import { urlView } from './urlView';
import { urlWater } from './urlWater';

/** Quiet time before a change is written, ms: a flight or a slider writes once, and browsers limit history calls. */
export const URL_SETTLE_MS = 300;

export interface SyncUrlOptions {
  readonly bar: AddressBar;
  /** `read` = restore only: a wall's or kiosk's link stays the one its owner wrote. */
  readonly direction: 'both' | 'read';
  /** Told once about facts that were ignored. */
  readonly onNotes?: (notes: readonly AddressNote[]) => void;
}

export interface UrlSync {
  /** Back to what the link said, as a kiosk does between visitors. */
  restore(): void;
  /** Writes the address at once: before it is copied, also while the past is played. */
  write(): void;
  stop: Cancel;
}

export function syncUrl(options: SyncUrlOptions): UrlSync {
  const { bar } = options;
  const timers = useTimers();
  const selection = useSelection();
  const layers = useLayers();
  const lists = useLists();
  const boards = useBoards();
  const sketch = useSketch();
  const caseView = useCaseView();
  const session = useSession();
  const view = useView();
  const preferences = usePreferences();
  const installation = useInstallation();
  const time = useTimeMachine();
  const scenarios = useScenarios();

  /** What the page opened with; only a kiosk returns to it. */
  const opened = readAddress(bar.read());
  let cancelWrite: Cancel | null = null;
  /** A file that was closed is not opened again by the link. */
  let closedFile = false;

  function applyObjects(address: Address): void {
    if (address.selection !== selection.openId) {
      if (address.selection === null) selection.close(); else selection.open(address.selection, { fly: address.view === null });
    }
    if (address.inspect !== selection.inspectedId) {
      if (address.inspect === null) selection.leaveInspector(); else selection.inspect(address.inspect);
    }
  }
  function apply(address: Address): void {
    preferences.language = address.language;
    preferences.theme = address.theme;
    if (address.layers) layers.setHidden(address.layers); else layers.reset();
    layers.waterClasses = address.rivers === 'classes';
    if (address.view) view.goTo(address.view);
    if (address.list === null) lists.close(); else lists.open(address.list);
    boards.show(address.board);
    sketch.show(address.area);
    time.openAt(address.instant);
    applyObjects(address);
    if (address.case === null) caseView.close(); else caseView.open(address.case, { fly: address.view === null });
  }

  function write(into: URLSearchParams, objects: { readonly openId: typeof selection.openId; readonly inspectedId: typeof selection.inspectedId }): string {
    writeFact(urlLanguage, preferences.language, into);
    writeFact(urlTheme, preferences.theme, into);
    writeFact(urlLayers, layers.isDefaultHidden ? null : layers.hidden, into);
    writeFact(urlWater, layers.waterClasses ? 'classes' : 'water', into);
    writeFact(urlView, view.current ?? view.target, into);
    writeFact(urlList, lists.filter, into);
    writeFact(urlBoard, boards.board, into);
    writeFact(urlArea, sketch.area, into);
    writeFact(urlInstant, time.instant ?? time.wanted ?? time.pending, into);
    if (closedFile) into.delete('recording');
    writeFact(urlSelection, objects.openId, into);
    writeFact(urlInspect, objects.inspectedId, into);
    writeFact(urlCase, caseView.openId, into);
    if (scenarios.link) {
      writeFact(urlScenario, scenarios.link.scenario, into);
      writeFact(urlSpeed, scenarios.link.speed, into);
    }
    if (session.phase === 'signedIn') {
      const place = placeTypeOf(session.role) === null ? null : placeOf(session.scope);
      writeFact(urlRole, session.role === roleOfMode(preferences.mode) && place === null ? null : { role: session.role, place }, into);
    }
    return toQuery(into);
  }
  const current = (): URLSearchParams => new URLSearchParams(bar.read());
  function replaceNow(objects = { openId: selection.openId, inspectedId: selection.inspectedId }): void {
    cancelWrite?.();
    cancelWrite = null;
    const query = write(current(), objects);
    if (query !== toQuery(current())) bar.replace(query);
  }
  function replaceSoon(): void {
    cancelWrite?.();
    cancelWrite = timers.after(URL_SETTLE_MS, () => { cancelWrite = null; replaceNow(); });
  }

  const scope = effectScope(true);
  scope.run(() => {
    if (options.direction === 'read') return;
    // while it plays the address keeps still; where it stops is written
    watch(() => (time.playing ? 'playing' : time.instant), replaceSoon);
    watch(() => time.isFile, (isFile, wasFile) => { closedFile = wasFile && !isFile; replaceSoon(); });
    watch(() => [view.current, layers.hidden, layers.waterClasses, lists.filter, boards.board, sketch.area, preferences.language, preferences.theme, caseView.openId, session.visit, scenarios.link], replaceSoon);
    watch(() => [selection.openId, selection.inspectedId] as const, ([openId, inspectedId], [oldOpenId, oldInspectedId]) => {
      const { address } = readAddress(bar.read());
      if (address.selection === openId && address.inspect === inspectedId) return;
      if (openId === null || (openId === oldOpenId && inspectedId === null)) { replaceNow(); return; }
      // The entry we leave keeps the camera it had, then the opened object gets an entry of its own.
      replaceNow({ openId: oldOpenId, inspectedId: oldInspectedId });
      bar.push(write(current(), { openId, inspectedId }));
    });
  });

  const stopReturn = bar.onReturn(() => {
    cancelWrite?.();
    cancelWrite = null;
    apply(readAddress(bar.read()).address);
  });

  preferences.mode = opened.address.mode;
  installation.setProfile(opened.address.profile);
  apply(opened.address);
  if (opened.notes.length > 0) options.onNotes?.(opened.notes);

  return {
    restore: () => {
      apply(opened.address);
      if (!opened.address.view) view.goHome();
    },
    write: () => { if (options.direction === 'both') replaceNow(); },
    stop: () => { cancelWrite?.(); stopReturn(); scope.stop(); },
  };
}
