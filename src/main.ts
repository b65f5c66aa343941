/** The composition root: reads the address, opens the city, connects the feed, mounts one mode. It decides nothing else. */
import './design/tokens.css';
import './design/fonts.css';
import './design/base.css';
import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import { createPorts } from './boot/createPorts';
import { createTestHandle } from './boot/createTestHandle';
import { openPacks } from './boot/openPacks';
import { readEnvironment } from './boot/readEnvironment';
import { showFailure } from './boot/showFailure';
import { startBackEnd } from './boot/startBackEnd';
import { createI18n } from './i18n/createI18n';
import { createBrowserTimers } from './modes/createBrowserTimers';
import { provideStageMount } from './scene/stageMount';
import { createCatalogue } from './state/city/createCatalogue';
import { createCityStore } from './state/city/createCityStore';
import { useCity } from './state/stores/city';
import { useFreeArea } from './state/stores/freeArea';
import { providePorts } from './state/stores/providePorts';
import { useSelection } from './state/stores/selection';
import { provideTimers } from './state/stores/Timers';
import { createBrowserAddressBar } from './state/stores/url/AddressBar';
import { readAddress } from './state/stores/url/readAddress';
import { syncUrl } from './state/stores/url/syncUrl';
import { useView } from './state/stores/view';
import { createCityClient } from './workers/workerClient';

const modes = {
  desk: () => import('./modes/desk.vue'),
  wall: () => import('./modes/wall.vue'),
  kiosk: () => import('./modes/kiosk.vue'),
  bare: () => import('./modes/bare.vue'),
};

async function start(): Promise<void> {
  const { address } = readAddress(window.location.search);
  const parameters = new URLSearchParams(window.location.search);
  const marks: Record<string, number> = { script: performance.now() };
  const modeLoading = modes[address.mode]();
  const environment = await readEnvironment(document.baseURI);
  const client = createCityClient(new Worker(new URL('./workers/city.worker.ts', import.meta.url), { type: 'module', name: 'city' }));
  const packs = await openPacks(client, [parameters.has('city') ? address.city : environment.city, ...address.overlays], document.baseURI);
  const [base] = packs;
  if (!base) throw new Error('no city was named');
  marks['pack'] = performance.now();

  const catalogue = createCatalogue(packs.map(({ catalogue: columns, indexOffset, manifest: { featureCount, index } }) => ({
    columns, first: indexOffset, count: featureCount, buildings: { first: indexOffset + index.buildings.first, count: index.buildings.count },
  })));
  const store = createCityStore({ catalogue, now: () => Date.now() });
  const apiBase = new URL('api/', document.baseURI).href;
  provideTimers(createBrowserTimers());
  providePorts({ ports: createPorts(client, apiBase, base.manifest.feedCity !== undefined), store });

  const app = createApp((await modeLoading).default);
  app.use(createPinia());
  app.use(createI18n(address.language));
  const city = useCity();
  const view = useView();
  view.home = base.manifest.home;
  city.open({ name: base.name, titles: base.manifest.titles, attribution: [...new Set(packs.flatMap((pack) => pack.manifest.attribution))], containsGenerated: base.manifest.containsGenerated });
  city.finish('pack');
  city.finish('worker');
  const url = syncUrl({
    bar: createBrowserAddressBar(window), direction: address.mode === 'desk' ? 'both' : 'read',
    onNotes: (notes) => { city.ignoredFacts = notes.map((note) => note.name); },
  });
  app.provide('restoreAddress', url.restore);

  provideStageMount({
    client, store, packs,
    onReady(stage) {
      marks['stage'] = performance.now();
      city.finish('stage');
      watch(() => useFreeArea().insets, (insets) => stage.setInsets(insets), { immediate: true });
      void stage.whenComplete().then(() => { marks['complete'] ??= performance.now(); city.finish('firstView'); });
      if (parameters.has('test')) window.__cockpit = createTestHandle(stage, marks, apiBase, (id) => useSelection().open(id));
    },
    onFailed: (error) => city.fail({ kind: 'render', detail: error.message }),
  });
  app.mount('#app');

  // Pictures that are compared stand still.
  const still = parameters.has('test') && parameters.get('feed') === 'off';
  if (base.manifest.feedCity === undefined || still) { city.finish('backend'); city.finish('feed'); return; }
  await startBackEnd({
    environment, apiBase, baseUrl: document.baseURI, packName: base.name, address, store,
    onIgnored: (facts) => { city.ignoredFacts = [...city.ignoredFacts, ...facts]; },
    onBackend: () => city.finish('backend'),
    onBatch: (batch) => {
      marks['batches'] = (marks['batches'] ?? 0) + 1;
      if (batch.dictionary) { marks['live'] ??= performance.now(); city.finish('feed'); }
    },
    onFailed: (detail) => city.fail({ kind: 'backend', detail }),
  });
}

start().catch((error: unknown) => showFailure(error));
