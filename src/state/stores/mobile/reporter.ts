/**
 * A resident's reports: one being written, and those sent from this browser, each followed step by step. No personal data: the
 * reports are tied to a session that the back end gave without asking for a name.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CaseDetail } from '../../../domain/caseDetail';
import type { Refusal } from '../../../domain/command';
import type { Session } from '../../../domain/role';
import type { ActionPorts } from '../../ports/actions';
import type { FilingChoice } from '../../ports/ruleBook';
import { toReport } from '../actionForms';
import { useTimers, type Cancel } from '../Timers';
import { useMobilePorts } from './mobilePorts';

/** How often sent reports are asked about while somebody looks, ms: a step is seen within two seconds. */
export const FOLLOW_MS = 2000;
/** Reports remembered, newest first. */
export const REMEMBERED = 20;
const MEMORY = 'reports';
const DRAFT = 'draft';
/** A draft larger than this is kept without its pictures: a browser keeps a few megabytes per page. Characters. */
const DRAFT_SIZE = 2_000_000;

export interface SentReport { readonly caseId: string; readonly at: number }
export interface Draft {
  readonly text: string;
  /** Null = not chosen yet; '' = something else. */
  readonly ruleId: string | null;
  readonly place: { readonly lon: number; readonly lat: number; readonly words: string } | null;
  readonly photos: readonly string[];
}
export const EMPTY_DRAFT: Draft = { text: '', ruleId: null, place: null, photos: [] };
export type Missing = 'class' | 'place' | 'text';

function readMemory(text: string | null): readonly SentReport[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter((item): item is SentReport => typeof item === 'object' && item !== null && typeof (item as SentReport).caseId === 'string' && typeof (item as SentReport).at === 'number').slice(0, REMEMBERED) : [];
  } catch { return []; }
}

/** What was being written when the page was left; `waiting` when it was sent and nobody answered. */
function readDraft(text: string | null): { readonly draft: Draft; readonly waiting: boolean } {
  try {
    const { draft, waiting } = JSON.parse(text ?? '{}') as { draft?: Partial<Draft>; waiting?: unknown };
    const place = draft?.place;
    return {
      draft: {
        text: typeof draft?.text === 'string' ? draft.text : '', ruleId: typeof draft?.ruleId === 'string' ? draft.ruleId : null,
        place: place && Number.isFinite(place.lon) && Number.isFinite(place.lat) && typeof place.words === 'string' ? place : null,
        photos: Array.isArray(draft?.photos) ? draft.photos.filter((photo) => typeof photo === 'string' && photo.startsWith('data:image/')) : [],
      },
      waiting: waiting === true,
    };
  } catch { return { draft: EMPTY_DRAFT, waiting: false }; }
}

/**
 * The session a resident reports with: the one of last time, else a new one, else whoever the back end's own sign-on says this is. `forget`
 * drops a token that the back end does not know any more. Rejects when nobody answers.
 */
export async function residentSession(actions: Pick<ActionPorts, 'session' | 'signIn'>, forget: () => void): Promise<Session> {
  const known = await actions.session().catch(() => null);
  if (known?.role === 'citizen') return known;
  if (known === null) forget();
  return actions.signIn('citizen').catch(() => known ?? actions.session());
}

