/** Mounts a component as the page does (Pinia, i18n, fake city, manual timers) for behaviour tests. */
import { createPinia, setActivePinia } from 'pinia';
import { createApp, nextTick, type Component } from 'vue';
import type { Role } from '../../domain/role';
import { createI18n, type LanguageTag } from '../../i18n/createI18n';
import { createFakeCity, FAKE_NOW, type FakeObject } from '../../state/stores/createFakeCity';
import { createManualTimers } from '../../state/stores/createManualTimers';
import { useClock } from '../../state/stores/clock';
import { useFeedHealth } from '../../state/stores/feedHealth';
import { useObjectSheet } from '../../state/stores/objectSheet';
import { providePorts } from '../../state/stores/providePorts';
import { useSession } from '../../state/stores/session';
import { provideTimers } from '../../state/stores/Timers';

export type FakeCity = ReturnType<typeof createFakeCity>;

export function mountForTest(component: Component, objects: readonly FakeObject[], options: { language?: LanguageTag; prepare?: (city: FakeCity) => void; role?: Role; props?: Record<string, unknown>; /** What the page provides to every component. */ provided?: Record<string, unknown> } = {}) {
  const pinia = createPinia();
  setActivePinia(pinia);
  const city = createFakeCity(objects);
  const timers = createManualTimers(FAKE_NOW);
  providePorts(city);
  provideTimers(timers);
  options.prepare?.(city);
  void useSession().begin(options.role ?? 'leader');
  const stops = [useClock().start(), useFeedHealth().start(), useObjectSheet().start()];
  const host = document.createElement('div');
  document.body.append(host);
  const app = createApp(component, options.props ?? {});
  for (const [key, value] of Object.entries(options.provided ?? {})) app.provide(key, value);
  app.use(pinia).use(createI18n(options.language ?? 'zh-CN')).mount(host);
  return {
    city, timers, host,
    text: (): string => (host.textContent ?? '').replaceAll(/[\u202F\s]+/gu, ' '),
    find: <Found extends HTMLElement>(selector: string): Found => { const found = host.querySelector<Found>(selector); if (!found) throw new Error(`nothing matches ${selector}`); return found; },
    async settle(): Promise<void> { for (let turn = 0; turn < 12; turn++) await Promise.resolve(); await nextTick(); await nextTick(); },
    press(target: Element, key: string): void { target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); },
    unmount(): void { app.unmount(); host.remove(); for (const stop of stops) stop(); },
  };
}
