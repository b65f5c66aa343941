/** Mounts a page in the hand with a small light map, an own memory and a fake back end, for behaviour tests. */
import { createPinia, setActivePinia } from 'pinia';
import { createApp, nextTick, type Component } from 'vue';
import type { CaseDetail } from '../../domain/caseDetail';
import type { CommandOutcome, Wish } from '../../domain/command';
import type { Role } from '../../domain/role';
import type { Task } from '../../domain/task';
import { createI18n, type LanguageTag } from '../../i18n/createI18n';
import type { LightMap } from '../../state/ports/lightMap';
import type { FilingChoice } from '../../state/ports/ruleBook';
import { createManualTimers } from '../../state/stores/createManualTimers';
import { FAKE_NOW, fakeSession } from '../../state/stores/createFakeCity';
import { provideMobilePorts, type MobilePorts } from '../../state/stores/mobile/mobilePorts';
import { provideTimers } from '../../state/stores/Timers';

export const LIGHT_MAP: LightMap = {
  bounds: [106.56, 29.55, 106.59, 29.57], water: [], green: [],
  roads: [{ points: [106.57, 29.56, 106.58, 29.56], main: true, zh: '民权路', en: 'Minquan Road' }, { points: [106.58, 29.56, 106.58, 29.565], main: true, zh: '民生路', en: 'Minsheng Road' }],
  streets: [{ id: 'ST-01', zh: '解放碑街道', en: 'Jiefangbei', lon: 106.575, lat: 29.56, ring: [106.565, 29.555, 106.585, 29.555, 106.585, 29.568, 106.565, 29.568] }],
  landmarks: [{ id: 'LM-1', zh: '解放碑', en: 'Liberation Monument', lon: 106.5745, lat: 29.5602 }],
};
const rule = (id: string, zh: string, code: string): FilingChoice => ({ id, category: 'event', codes: [code], zh, en: id, conditionZh: '有', conditionEn: 'any', limit: 2, clock: 'work_hour', leadUnit: 'street', supportingUnits: [] });
export const RULES: readonly FilingChoice[] = [rule('exposed-refuse', '暴露垃圾', '0102'), rule('road-damage', '道路破损', '0110'), rule('barbecue', '露天烧烤', '0510')];

export function mountMobile(component: Component, options: { readonly language?: LanguageTag; readonly memory?: Record<string, string>; readonly map?: LightMap | null } = {}) {
  const timers = createManualTimers(FAKE_NOW);
  provideTimers(timers);
  const memory = new Map(Object.entries(options.memory ?? {}));
  const held = { down: false, visible: true, outcome: { ok: true, createdId: 'c1', at: FAKE_NOW } as CommandOutcome, details: new Map<string, CaseDetail>(), tasks: [] as Task[], place: null as { lon: number; lat: number; accuracy: number } | null };
  const sent: Wish[] = [];
  const signedIn: Role[] = [];
  const answer = <Value>(value: () => Value): Promise<Value> => (held.down ? Promise.reject(new Error('down')) : Promise.resolve(value()));
  const ports: MobilePorts = {
    actions: {
      command(wish) { if (held.down) return Promise.resolve({ ok: false, refusal: 'unreachable', detail: '' }); sent.push(wish); return Promise.resolve(held.outcome); },
      session: () => answer(() => fakeSession('citizen', { scope: { type: 'own', reporterId: 'r1' } })),
      signIn: (role, scope) => answer(() => {
        if (scope?.workerId === 'nobody') throw new Error('400');
        signedIn.push(role);
        return fakeSession(role, { ...(role === 'citizen' ? { scope: { type: 'own', reporterId: 'r1' } } : {}), workerId: (scope?.workerId ?? null) as Task['workerId'] | null });
      }),
      timeline: () => answer(() => []), cases: () => answer(() => ({ count: 0, at: FAKE_NOW, cases: [] })),
      caseDetail: (id) => answer(() => held.details.get(id) ?? null),
      tasks: (workerId) => answer(() => held.tasks.filter((task) => workerId === null || task.workerId === workerId)),
    },
    ruleBook: { filing: () => Promise.resolve(RULES), units: () => Promise.resolve([]), communities: () => Promise.resolve([]), preplans: () => Promise.resolve([]), counters: () => Promise.resolve([]), flood: () => Promise.resolve(null), acknowledgeMinutes: () => Promise.resolve(null), evaluation: () => Promise.resolve(null) },
    notebook: { read: (name) => memory.get(name) ?? null, write: (name, text) => { if (text === null) memory.delete(name); else memory.set(name, text); } },
    lightMap: () => Promise.resolve(options.map === undefined ? LIGHT_MAP : options.map),
    locate: () => (held.place ? Promise.resolve(held.place) : Promise.reject(new Error('denied'))),
    visible: () => held.visible,
  };
  provideMobilePorts(ports);
  const host = document.createElement('div');
  document.body.append(host);
  const app = createApp(component);
  const pinia = createPinia();
  setActivePinia(pinia);
  app.use(pinia).use(createI18n(options.language ?? 'zh-CN')).mount(host);
  return {
    held, sent, signedIn, memory, timers, host, ports,
    text: (): string => (host.textContent ?? '').replaceAll(/[\u202F\s]+/gu, ' '),
    find: <Found extends HTMLElement>(selector: string): Found => { const found = host.querySelector<Found>(selector); if (!found) throw new Error(`nothing matches ${selector}`); return found; },
    choose(selector: string, value: string): void { const field = host.querySelector<HTMLSelectElement | HTMLTextAreaElement>(selector); if (!field) throw new Error(`nothing matches ${selector}`); field.value = value; field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true })); },
    async settle(): Promise<void> { for (let turn = 0; turn < 20; turn++) await Promise.resolve(); await nextTick(); await nextTick(); },
    unmount(): void { app.unmount(); host.remove(); },
  };
}
