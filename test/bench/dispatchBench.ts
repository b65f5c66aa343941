/** `npx tsx test/bench/dispatchBench.ts [--pack public/packs/yuzhong] [--seconds 20] [--rate 10]`: detection to dispatched, alone. */
import { fileURLToPath } from 'node:url';
import { measureDispatch } from './measureDispatch';

const root = fileURLToPath(new URL('../..', import.meta.url));
const option = (name: string, fallback: string): string => { const at = process.argv.indexOf(`--${name}`); return at > 0 ? process.argv[at + 1] ?? fallback : fallback; };
process.stdout.write(`${JSON.stringify(await measureDispatch(root, option('pack', `${root}public/packs/yuzhong`), Number(option('rate', '10')), Number(option('seconds', '20'))))}\n`);
