/**
 * Lanes by file name: `.test.ts` runs always, `.slow.test.ts` and `.browser.test.ts` one file at a time. The unit lane loads a module
 * once for all files of a worker: what a test stubs or spies on is undone after it, and no test may change what cannot be put back.
 */
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  plugins: [vue()],
  cacheDir: `${root}node_modules/.cache/vitest`,
  test: {
    // every core: a machine of two would otherwise leave one idle
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'unit', isolate: false, unstubGlobals: true, restoreMocks: true, include: ['src/**/*.test.ts', 'tiles/**/*.test.ts', 'mock/**/*.test.ts', 'test/unit/**/*.test.ts'], exclude: ['**/*.slow.test.ts', '**/*.browser.test.ts', 'node_modules/**'], testTimeout: 30_000 } },
      { extends: true, test: { name: 'slow', include: ['**/*.slow.test.ts'], exclude: ['node_modules/**'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false } },
      { extends: true, test: { name: 'browser', include: ['test/**/*.browser.test.ts'], exclude: ['node_modules/**'], testTimeout: 500_000, hookTimeout: 500_000, fileParallelism: false, globalSetup: ['test/setup/serveCockpit.ts'] } },
    ],
  },
});
