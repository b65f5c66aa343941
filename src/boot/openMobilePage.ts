/** Opens a page in the hand: back end, light map, memory, place. No globe, no city worker, no feed. */
import { createPinia } from 'pinia';
import { createApp, type Component } from 'vue';
import { createI18n } from '../i18n/createI18n';
import { createBrowserTimers } from '../modes/createBrowserTimers';
import type { LightMap } from '../state/ports/lightMap';
import { provideMobilePorts } from '../state/stores/mobile/mobilePorts';
import { residentSession, useReporter } from '../state/stores/mobile/reporter';
import { useFieldWork } from '../state/stores/mobile/fieldWork';
import { usePreferences } from '../state/stores/preferences';
import { provideTimers } from '../state/stores/Timers';
import type { Address } from '../state/stores/url/readAddress';
import { createApi } from './apiFetch';
import { createActionPorts } from './createActionPorts';
import { createBrowserNotebook } from './createBrowserNotebook';
import { createRuleBook } from './createRuleBook';
import { packAddress } from './openPacks';
import { readEnvironment } from './readEnvironment';
import { readLightMap } from './readLightMap';
import { startDemo } from './startDemo';

/** How long a phone may look for its place, ms. */
const LOCATE_MS = 10_000;
const TOKEN = 'reporter.token';

const locate = (): Promise<{ lon: number; lat: number; accuracy: number }> => new Promise((resolve, reject) => {
  if (!('geolocation' in navigator)) { reject(new Error('no geolocation')); return; }
  navigator.geolocation.getCurrentPosition(({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy }), (error) => reject(new Error(error.message)), { enableHighAccuracy: true, timeout: LOCATE_MS, maximumAge: 60_000 });
});

export async function openMobilePage(address: Address, pageLoading: Promise<{ readonly default: Component }>): Promise<void> {
  const environment = await readEnvironment(document.baseURI);
  const cityName = new URLSearchParams(window.location.search).has('city') ? address.city : environment.city;
  const api = createApi(new URL('api/', document.baseURI).href);
  const actions = createActionPorts({ api, newId: () => crypto.randomUUID() });
  const notebook = createBrowserNotebook(window);
  let map: Promise<LightMap | null> | null = null;
  provideTimers(createBrowserTimers());
  provideMobilePorts({
    actions, notebook, locate,
    ruleBook: createRuleBook(new URL(`rules/${encodeURIComponent(cityName)}/`, document.baseURI).href),
    lightMap: () => (map ??= readLightMap(packAddress(cityName, document.baseURI))),
    visible: () => document.visibilityState === 'visible',
  });

  const app = createApp((await pageLoading).default);
  app.use(createPinia());
  app.use(createI18n(address.language));
  const preferences = usePreferences();
  preferences.mode = address.mode;
  preferences.language = address.language;
  preferences.theme = address.theme;
  app.mount('#app');
  if (address.mode === 'report') void useReporter().readRules();

  const failed = (): void => { if (address.mode === 'task') useFieldWork().unreachable = true; else useReporter().fail(); };
  if (!await startDemo({ environment, address, baseUrl: document.baseURI, packName: cityName, onIgnored: () => undefined, onFailed: failed })) return;
  if (address.mode === 'task') { await useFieldWork().begin(); return; }
  await useReporter().begin(async () => {
    // The same session as last time keeps the reports of this browser together, also where no name is asked for.
    api.setToken(notebook.read(TOKEN) ?? '');
    const session = await residentSession(actions, () => api.setToken(''));
    notebook.write(TOKEN, session.token);
    return session;
  });
}
