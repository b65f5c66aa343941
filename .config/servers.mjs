/** Finds the real servers of the feed tests and installs them where the machine allows it. */
import { existsSync } from 'node:fs';
import { run, say } from './steps.mjs';

/** Debian package, name of its program, and the variable by which tests are told where it is. */
const SERVERS = [
  { variable: 'MOSQUITTO', program: 'mosquitto', tests: 'MQTT' },
  { variable: 'NATS_SERVER', program: 'nats-server', tests: 'NATS' },
];
const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/sbin', '/opt/homebrew/bin'];
const found = ({ variable, program }) => [process.env[variable], ...FOLDERS.map((folder) => `${folder}/${program}`)].find((path) => path && existsSync(path)) ?? null;

/** The variables of those that were found; what is missing is said, and its tests do not run. */
export async function findServers() {
  const missing = SERVERS.filter((server) => !found(server)).map(({ program }) => program);
  if (missing.length > 0 && process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say(`  installing ${missing.join(', ')} (Debian packages) …`);
    // one at a time: a package that is not to be had keeps none of the others away
    const install = async () => { for (const program of missing) await run('apt-get', ['install', '-y', '--no-install-recommends', program], { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } }); };
    await install();
    if (SERVERS.some((server) => !found(server))) { await run('apt-get', ['update'], { quiet: true }); await install(); }
  }
  for (const server of SERVERS) if (!found(server)) say(`  NO ${server.program.toUpperCase()} could be found or installed: the ${server.tests} tests did NOT run.`);
  return Object.fromEntries(SERVERS.flatMap((server) => { const path = found(server); return path ? [[server.variable, path]] : []; }));
}
