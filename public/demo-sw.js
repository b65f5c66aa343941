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
 * The feed runs in a dedicated worker and must go on while its page is hidden: answer from any page that started the demo,
 * not only from a visible one.
 */
self.resolveMainClient = async function resolveMainClient(event) {
  const client = await self.clients.get(event.clientId);
  if (client && activeClientIds.has(client.id)) return client;
  if (client && client.frameType === 'top-level') return client;
  const pages = (await self.clients.matchAll({ type: 'window' })).filter((page) => activeClientIds.has(page.id));
  return pages.find((page) => page.visibilityState === 'visible') || pages[0];
};
