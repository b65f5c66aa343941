/**
 * The contract over one WebSocket, `socket?epoch=&seq=` below the API base: the cockpit says `{ token }` first, then every text frame is
 * `{ event, data }`. Closing codes: 1008 and 4401 are refusals (slow lane), 4409 another epoch, 1013 busy.
 */
import { createContractFeed, MAX_EVENT, type Transport } from './createContractFeed';
import type { Feed, FeedOptions } from './feed';
import { FeedFault } from './feedFault';

/** The part of the browser's WebSocket that is used; tests in Node bring another one. */
export type SocketMaker = (address: string) => Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose' | 'onerror'>;
const browserSocket: SocketMaker = (address) => new WebSocket(address);

function faultOf(code: number): FeedFault {
  if (code === 1008 || (code >= 4400 && code < 4500 && code !== 4409)) return new FeedFault('http4xx', true);
  if (code === 4409) return new FeedFault('epochChanged');
  if (code === 1013) return new FeedFault('busy');
  return new FeedFault(code === 1006 ? 'unreachable' : 'closed');
}

const transportOf = (makeSocket: SocketMaker): Transport => ({
  open({ options, signal, epoch, seq, heard, receive }) {
    const address = `${options.apiBase.replace(/^http/, 'ws')}socket?epoch=${encodeURIComponent(epoch)}&seq=${seq}`;
    const socket = makeSocket(address);
    return new Promise((opened, failed) => {
      let fail: (fault: FeedFault) => void = failed;
      const ended = new Promise<never>((_, reject) => { fail = (fault) => { failed(fault); reject(fault); socket.close(); }; });
      ended.catch(() => undefined);
      socket.onopen = () => { socket.send(JSON.stringify({ token: options.token ?? '' })); opened({ ended }); };
      socket.onerror = () => fail(new FeedFault('unreachable'));
      socket.onclose = (event) => fail(faultOf(event.code));
      socket.onmessage = ({ data }: MessageEvent<unknown>) => {
        // what was on its way when the connection was given up
        if (signal.aborted) return;
        heard();
        if (typeof data !== 'string') { fail(new FeedFault('badMessage')); return; }
        if (data.length > MAX_EVENT) { fail(new FeedFault('tooLarge')); return; }
        let frame: unknown;
        try { frame = JSON.parse(data); } catch { frame = null; }
        const { event, data: value } = (typeof frame === 'object' && frame !== null ? frame : {}) as { event?: unknown; data?: unknown };
        // what is no frame is counted like an unknown event
        try { receive(typeof event === 'string' && typeof value === 'object' && value !== null ? { name: event, data: value } : { name: 'unreadable', data: '' }); } catch (error) { fail(error instanceof FeedFault ? error : new FeedFault('badMessage')); }
      };
      signal.addEventListener('abort', () => socket.close(), { once: true });
    });
  },
});
export const createWebSocketFeed = (options: FeedOptions, makeSocket: SocketMaker = browserSocket): Feed => createContractFeed(options, transportOf(makeSocket));
