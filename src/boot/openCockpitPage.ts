/** Opens a page that shows the city: pack, table, ports, mode, stage, back end. It decides nothing else. */
import { createPinia } from 'pinia';
import { createApp, watch, type Component } from 'vue';
import { viewOfSession } from '../domain/role';
import { createI18n } from '../i18n/createI18n';
import { createBrowserTimers } from '../modes/createBrowserTimers';
import { provideStageMount } from '../scene/stageMount';
import { createCatalogue } from '../state/city/createCatalogue';
import { createCityStore } from '../state/city/createCityStore';
import { useCity } from '../state/stores/city';
import { useFirstView } from '../state/stores/firstView';
import { useFreeArea } from '../state/stores/freeArea';
import { providePorts } from '../state/stores/providePorts';
import { useSelection } from '../state/stores/selection';
import { roleOfMode, toSignInScope, useSession } from '../state/stores/session';
import { useTimeMachine } from '../state/stores/timeMachine';
import { provideTimers } from '../state/stores/Timers';
import { createBrowserAddressBar } from '../state/stores/url/AddressBar';
import type { Address } from '../state/stores/url/readAddress';
import { syncUrl } from '../state/stores/url/syncUrl';
import { useView } from '../state/stores/view';
import { createCityClient } from '../workers/workerClient';
import { createApi } from './apiFetch';
import { createActionPorts } from './createActionPorts';
import { createBoardPorts } from './createBoardPorts';
import { createBrowserNotebook } from './createBrowserNotebook';
import { createChime } from './createChime';
import { createFeedLine } from './createFeedLine';
import { createPorts } from './createPorts';
import { createRecordedPorts } from './createRecordedPorts';
import { createRuleBook } from './createRuleBook';
import { createScenarioPorts } from './createScenarioPorts';
import { createTestHandle } from './createTestHandle';
import { openPacks } from './openPacks';
import { fetchRecording } from './fetchRecording';
import { readCommunityTiles } from './readCommunityTiles';
import { readEnvironment } from './readEnvironment';
import { startBackEnd } from './startBackEnd';

export async function openCockpitPage(address: Address, modeLoading: Promise<{ readonly default: Component }>): Promise<void> {
  const parameters = new URLSearchParams(window.location.search);
  const marks: Record<string, number> = { script: performance.now() };
  const environment = await readEnvironment(document.baseURI);
  const client = createCityClient(new Worker(new URL('../workers/city.worker.ts', import.meta.url), { type: 'module', name: 'city' }));
  const packs = await openPacks(client, [parameters.has('city') ? address.city : environment.city, ...address.overlays], document.baseURI);
  const [base] = packs;
  if (!base) throw new Error('no city was named');
  marks['pack'] = performance.now();

  const catalogue = createCatalogue(packs.map(({ catalogue: columns, indexOffset, manifest: { featureCount, index } }) => ({
    columns, first: indexOffset, count: featureCount, buildings: { first: indexOffset + index.buildings.first, count: index.buildings.count },
  })));
  const store = createCityStore({ catalogue, now: () => Date.now() });
  const apiBase = new URL('api/', document.baseURI).href;
  const api = createApi(apiBase);
  const { feedCity } = base.manifest;
  // Pictures that are compared stand still.
  const still = parameters.has('test') && parameters.get('feed') === 'off';
  const line = createFeedLine();
  const own = createPorts(client, api, feedCity !== undefined);
  const ruleBook = createRuleBook(new URL(`rules/${encodeURIComponent(feedCity ?? '')}/`, document.baseURI).href);
  provideTimers(createBrowserTimers());
  providePorts({
    ports: own, store, notebook: createBrowserNotebook(window), chime: createChime(window, () => new AudioContext()),
    ...(feedCity === undefined || still ? {} : {
      ...createRecordedPorts({
        ports: own, boards: createBoardPorts(api, apiBase), store, time: line.time, ruleBook,
        actions: createActionPorts({ api, store, newId: () => crypto.randomUUID(), onToken: (token, view) => { line.setSession(token, view); } }),
      }),
      scenarios: createScenarioPorts(api), time: line.time, ruleBook,
      communityTiles: () => { const name = `community/${encodeURIComponent(feedCity)}.json`; return readCommunityTiles(new URL(name, document.baseURI).href, name); },
    }),
  });

  const app = createApp((await modeLoading).default);
  app.use(createPinia());
  app.use(createI18n(address.language));
  const city = useCity();
  const view = useView();
  const session = useSession();
  view.home = base.manifest.home;
  city.open({ name: base.name, titles: base.manifest.titles, attribution: [...new Set(packs.flatMap((pack) => pack.manifest.attribution))], containsGenerated: base.manifest.containsGenerated, waters: packs.flatMap((pack) => pack.manifest.waters.flatMap(({ id, gaugeId, elevation }) => (gaugeId ? [{ id, gaugeId, elevation }] : []))) });
  city.finish('pack');
  city.finish('worker');
  const url = syncUrl({
    bar: createBrowserAddressBar(window), direction: address.mode === 'desk' ? 'both' : 'read',
    onNotes: (notes) => { city.ignoredFacts = notes.map((note) => note.name); },
  });
  app.provide('restoreAddress', url.restore);
  app.provide('writeAddress', url.write);

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

  if (feedCity === undefined || still) { city.finish('backend'); city.finish('feed'); void session.begin('visitor'); return; }
  const recording = parameters.get('recording');
  const machine = useTimeMachine();
  machine.expectFile(recording !== null);
  await startBackEnd({
    environment, apiBase, baseUrl: document.baseURI, packName: base.name, address, store,
    onIgnored: (facts) => { city.ignoredFacts = [...city.ignoredFacts, ...facts]; },
    onBackend: () => city.finish('backend'),
    async signIn() {
      await session.begin(address.role?.role ?? roleOfMode(address.mode), address.role ? toSignInScope(address.role.role, address.role.place) : {});
      // A link that names a role and nothing to look at opens that role's first view.
      if (address.mode === 'desk' && address.role && !address.list && !address.selection && !address.case && !address.board) useFirstView().show();
      return { token: api.token, ...(session.session && { view: viewOfSession(session.session) }) };
    },
    onClient: (feed) => { line.attach(feed); },
    onNews: (news) => { line.tell(news); },
    onBatch: (batch) => {
      marks['batches'] = (marks['batches'] ?? 0) + 1;
      if (batch.dictionary) { marks['live'] ??= performance.now(); city.finish('feed'); }
    },
    onFailed: (detail) => city.fail({ kind: 'backend', detail }),
  });
  if (recording === null) return;
  const bytes = await fetchRecording(recording, document.baseURI);
  if (bytes) { machine.openFile(bytes); return; }
  machine.expectFile(false);
  city.ignoredFacts = [...city.ignoredFacts, 'recording'];
}