export const useReporter = defineStore('reporter', () => {
  const { notebook } = useMobilePorts();
  const session = shallowRef<Session | null>(null);
  const rules = shallowRef<readonly FilingChoice[]>([]);
  const kept = readDraft(notebook.read(DRAFT));
  const draft = shallowRef<Draft>(kept.draft);
  /** It was sent and nobody answered: it is sent again by itself as soon as somebody does. */
  const waiting = ref(kept.waiting);
  const sending = ref(false);
  const refusal = ref<Refusal | null>(null);
  /** The report that was just sent. */
  const sent = ref<string | null>(null);
  const reports = shallowRef<readonly SentReport[]>(readMemory(notebook.read(MEMORY)));
  const details = shallowRef<ReadonlyMap<string, CaseDetail>>(new Map());
  /** The back end has not answered the last time; what is shown may be old. */
  const unreachable = ref(false);

  const missing = computed<readonly Missing[]>(() => {
    const { ruleId, place, text } = draft.value;
    return [...(ruleId === null ? ['class' as const] : []), ...(place === null ? ['place' as const] : []), ...(ruleId === '' && text.trim() === '' ? ['text' as const] : [])];
  });
  const reporterId = computed(() => (session.value?.scope.type === 'own' ? session.value.scope.reporterId : null));
  function keep(): void {
    const text = draft.value === EMPTY_DRAFT ? null : JSON.stringify({ draft: draft.value, waiting: waiting.value });
    notebook.write(DRAFT, text !== null && text.length > DRAFT_SIZE ? JSON.stringify({ draft: { ...draft.value, photos: [] }, waiting: false }) : text);
  }
  const change = (part: Partial<Draft>): void => { draft.value = { ...draft.value, ...part }; refusal.value = null; waiting.value = false; keep(); };

  /** The classes stand on the page before the back end answers. */
  async function readRules(): Promise<void> { if (rules.value.length === 0) rules.value = await useMobilePorts().ruleBook.filing(); }
  /** Settles when somebody is signed in, or cannot be. A report that is sent before waits for it. */
  let signedIn: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => { signedIn = resolve; });
  let opening: (() => Promise<Session>) | null = null;
  async function signIn(): Promise<void> {
    if (opening === null) return;
    try { session.value = await opening(); unreachable.value = false; } catch { unreachable.value = true; }
  }
  async function begin(open: () => Promise<Session>): Promise<void> {
    opening = open;
    await readRules();
    await signIn();
    signedIn();
    await follow();
  }
  /** The page has no back end to ask. */
  function fail(): void { unreachable.value = true; signedIn(); }

  async function submit(): Promise<boolean> {
    const { place, ruleId, text, photos } = draft.value;
    if (missing.value.length > 0 || !place || sending.value) return false;
    const { actions } = useMobilePorts();
    const rule = rules.value.find((item) => item.id === ruleId) ?? null;
    sending.value = true;
    refusal.value = null;
    await ready;
    const outcome = session.value === null ? { ok: false as const, refusal: 'unreachable' as const, detail: '' } : await actions.command(toReport('citizen', {
      ruleId: rule?.id ?? null, classCode: rule?.codes[0] ?? null, text: text.trim().slice(0, 200), lon: place.lon, lat: place.lat, objectId: null, photos, reporterId: reporterId.value,
    }));
    sending.value = false;
    if (!outcome.ok) { refusal.value = outcome.refusal; waiting.value = outcome.refusal === 'unreachable'; keep(); return false; }
    if (outcome.createdId !== null) {
      const { createdId } = outcome;
      reports.value = [{ caseId: createdId, at: outcome.at || useTimers().now() }, ...reports.value.filter((item) => item.caseId !== createdId)].slice(0, REMEMBERED);
      notebook.write(MEMORY, JSON.stringify(reports.value));
    }
    sent.value = outcome.createdId;
    draft.value = EMPTY_DRAFT;
    waiting.value = false;
    keep();
    await follow();
    return true;
  }

  /** Asks once about every report that is not over. */
  async function follow(): Promise<void> {
    const { actions } = useMobilePorts();
    const open = reports.value.filter(({ caseId }) => { const known = details.value.get(caseId); return !known || known.case.open || known.case.rating === null; });
    if (open.length === 0) return;
    const answers = await Promise.all(open.map(({ caseId }) => actions.caseDetail(caseId, null).then((detail) => [caseId, detail] as const).catch(() => 'failed' as const)));
    unreachable.value = answers.every((answer) => answer === 'failed');
    const next = new Map(details.value);
    for (const answer of answers) if (answer !== 'failed' && answer[1]) next.set(answer[0], answer[1]);
    details.value = next;
  }
  /** What waits is sent again, with a session first when there is none yet. */
  async function resend(): Promise<void> {
    if (!waiting.value) return;
    if (session.value === null) await signIn();
    if (session.value !== null) await submit();
  }
  async function rate(caseId: string, stars: number): Promise<boolean> {
    const outcome = await useMobilePorts().actions.command({ type: 'case.rate', caseId, stars, reporterId: reporterId.value });
    refusal.value = outcome.ok ? null : outcome.refusal;
    await follow();
    return outcome.ok;
  }
  function start(): Cancel {
    let asking = false;
    return useTimers().every(FOLLOW_MS, () => {
      if (asking || !useMobilePorts().visible()) return;
      asking = true;
      void resend().then(follow).finally(() => { asking = false; });
    });
  }
  return { session, rules, draft, waiting, sending, refusal, sent, reports, details, unreachable, missing, change, readRules, begin, fail, submit, follow, rate, start };
});
