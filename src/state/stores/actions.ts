/**
 * What people do: one way from a button, a key or a form to the back end and back to a sentence. Remembers what is on its way,
 * the last answer, and the form that is open. Nothing is shown as done before the back end has said so.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CommandOutcome, CommandType, Refusal, Wish } from '../../domain/command';
import { fieldsOf, NO_VALUES, toWish, type ActionSubject, type ActionValues } from './actionForms';
import { usePorts } from './providePorts';
import { useSession } from './session';
import { useTimers, type Cancel } from './Timers';

/** How long an answer stays on screen, ms. A refusal stays until it is dismissed. */
export const NOTICE_MS = 6000;

/** Why a button cannot be pressed now; every one has a sentence. */
export type WhyNot = 'lookingBack' | 'noBackEnd' | 'signedOut' | 'role' | 'busy';
export interface ActionRequest { readonly type: CommandType; readonly subject: ActionSubject; /** What it is about, in both languages. */ readonly zh: string; readonly en: string; readonly preset?: Partial<ActionValues> }
export interface ActionNotice { readonly type: CommandType; readonly refusal: Refusal | null; readonly detail: string; readonly createdId: string | null }

const keyOf = (type: CommandType, subject: ActionSubject): string => `${type} ${Object.values(subject).join(' ')}`;

export const useActions = defineStore('actions', () => {
  const session = useSession();
  const { store } = usePorts();
  const instant = ref(store.instant);
  store.subscribe((diff) => { if (diff.instantChanged) instant.value = store.instant; });

  const busy = shallowRef<ReadonlySet<string>>(new Set());
  const notice = shallowRef<ActionNotice | null>(null);
  const form = shallowRef<ActionRequest | null>(null);
  const lookingBack = computed(() => instant.value !== null);
  let cancelNotice: Cancel | null = null;

  function whyNot(type: CommandType, subject: ActionSubject = {}): WhyNot | null {
    if (lookingBack.value) return 'lookingBack';
    if (!usePorts().actions) return 'noBackEnd';
    if (session.phase !== 'signedIn') return 'signedOut';
    if (!session.may(type)) return 'role';
    return busy.value.has(keyOf(type, subject)) ? 'busy' : null;
  }

  function dismiss(): void { cancelNotice?.(); cancelNotice = null; notice.value = null; }
  function tell(next: ActionNotice): void {
    dismiss();
    notice.value = next;
    if (next.refusal === null) cancelNotice = useTimers().after(NOTICE_MS, dismiss);
  }

  async function send(wish: Wish, key: string): Promise<CommandOutcome> {
    const { actions } = usePorts();
    if (!actions) return { ok: false, refusal: 'unreachable', detail: '' };
    busy.value = new Set([...busy.value, key]);
    const outcome = await actions.command(wish).catch((error: unknown): CommandOutcome => ({ ok: false, refusal: 'unreachable', detail: error instanceof Error ? error.message : String(error) }));
    busy.value = new Set([...busy.value].filter((other) => other !== key));
    tell(outcome.ok ? { type: wish.type, refusal: null, detail: '', createdId: outcome.createdId } : { type: wish.type, refusal: outcome.refusal, detail: outcome.detail, createdId: null });
    return outcome;
  }
  /** For commands that no form makes, e.g. a report. */
  const perform = (wish: Wish): Promise<CommandOutcome> => send(wish, JSON.stringify(wish).slice(0, 400));

  /** Asks for what the command needs, or gives it at once when it needs nothing more. Says why not instead of doing nothing. */
  async function start(request: ActionRequest): Promise<CommandOutcome | null> {
    const why = whyNot(request.type, request.subject);
    if (why === 'busy') return null;
    if (why !== null) {
      tell({ type: request.type, refusal: why === 'lookingBack' ? 'lookingBack' : why === 'noBackEnd' ? 'unreachable' : 'role', detail: '', createdId: null });
      return null;
    }
    if (fieldsOf(request.type).length > 0) { form.value = request; return null; }
    return submit(request, { ...NO_VALUES, ...request.preset });
  }
  /** The same command for many; the answer counts. Stops at the first that was refused. */
  async function startAll(requests: readonly ActionRequest[]): Promise<number> {
    let done = 0;
    for (const request of requests) {
      const outcome = await start(request);
      if (!outcome?.ok) break;
      done += 1;
    }
    return done;
  }
  /** The form stays open, with what was written, when the command was refused. */
  async function submit(request: ActionRequest, values: ActionValues): Promise<CommandOutcome | null> {
    const wish = toWish(request.type, request.subject, values, store.liveNow());
    if (!wish) return null;
    const outcome = await send(wish, keyOf(request.type, request.subject));
    if (outcome.ok && form.value === request) form.value = null;
    return outcome;
  }
  function closeForm(): void { form.value = null; }
  return { instant, lookingBack, busy, notice, form, whyNot, start, startAll, submit, perform, dismiss, closeForm };
});
