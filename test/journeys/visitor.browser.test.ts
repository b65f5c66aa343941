/** What a role may not see never reaches its window: everything the back end sends is kept and searched, for a visitor and for a leader on the same way. */
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser, openCockpit, untilLive, type Cockpit } from '../setup/openCockpit';

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
/** Addresses that were answered, and of each private kind the addresses that sent any of it with the first of it. */
function search(page: Page): Promise<{ readonly addresses: readonly string[]; readonly found: Readonly<Record<string, readonly string[]>> }> {
  return page.evaluate(async (patterns) => {
    const found: Record<string, string[]> = {};
    for (const [path, pieces] of window.__received ?? []) {
      const text = await new Blob(pieces as Uint8Array<ArrayBuffer>[]).text();
      for (const [kind, source, flags] of patterns) {
        const hit = new RegExp(source, flags).exec(text);
        if (hit) (found[kind] ??= []).push(`${path}: ${text.slice(Math.max(0, hit.index - 40), hit.index + 40)}`);
      }
    }
    return { addresses: [...window.__received?.keys() ?? []], found };
  }, KINDS.map((kind) => [kind, PRIVATE[kind]!.source, PRIVATE[kind]!.flags] as const));
}
const answered = (page: Page, pattern: string): Promise<unknown> => page.waitForFunction((own) => [...window.__received?.keys() ?? []].some((path) => new RegExp(own).test(path)), pattern);

/** Looks at whatever may speak of people: a case with its people and its timeline, a worker's card, a vehicle's, an hour ago. */
async function lookAround(cockpit: Cockpit): Promise<void> {
  const { page } = cockpit;
  await untilLive(page);
  await answered(page, '^snapshot$');
  await answered(page, '^stream$');
  await page.locator('.list-panel [role=option]').first().click();
  await page.locator('.case [role=tab]').nth(1).click();
  await answered(page, '^cases/.');
  await answered(page, '^timeline$');
  for (const id of ['WK-001', 'VH-007']) {
    await page.evaluate((own) => window.__cockpit?.open(own), id);
    await answered(page, `^objects/${id}$`);
  }
  await page.locator('[role="slider"]').focus();
  await page.keyboard.press('PageDown');
  await answered(page, '^recording/\\d+$');
  await page.locator('.back .sentence').waitFor();
  await page.keyboard.press('l');
  await page.locator('.back .sentence').waitFor({ state: 'detached' });
}

describe('what reaches the window', () => {
  const opened: Cockpit[] = [];
  afterAll(async () => { for (const cockpit of opened) await cockpit.close(); await closeBrowser(); });
  const open = async (role: string): Promise<Cockpit> => {
    const cockpit = await openCockpit({ width: 1280, height: 720, query: `role=${role}&list=cases&layers=riverReach&c=106.9,29.9,3000,0,-89`, first: keepWhatComes });
    opened.push(cockpit);
    return cockpit;
  };

  it('of a visitor holds no name, no telephone number and no plate', async () => {
    const cockpit = await open('visitor');
    await lookAround(cockpit);
    const { addresses, found } = await search(cockpit.page);
    expect(addresses).toEqual(expect.arrayContaining(['hello', 'snapshot', 'stream', 'session', 'timeline']));
    expect(found).toEqual({});
    const words = await cockpit.page.evaluate(() => document.body.innerText);
    for (const kind of KINDS) expect(words).not.toMatch(PRIVATE[kind]!);
    cockpit.expectClean();
  });
  it('of a leader on the same way holds all three, masked', async () => {
    const cockpit = await open('leader');
    await lookAround(cockpit);
    const { found } = await search(cockpit.page);
    expect(Object.keys(found).toSorted()).toEqual(KINDS.toSorted());
    expect(Object.values(found).flat().join('\n')).not.toMatch(/\b1[3-9]\d{9}\b/);
    cockpit.expectClean();
  });
});
