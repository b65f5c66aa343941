/**
 * Two rules no linter has: colours live in the design tokens alone, and nobody switches a type off in domain and feeds.
 * Prints each breach as `file:line reason` and exits 1.
 */
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { root, say } from './steps.mjs';

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'tiles', 'mock', 'docs', 'test', 'README.md', '.config'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
const rules = [
  { files: /^src\/(?!design\/).*\.(ts|vue|css)$/, not: /\.test\.ts$/, line: /#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?![\w-])(?=['"`;)\s])/, reason: 'a colour outside src/design: use a token' },
  { files: /^src\/(domain|feeds)\/.*\.ts$/, line: /(:|as|<)\s*any\b/, reason: 'any in domain or feeds: decode from unknown' },
  { files: /^(src|test|tiles|mock)\/.*\.ts$/, line: /waitForTimeout|await sleep\(/, reason: 'a test sleeps: wait on a state' },
  { files: /./, not: /^\.config\/checkText\.mjs$/, line: /(^|[^A-Za-z0-9_.])\/(work|farm|root)\//, reason: 'a path of one machine' },
];
let breaches = 0;
for (const file of listed) {
  const relevant = rules.filter((rule) => rule.files.test(file) && !rule.not?.test(file));
  if (relevant.length === 0 || /\.(png|jpg|gz|pbf|woff2|bin)$/.test(file)) continue;
  let text;
  try { text = readFileSync(`${root}/${file}`, 'utf8'); } catch { continue; }
  text.split('\n').forEach((line, number) => {
    for (const rule of relevant) if (rule.line.test(line)) { breaches += 1; say(`${file}:${number + 1} ${rule.reason}`); }
  });
}
process.exit(breaches === 0 ? 0 : 1);
