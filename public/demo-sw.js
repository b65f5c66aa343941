/*
 * Service worker of the demo: only the mock API passes through Mock Service Worker, everything else goes straight to the
 * network. `mockServiceWorker.js` is copied beside this file by the build and must match the installed version.
 */
const API_PATH = new URL('api/', self.registration.scope).pathname;

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin || !url.pathname.startsWith(API_PATH)) event.stopImmediatePropagation();
});

importScripts('mockServiceWorker.js');

/*
 * The feed runs in a dedicated worker and must go on while its page is hidden, and a page that is being left may still ask: any page that
 * started the demo answers, for it is one city for all. No question goes past the demo to the network, where nothing answers it: it waits
 * for a page that can, and is told to come again when there is none.
 */
const PATIENCE_MS = 3000;
const LOOK_AGAIN_MS = 50;
/** A page that is closed while it is asked never answers. */
const ANSWER_MS = 30_000;
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
const comeAgain = () => new Response(JSON.stringify({ detail: 'No page runs the demo back end now' }), { status: 503, headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '1' } });

async function answeringPage(event) {
  const client = await self.clients.get(event.clientId);
  if (client && activeClientIds.has(client.id)) return client;
  const pages = (await self.clients.matchAll({ type: 'window' })).filter((page) => activeClientIds.has(page.id));
  return pages.find((page) => page.visibilityState === 'visible') || pages[0];
}
self.resolveMainClient = async function resolveMainClient(event) {
  for (let waited = 0; ; waited += LOOK_AGAIN_MS) {
    const page = await answeringPage(event);
    if (page || waited >= PATIENCE_MS) return page;
    await pause(LOOK_AGAIN_MS);
  }
};
const askPage = self.getResponse;
self.getResponse = async function getResponse(event, client, requestId) {
  if (!client || !activeClientIds.has(client.id)) return comeAgain();
  return await Promise.race([askPage(event, client, requestId), pause(ANSWER_MS).then(comeAgain)]);
};
