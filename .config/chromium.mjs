/** Finds a Chromium for the browser lanes and installs one where the machine allows it. Returns its path, or null with the reason said. */
import { existsSync } from 'node:fs';
import { run, runLocal, say } from './steps.mjs';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const found = () => places.find((path) => path && existsSync(path)) ?? null;

export async function findChromium() {
  const here = found();
  if (here) return here;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('  installing Chromium (Debian package) …');
    await run('apt-get', ['update'], { quiet: true });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
    if (found()) return found();
  }
  say('  fetching Chromium with Playwright …');
  await runLocal('playwright-core', ['install', 'chromium'], { quiet: true });
  const { chromium } = await import('playwright-core');
  const fetched = chromium.executablePath();
  return existsSync(fetched) ? fetched : null;
}
