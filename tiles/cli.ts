/** `npm run tiles -- build …`: the command line around `buildPack`. */
import { basename } from 'node:path';
import { BuildFailure } from './BuildFailure';
import { buildPack } from './buildPack';
import type { BuildProgress } from './BuildOptions';
import { printSummary } from './printSummary';
import { readArguments, USAGE } from './readArguments';

/** Between two progress lines, milliseconds: on a terminal one line is rewritten, elsewhere each stays in the log. */
const PROGRESS_INTERVAL_MS = process.stderr.isTTY ? 250 : 2000;

async function main(args: readonly string[]): Promise<void> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    console.log(USAGE);
    return;
  }
  const { options, json } = readArguments(args);
  const started = performance.now();
  const result = await buildPack(options, createProgressLine());
  const seconds = (performance.now() - started) / 1000;
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  console.log(json ? JSON.stringify({ ...result.report, seconds, out: options.out, bounds: result.manifest.bounds }, null, 2) : printSummary(result, options.out, seconds));
}

function createProgressLine(): (progress: BuildProgress) => void {
  let last = -Infinity;
  let lastStage = '';
  return ({ stage, features, share }) => {
    const now = performance.now();
    if (stage === lastStage && now - last < PROGRESS_INTERVAL_MS) return;
    last = now;
    lastStage = stage;
    const line = `${stage} · ${features.toLocaleString('en-US')} features${share === null ? '' : ` · ${Math.round(share * 100)} %`}`;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  };
}

function describe(error: unknown): string {
  if (error instanceof BuildFailure) return error.message;
  const { code, path, message, stack } = error as NodeJS.ErrnoException;
  // What the system refuses (no space, no permission) is no fault of this program and needs no stack.
  if (code !== undefined && message !== undefined) return `The build stopped: ${typeof path === 'string' ? `${basename(path)}: ` : ''}${message.replace(/, \w+ '.*$/, '')}.`;
  return `The build failed unexpectedly: ${stack ?? String(error)}`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  console.error(describe(error));
  process.exitCode = 1;
});
