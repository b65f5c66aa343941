/** Builds and previews the cockpit. `src` is the web root; `public` is served as is; packs are read from `public/packs` at request time. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import sirv from 'sirv';
import { defineConfig, type Plugin } from 'vite';
import { securityHeaders } from './.config/securityHeaders.mjs';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Address of a real back end for `/api`; without it the demo back end runs in the browser. */
const backend = process.env['COCKPIT_BACKEND'] ?? '';

/** A feeds.json with the sources to listen to; without it the back end's own stream. */
const feeds = process.env['COCKPIT_FEEDS'] ?? '';

/** Packs stay out of `dist`, so that one built after the cockpit opens without a rebuild. */
function cityPacks(): Plugin {
  return {
    name: 'city-packs',
    configurePreviewServer(server) {
      server.middlewares.use('/config.json', (_request, response) => {
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify({ backend: backend ? 'server' : 'demo', city: 'yuzhong', ...(feeds && { feeds: 'feeds.json' }) }));
      });
      if (feeds) server.middlewares.use('/feeds.json', (_request, response) => { response.setHeader('Content-Type', 'application/json'); response.setHeader('Cache-Control', 'no-store'); response.end(readFileSync(feeds)); });
      if (existsSync(at('./public/packs'))) {
        const serve = sirv(at('./public/packs'), { dev: true, etag: true });
        server.middlewares.use('/packs', (request, response) => {
          for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
          serve(request, response, () => { response.statusCode = 404; response.end('no such pack file'); });
        });
      }
    },
  };
}

/** Copies everything of `public` but the packs: those may be gigabytes. */
function publicWithoutPacks(): Plugin {
  return {
    name: 'public-without-packs',
    apply: 'build',
    async closeBundle() {
      const { cp } = await import('node:fs/promises');
      const source = at('./public');
      const packs = at('./public/packs');
      if (existsSync(source)) await cp(source, at('./dist'), { recursive: true, filter: (path) => !path.startsWith(packs) });
    },
  };
}

export default defineConfig({
  root: at('./src'),
  publicDir: at('./public'),
  envDir: at('./.config'),
  base: './',
  cacheDir: at('./node_modules/.cache/vite'),
  plugins: [vue(), cityPacks(), publicWithoutPacks()],
  worker: { format: 'es' },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false', __INTLIFY_JIT_COMPILATION__: 'true' },
  build: {
    outDir: at('./dist'), emptyOutDir: true, copyPublicDir: false, target: 'es2023', chunkSizeWarningLimit: 5000, sourcemap: false,
    // Vite's preload helper adds <link> elements only; nothing is inlined, so the content policy needs no exception.
    assetsInlineLimit: 0, modulePreload: { polyfill: false },
  },
  preview: {
    headers: securityHeaders,
    strictPort: false,
    ...(backend ? { proxy: { '/api': { target: backend, changeOrigin: true } } } : {}),
  },
  server: { ...(backend ? { proxy: { '/api': { target: backend, changeOrigin: true } } } : {}) },
});
