/** What a role may not see never reaches its window: everything the back end sends is kept and searched, for a visitor and for a leader on the same way. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeHello } from '../../src/feeds/decode/hello';
import { decodeSegment } from '../../src/history/decodeSegment';
import { layoutOf } from '../../src/history/layoutOf';
import { closeBrowser, openCockpit, untilLive, type Cockpit } from '../setup/openCockpit';
import { signInAs } from '../setup/people';

/** Names as 孙*磊, telephone numbers as 150****9870, plates as 渝A·9**9K: people are masked for whoever may see them at all. */
const PRIVATE: Readonly<Record<string, RegExp>> = { name: /\p{Script=Han}\*+\p{Script=Han}?/u, phone: /\b1\d{2}\*{2,}\d{2,}|\b1[3-9]\d{9}\b/, plate: /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z]·?[A-Z0-9*]{4,6}/u };
const KINDS = Object.keys(PRIVATE);

declare global { interface Window { __received?: Map<string, Uint8Array[]> } }
/** Keeps every answer and every piece of a stream that the window gets from the back end, by address. */
function keepWhatComes(): void {
  const received = new Map<string, Uint8Array[]>();
  window.__received = received;
  const Shared = window.SharedWorker;
  window.SharedWorker = class extends Shared {
    constructor(...given: ConstructorParameters<typeof SharedWorker>) {
      super(...given);
      const paths = new Map<number, string>();
      const send = this.port.postMessage.bind(this.port) as (message: { type: string; id: number; request: { path: string } }) => void;
      this.port.postMessage = ((message: Parameters<typeof send>[0]) => { if (message.type === 'request') paths.set(message.id, message.request.path); send(message); }) as typeof this.port.postMessage;
      this.port.addEventListener('message', ({ data }: MessageEvent<{ id?: number; body?: string | Uint8Array | null; bytes?: Uint8Array }>) => {
        const piece = data.bytes ?? data.body;
        if (piece === undefined || piece === null || data.id === undefined) return;
        const path = paths.get(data.id) ?? '?';
        received.set(path, [...received.get(path) ?? [], typeof piece === 'string' ? new TextEncoder().encode(piece) : piece.slice()]);
      });
    }
  };
}
interface Found { readonly addresses: readonly string[]; readonly found: Readonly<Record<string, readonly string[]>> }
/** Addresses that were answered, and of each private kind the addresses that sent any of it with the first of it; recordings are decoded first. */
async function search(page: Page): Promise<Found> {
  const pieces = await page.evaluate(() => [...window.__received ?? []].map(([path, parts]) => [path, parts.map((part) => { let text = ''; for (const byte of part) text += String.fromCharCode(byte); return btoa(text); })] as const));
  const received = new Map(pieces.map(([path, parts]) => [path, Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')))]));
  const hello = decodeHello(JSON.parse(received.get('hello')?.toString() ?? 'null') as unknown);
  if (!hello) throw new Error('the window was not greeted');
  const layout = layoutOf(hello.dictionary);
  const textOf = (path: string, bytes: Buffer): string => {
    if (!/^recording\/\d+$/.test(path)) return bytes.toString();
    const { warnings, cases, tasks, figures, marks } = decodeSegment(new Uint8Array(bytes), layout);
    return JSON.stringify([warnings, cases, tasks, figures, marks]);
  };
  const found: Record<string, string[]> = {};
  for (const [path, bytes] of received) {
    const text = textOf(path, bytes);
    for (const kind of KINDS) {
      const hit = PRIVATE[kind]!.exec(text);
      if (hit) (found[kind] ??= []).push(`${path}: ${text.slice(Math.max(0, hit.index - 40), hit.index + 40)}`);
    }
  }
  return { addresses: [...received.keys()], found };
}
const answered = (page: Page, pattern: string): Promise<unknown> => page.waitForFunction((own) => [...window.__received?.keys() ?? []].some((path) => new RegExp(own).test(path)), pattern);

const PEOPLE = ['WK-001', 'VH-007'] as const;
async function openCard(page: Page, id: string): Promise<void> {
  await page.evaluate((own) => window.__cockpit?.open(own), id);
  await answered(page, `^objects/${id}$`);
}
/** Looks at whatever may speak of people: a case with its people and its timeline, a worker's card, a vehicle's, an hour ago. */
async function lookAround(page: Page): Promise<void> {
  await untilLive(page);
  await answered(page, '^snapshot$');
  await answered(page, '^stream$');
  await page.locator('.list-panel [role=option]').first().click();
  await page.locator('.case [role=tab]').nth(1).click();
  await answered(page, '^cases/.');
  await answered(page, '^timeline$');
  for (const id of PEOPLE) await openCard(page, id);
  await page.locator('[role="slider"]').focus();
  await page.keyboard.press('PageDown');
  await answered(page, '^recording/\\d+$');
  await page.locator('.back .sentence').waitFor();
  await page.keyboard.press('l');
  await page.locator('.back .sentence').waitFor({ state: 'detached' });
}

describe('what reaches the window', () => {
  let cockpit: Cockpit;
  beforeAll(async () => { cockpit = await openCockpit({ width: 1000, height: 600, query: 'role=visitor&list=cases&layers=riverReach&c=106.9,29.9,3000,0,-89', first: keepWhatComes }); });
  afterAll(async () => { await cockpit.close(); await closeBrowser(); });

  it('of a visitor holds no name, no telephone number and no plate', async () => {
    const { page } = cockpit;
    await lookAround(page);
    const { addresses, found } = await search(page);
    expect(addresses).toEqual(expect.arrayContaining(['hello', 'snapshot', 'stream', 'session', 'timeline', 'objects/WK-001', 'objects/VH-007']));
    expect(addresses.filter((path) => /^recording\/\d/.test(path))).not.toEqual([]);
    expect(found).toEqual({});
    const words = await page.evaluate(() => document.body.innerText);
    for (const kind of KINDS) expect(words).not.toMatch(PRIVATE[kind]!);
  });
  it('of a leader at the same screen holds all three, masked', async () => {
    const { page } = cockpit;
    await page.evaluate(() => window.__received?.clear());
    await signInAs(page, 'leader');
    await answered(page, '^hello$');
    for (const id of PEOPLE) await openCard(page, id);
    const { found } = await search(page);
    expect(Object.keys(found).toSorted()).toEqual(KINDS.toSorted());
    expect(Object.values(found).flat().join('\n')).not.toMatch(/\b1[3-9]\d{9}\b/);
  });
  it('leaves the page clean', () => { cockpit.expectClean(); });
});
