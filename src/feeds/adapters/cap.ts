/**
 * CAP 1.2 of another authority: an Atom or RSS feed of messages, or one message as a file, asked again and again. A message whose area touches
 * an object of the configuration stands as one warning on it, until it is cancelled, says all clear, expires, or (where it names no end) leaves
 * the feed. Updates and cancellations are found by the messages they refer to. Every text stays text; nobody may answer from here.
 */
import { insideRing } from '../../domain/area';
import { isActive, type Warning } from '../../domain/warning';
import { capToWarning } from '../../rules/cap/capToWarning';
import { CapError, fromCap } from '../../rules/cap/fromCap';
import { fromFeed } from '../../rules/cap/fromFeed';
import type { CapAlert } from '../../rules/cap/capTypes';
import type { CapSource } from '../config/feedConfig';
import { FeedFault } from '../feedFault';
import type { SourceAdapter } from '../sources/Source';
import { askText, pause } from './ask';

/** Metres of a degree of latitude. */
const DEGREE = 111_320;
type Place = CapSource['objects'][number];
const nameOf = (message: { readonly sender: string; readonly identifier: string }): string => `${message.sender},${message.identifier}`;

/** True when one of the alert's areas holds the object's place or names its code. */
function touches({ lon, lat, geocodes }: Place, alert: CapAlert): boolean {
  return alert.infos.some(({ areas }) => areas.some((area) =>
    area.geocodes.some(({ value }) => geocodes.includes(value)) || area.polygons.some((ring) => insideRing(ring.flat(), lon, lat))
    || area.circles.some((circle) => Math.hypot((circle.lon - lon) * Math.cos((lat * Math.PI) / 180), circle.lat - lat) * DEGREE <= circle.radiusMetres)));
}

interface Known { warning: Warning; expires: number | null; readonly messages: Set<string>; listed: boolean }

export function createCapAdapter(config: CapSource): SourceAdapter {
  return async (environment) => {
    const { sink, signal, clock } = environment;
    /** By every message about it. */
    const known = new Map<string, Known>();
    /** Messages that were read, by address: a CAP message never changes. */
    const read = new Map<string, { readonly stamp: string; readonly alert: CapAlert | null }>();
    const seen = new Set<string>();
    const origins = new Set([config.url, ...config.origins].map((address) => new URL(address).origin));
    let etag: string | null = null;
    let addresses: readonly { readonly href: string; readonly stamp: string }[] = [];

    function end(own: Known, at: number): void {
      if (!isActive(own.warning)) return;
      own.warning = { ...own.warning, state: 'cleared_unack', clearedAt: at, updatedAt: at };
      sink.warning(own.warning);
    }
    function take(alert: CapAlert): void {
      const own = [...alert.references, alert].map(nameOf).map((name) => known.get(name)).find((found) => found !== undefined);
      if (own) own.listed = true;
      if (seen.has(nameOf(alert))) return;
      seen.add(nameOf(alert));
      const place = config.objects.find((one) => touches(one, alert));
      const made = place || own ? capToWarning(alert, { objectId: own?.warning.objectId ?? place?.object ?? '', street: null, receivedAt: clock.now() }) : null;
      if (!made) return;
      const expires = alert.infos.reduce<number | null>((latest, info) => (info.expires === null ? latest : Math.max(latest ?? 0, info.expires)), null);
      // an update that no longer touches any of our places ends what stood here
      if (own && !place && isActive(made)) { end(own, clock.now()); return; }
      const next: Known = own ?? { warning: made, expires, messages: new Set(), listed: true };
      next.expires = expires;
      // an update keeps what is known of the beginning
      next.warning = own ? { ...made, id: own.warning.id, onsetAt: own.warning.onsetAt, ...(isActive(made) ? {} : { headlineZh: own.warning.headlineZh, headlineEn: own.warning.headlineEn, level: own.warning.level }) } : made;
      for (const message of [...alert.references, alert]) { next.messages.add(nameOf(message)); known.set(nameOf(message), next); }
      // over before it was heard of: nothing to show, and nothing to take back
      if (!own && (!isActive(made) || (expires !== null && expires <= clock.now()))) { for (const name of next.messages) known.delete(name); return; }
      sink.warning(next.warning);
    }
    async function readMessage(href: string, stamp: string): Promise<void> {
      const before = read.get(href);
      if (before?.stamp === stamp) { if (before.alert) take(before.alert); return; }
      let alert: CapAlert | null = null;
      try {
        const { text } = await askText(environment, href, { accept: 'application/cap+xml, application/xml, text/xml' });
        alert = fromCap(text);
      } catch (error) {
        // one message that cannot be had or read is counted, and asked for again when it could not be had; the others stand
        if (!(error instanceof CapError) && !(error instanceof FeedFault)) throw error;
        sink.refuse('badWarning');
        if (error instanceof FeedFault) return;
      }
      read.set(href, { stamp, alert });
      if (alert) take(alert);
    }

    sink.expect(config.objects.map(({ object }) => ({ objectId: object, property: '' })));
    for (let round = 0; ; round++) {
      const { text, etag: tag, notModified } = await askText(environment, config.url, { accept: 'application/atom+xml, application/rss+xml, application/cap+xml, application/xml, text/xml', ...(etag !== null && { 'if-none-match': etag }) });
      for (const own of known.values()) own.listed = false;
      if (notModified) for (const { href, stamp } of addresses) await readMessage(href, stamp);
      else {
        etag = tag;
        let index: ReturnType<typeof fromFeed>;
        try { index = fromFeed(text); } catch { throw new FeedFault('badSnapshot'); }
        if (index.kind === 'message') { addresses = []; try { take(fromCap(text)); } catch { throw new FeedFault('badSnapshot'); } } else {
          const resolved = index.entries.map(({ href, stamp }) => ({ href: href !== '' && URL.canParse(href, config.url) ? new URL(href, config.url) : null, stamp }));
          // only where the configuration says: a feed must not send a screen elsewhere
          addresses = resolved.flatMap(({ href, stamp }) => (href !== null && origins.has(href.origin) ? [{ href: href.href, stamp }] : []));
          if (addresses.length < resolved.length) sink.refuse('badWarning', resolved.length - addresses.length);
          // the oldest first, so that an update finds what it is about
          for (const { href, stamp } of addresses.toReversed()) await readMessage(href, stamp);
        }
        const listed = new Set(addresses.map(({ href }) => href));
        for (const href of read.keys()) if (!listed.has(href)) read.delete(href);
      }
      const now = clock.now();
      for (const own of new Set(known.values())) if (own.expires !== null ? own.expires <= now : !own.listed && !notModified) { end(own, own.expires ?? now); for (const name of own.messages) known.delete(name); }
      if (round === 0) sink.complete();
      await pause(environment, config.pollSeconds);
      if (signal.aborted) throw new FeedFault('closed');
    }
  };
}
