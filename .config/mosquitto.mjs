/** Finds the mosquitto broker for the feed tests and installs it where the machine allows it. Returns its path, or null with the reason said. */
import { existsSync } from 'node:fs';
import { run, say } from './steps.mjs';

const places = [process.env.MOSQUITTO, '/usr/sbin/mosquitto', '/usr/bin/mosquitto', '/opt/homebrew/sbin/mosquitto', '/usr/local/sbin/mosquitto'];
const found = () => places.find((path) => path && existsSync(path)) ?? null;

export async function findMosquitto() {
  if (found()) return found();
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('  installing mosquitto (Debian package) …');
    const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'mosquitto'], { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
    await install();
    if (!found()) { await run('apt-get', ['update'], { quiet: true }); await install(); }
    if (found()) return found();
  }
  say('  NO MOSQUITTO could be found or installed: the MQTT tests did NOT run.');
  return null;
}
