/**
 * What has to be true before anything can run: dependencies, copied engine files, the embedded city, the build.
 * Every step compares a fingerprint of its inputs with the one it left behind, so a second start is quick.
 * Node built-ins only: this file runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamps = join(root, 'node_modules/.cache/cockpit');
const minimumNode = [20, 19];

export function say(line) { process.stdout.write(`${line}\n`); }

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > minimumNode[0] || (major === minimumNode[0] && minor >= minimumNode[1])) return;
  say(`The cockpit needs Node ${minimumNode.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a command, shows its output (or keeps it and shows it on failure), resolves with its exit code and text. */
export function run(command, args, { quiet = false, env = {}, input = 'ignore' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: [input, 'pipe', 'pipe'] });
    let text = '';
    const keep = (stream) => (chunk) => { text += chunk; if (!quiet) stream.write(chunk); };
    child.stdout.on('data', keep(process.stdout));
    child.stderr.on('data', keep(process.stderr));
    child.on('error', (error) => resolve({ code: 127, text: `${text}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });
}

/** Runs a program of the project's own dependencies. */
export const runLocal = (name, args, options) => run(process.execPath, [localProgram(name), ...args], options);

/** Programs whose package has another name. */
const packageOf = { depcruise: 'dependency-cruiser' };

function localProgram(name) {
  const owner = packageOf[name] ?? name;
  const file = join(root, 'node_modules', owner, 'package.json');
  const bin = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).bin : undefined;
  const entry = typeof bin === 'string' ? bin : bin?.[name];
  if (!entry) throw new Error(`${name} (package ${owner}) is not installed`);
  return join(root, 'node_modules', owner, entry);
}

function* files(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) { yield path; return; }
  for (const name of readdirSync(path).sort()) {
    if (name === 'node_modules' || name.endsWith('.test.ts')) continue;
    yield* files(join(path, name));
  }
}

function fingerprint(inputs) {
  const hash = createHash('sha256');
  hash.update(process.versions.node.split('.')[0]);
  for (const input of inputs) for (const file of files(join(root, input))) hash.update(relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

/** Does `work` unless the inputs are the same as last time and `output` is still there. */
async function once(name, { inputs, output, label }, work) {
  const stamp = join(stamps, name);
  const now = fingerprint(inputs);
  if (existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  const begin = Date.now();
  say(`  ${label} …`);
  await work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, now);
  say(`  ${label}: done in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  return true;
}

function must({ code, text }, what) {
  if (code === 0) return;
  say(text.slice(-4000));
  say(`${what} failed (exit code ${code}). The lines above say why.`);
  process.exit(1);
}

export async function installDependencies() {
  await once('dependencies', { inputs: ['package.json', 'package-lock.json'], output: 'node_modules/vite', label: 'installing dependencies' }, async () => {
    const npm = process.env.npm_execpath;
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    must(npm && npm.endsWith('.js') ? await run(process.execPath, [npm, ...args]) : await run('npm', args), 'npm ci');
  });
}

export async function copyEngineFiles() {
  await once('engine', { inputs: ['node_modules/@cesium/engine/package.json', 'node_modules/msw/package.json', '.config/steps.mjs'], output: 'public/cesium/Assets', label: 'copying engine files' }, async () => {
    const engine = join(root, 'node_modules/@cesium/engine');
    const target = join(root, 'public/cesium');
    rmSync(target, { recursive: true, force: true });
    cpSync(join(engine, 'Build/Workers'), join(target, 'Workers'), { recursive: true });
    cpSync(join(engine, 'Build/ThirdParty'), join(target, 'ThirdParty'), { recursive: true });
    const unused = ['Textures/SkyBox', 'Textures/NaturalEarthII', 'IAU2006_XYS', 'Textures/maki', 'Textures/LensFlare'];
    cpSync(join(engine, 'Source/Assets'), join(target, 'Assets'), {
      recursive: true, filter: (path) => !unused.some((folder) => path.startsWith(join(engine, 'Source/Assets', folder))),
    });
    cpSync(join(root, 'node_modules/msw/lib/mockServiceWorker.js'), join(root, 'public/mockServiceWorker.js'));
  });
}

export async function buildEmbeddedCity() {
  await once('city', { inputs: ['tiles', 'mock/city', 'mock/data', 'package-lock.json'], output: 'public/packs/yuzhong/city.json', label: 'making the embedded city' }, async () => {
    const source = join(root, 'node_modules/.cache/yuzhong-source');
    rmSync(source, { recursive: true, force: true });
    must(await runLocal('tsx', ['mock/city/write.ts', source]), 'Generating the city');
    must(await runLocal('tsx', ['tiles/cli.ts', 'build', source, '--config', join(source, 'build.json'), '--out', join(root, 'public/packs/yuzhong')]), 'Building the city pack');
  });
}

export async function buildCockpit() {
  await once('build', { inputs: ['src', 'mock', 'tiles', 'public/demo-sw.js', 'public/favicon.svg', 'vite.config.ts', '.config/securityHeaders.mjs', 'package-lock.json'], output: 'dist/index.html', label: 'building the cockpit' }, async () => {
    must(await runLocal('vite', ['build', '--logLevel', 'warn']), 'vite build');
  });
}

export async function prepare() {
  checkNode();
  await installDependencies();
  await copyEngineFiles();
  await buildEmbeddedCity();
}
