/**
 * Where the CAP messages of a feed are: Atom entries and RSS items that link to them (or hold them), or the one message that the file is. As
 * hostile as a message: no document types, no entities of its own.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { CapError } from './fromCap';

/** Characters, and entries of one feed that are read. */
export const FEED_MOST = 4 * 1024 * 1024;
export const ENTRIES_MOST = 2000;

/** `href`: where the message is, as written. `stamp`: changes when the entry does. */
export interface FeedEntry { readonly href: string; readonly stamp: string }
export type CapIndex = { readonly kind: 'message' } | { readonly kind: 'entries'; readonly entries: readonly FeedEntry[] };

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (node: Node, name: string): unknown => (Object.hasOwn(node, name) ? node[name] : undefined);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const text = (value: unknown): string => (typeof value === 'string' ? value : isNode(value) && typeof own(value, '#text') === 'string' ? String(own(value, '#text')) : '').trim().replaceAll('&amp;', '&');
const CAP_TYPE = 'application/cap+xml';

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, parseAttributeValue: false, processEntities: false, removeNSPrefix: true, ignoreDeclaration: true, ignorePiTags: true, maxNestedTags: 24 });

/** Of several links the one that says it is CAP, else the first that is not about something else. */
function atomLink(entry: Node): string {
  const links = list(own(entry, 'link')).filter(isNode);
  const found = links.find((link) => text(own(link, '@type')) === CAP_TYPE) ?? links.find((link) => ['', 'alternate', 'enclosure'].includes(text(own(link, '@rel'))));
  return found ? text(own(found, '@href')) : '';
}
function rssLink(item: Node): string {
  const enclosure = list(own(item, 'enclosure')).filter(isNode).find((one) => text(own(one, '@type')) === CAP_TYPE);
  return enclosure ? text(own(enclosure, '@url')) : text(own(item, 'link'));
}

/** Throws a CapError. */
export function fromFeed(xml: string): CapIndex {
  if (xml.length > FEED_MOST) throw new CapError('', `is longer than ${FEED_MOST} characters`);
  if (/<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.test(xml)) throw new CapError('', 'declares a document type or entities, which a feed does not need');
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new CapError(`line ${valid.err.line}, column ${valid.err.col}`, `is not well-formed: ${valid.err.msg}`);
  let tree: unknown;
  try { tree = parser.parse(xml); } catch (error) { throw new CapError('', `cannot be read: ${error instanceof Error ? error.message : String(error)}`); }
  const root = isNode(tree) ? tree : {};
  if (own(root, 'alert') !== undefined) return { kind: 'message' };
  const feed = own(root, 'feed'), rss = own(root, 'rss'), channel = isNode(rss) ? own(rss, 'channel') : undefined;
  if (!isNode(feed) && !isNode(channel)) throw new CapError('', 'is neither Atom nor RSS nor a CAP message');
  const items = list(isNode(feed) ? own(feed, 'entry') : isNode(channel) ? own(channel, 'item') : undefined).filter(isNode).slice(0, ENTRIES_MOST);
  return { kind: 'entries', entries: items.map((item) => ({ href: isNode(feed) ? atomLink(item) : rssLink(item), stamp: text(own(item, isNode(feed) ? 'updated' : 'pubDate')) })) };
}
