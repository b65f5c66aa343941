/**
 * Reads a CAP 1.2 message from anywhere. Whatever comes may be hostile: no document types, no entities of its own, no more than 256 Ki characters, and every
 * text stays text. What is wrong is named with its place.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import {
  CAP_CATEGORY, CAP_CERTAINTY, CAP_MESSAGE, CAP_NAMESPACE, CAP_RESPONSE, CAP_SCOPE, CAP_SEVERITY, CAP_STATUS, CAP_URGENCY,
  type CapAlert, type CapArea, type CapCircle, type CapInfo, type CapReference, type CapValue,
} from './capTypes';

/** Characters. */
export const CAP_MOST = 256 * 1024;
/** Nothing in CAP nests deeper than alert/info/resource/…. */
const DEEPEST = 12;

export class CapError extends Error {
  readonly place: string;
  readonly reason: string;
  constructor(place: string, reason: string) {
    super(place === '' ? reason : `${place}: ${reason}`);
    this.name = 'CapError';
    this.place = place;
    this.reason = reason;
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** The five predefined entities and character numbers, once; anything else stays as it was written. */
const plain = (text: string): string => text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
});

const LISTS = new Set(['info', 'category', 'responseType', 'eventCode', 'parameter', 'resource', 'area', 'polygon', 'circle', 'geocode']);
const createParser = (): XMLParser => new XMLParser({
  ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, parseAttributeValue: false, trimValues: true, processEntities: false, removeNSPrefix: true, ignoreDeclaration: true, ignorePiTags: true,
  maxNestedTags: DEEPEST, isArray: (name) => LISTS.has(name),
});

type Node = Readonly<Record<string, unknown>>;
class Reader {
  private readonly node: Node;
  readonly place: string;
  constructor(node: Node, place: string) { this.node = node; this.place = place; }
  private own(name: string): unknown { return Object.hasOwn(this.node, name) ? this.node[name] : undefined; }
  private readText(value: unknown, place: string): string {
    if (typeof value === 'string') return plain(value);
    if (value === undefined) return '';
    const inner = typeof value === 'object' && value !== null && Object.hasOwn(value, '#text') ? (value as Node)['#text'] : undefined;
    if (typeof inner === 'string' && Object.keys(value as object).every((key) => key === '#text' || key.startsWith('@'))) return plain(inner);
    if (typeof value === 'object' && value !== null && Object.keys(value).every((key) => key.startsWith('@'))) return '';
    throw new CapError(place, Array.isArray(value) ? 'stands more than once' : 'holds elements instead of text');
  }
  text(name: string): string { return this.readText(this.own(name), `${this.place}/${name}`); }
  needed(name: string): string {
    const text = this.text(name);
    if (text === '') throw new CapError(`${this.place}/${name}`, 'is missing');
    return text;
  }
  token(name: string): string {
    const text = this.needed(name);
    if (/[\s,<&]/.test(text)) throw new CapError(`${this.place}/${name}`, 'holds a space, comma, < or &');
    return text;
  }
  texts(name: string): string[] {
    const list = this.own(name);
    return (Array.isArray(list) ? list : []).map((value: unknown, k) => this.readText(value, `${this.place}/${name}[${k + 1}]`));
  }
  oneOf<T extends string>(name: string, words: readonly T[]): T { return this.among(this.needed(name), words, `${this.place}/${name}`); }
  manyOf<T extends string>(name: string, words: readonly T[]): T[] { return this.texts(name).map((word, k) => this.among(word, words, `${this.place}/${name}[${k + 1}]`)); }
  private among<T extends string>(word: string, words: readonly T[], place: string): T {
    const found = words.find((item) => item === word);
    if (found === undefined) throw new CapError(place, `"${word.slice(0, 40)}" is none of ${words.join(', ')}`);
    return found;
  }
  children(name: string): Reader[] {
    const list = this.own(name);
    return (Array.isArray(list) ? list : []).map((value: unknown, k) => {
      const place = `${this.place}/${name}[${k + 1}]`;
      if (typeof value !== 'object' || value === null) throw new CapError(place, 'holds no elements');
      return new Reader(value as Node, place);
    });
  }
  time(name: string): number | null { const text = this.text(name); return text === '' ? null : toTime(text, `${this.place}/${name}`); }
  values(name: string): CapValue[] { return this.children(name).map((child) => ({ name: child.needed('valueName'), value: child.text('value') })); }
}

function toTime(text: string, place: string): number {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new CapError(place, `"${text.slice(0, 40)}" is no time with date, seconds and zone`);
  return at;
}
function toPoint(text: string, place: string): readonly [number, number] {
  const [lat, lon, more] = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (lat === undefined || lon === undefined || more !== undefined || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) throw new CapError(place, `"${text.slice(0, 40)}" is no latitude,longitude`);
  return [lon, lat];
}
function toRing(text: string, place: string): readonly (readonly [number, number])[] {
  const ring = text.split(/\s+/).map((pair) => toPoint(pair, place));
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) throw new CapError(place, 'is no closed ring of at least four points');
  return ring;
}
function toCircle(text: string, place: string): CapCircle {
  const [centre = '', radius = '', more] = text.split(/\s+/);
  const [lon, lat] = toPoint(centre, place);
  const kilometres = radius === '' ? Number.NaN : Number(radius);
  if (more !== undefined || !(kilometres >= 0 && kilometres <= 40_000)) throw new CapError(place, 'has no radius in kilometres');
  return { lon, lat, radiusMetres: kilometres * 1000 };
}
function toReferences(text: string, place: string): CapReference[] {
  return text === '' ? [] : text.split(/\s+/).map((item) => {
    const [sender, identifier, sent, more] = item.split(',');
    if (!sender || !identifier || !sent || more !== undefined) throw new CapError(place, `"${item.slice(0, 60)}" is no sender,identifier,sent`);
    return { sender, identifier, sent: toTime(sent, place) };
  });
}
const toArea = (reader: Reader): CapArea => ({
  areaDesc: reader.needed('areaDesc'), polygons: reader.texts('polygon').map((text, k) => toRing(text, `${reader.place}/polygon[${k + 1}]`)),
  circles: reader.texts('circle').map((text, k) => toCircle(text, `${reader.place}/circle[${k + 1}]`)), geocodes: reader.values('geocode'),
});
function toInfo(reader: Reader): CapInfo {
  const categories = reader.manyOf('category', CAP_CATEGORY);
  if (categories.length === 0) throw new CapError(`${reader.place}/category`, 'is missing');
  return {
    language: reader.text('language') || 'en-US', categories, event: reader.needed('event'), responseTypes: reader.manyOf('responseType', CAP_RESPONSE),
    urgency: reader.oneOf('urgency', CAP_URGENCY), severity: reader.oneOf('severity', CAP_SEVERITY), certainty: reader.oneOf('certainty', CAP_CERTAINTY),
    eventCodes: reader.values('eventCode'), effective: reader.time('effective'), onset: reader.time('onset'), expires: reader.time('expires'),
    senderName: reader.text('senderName'), headline: reader.text('headline'), description: reader.text('description'), instruction: reader.text('instruction'), web: reader.text('web'), contact: reader.text('contact'),
    parameters: reader.values('parameter'), areas: reader.children('area').map(toArea),
  };
}

/** The parser drops prefixes, so the root's own tag is asked. */
function hasNamespace(xml: string): boolean {
  const [tag = ''] = /<(?:[\w.-]+:)?alert(?=[\s>/])(?:"[^"]*"|'[^']*'|[^"'>])*>/.exec(xml.replace(/<!--[\s\S]*?-->/g, '')) ?? [];
  return [...tag.matchAll(/\sxmlns(?::[\w.-]+)?\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].some(([, double, single]) => (double ?? single) === CAP_NAMESPACE);
}

/** Throws a CapError that names the place. */
export function fromCap(xml: string): CapAlert {
  if (xml.length > CAP_MOST) throw new CapError('', `is longer than ${CAP_MOST} characters`);
  if (/<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.test(xml)) throw new CapError('', 'declares a document type or entities, which CAP does not need');
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new CapError(`line ${valid.err.line}, column ${valid.err.col}`, `is not well-formed: ${valid.err.msg}`);
  let tree: unknown;
  try {
    tree = createParser().parse(xml);
  } catch (error) {
    throw new CapError('', `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const root = typeof tree === 'object' && tree !== null && Object.hasOwn(tree, 'alert') ? (tree as Node)['alert'] : undefined;
  if (typeof root !== 'object' || root === null || Array.isArray(root)) throw new CapError('', 'has no alert element');
  if (!hasNamespace(xml)) throw new CapError('alert', `is not in the namespace ${CAP_NAMESPACE}`);
  const reader = new Reader(root as Node, 'alert');
  const message = reader.oneOf('msgType', CAP_MESSAGE);
  const references = toReferences(reader.text('references'), 'alert/references');
  if (message !== 'Alert' && references.length === 0) throw new CapError('alert/references', `is missing: ${message} must refer to an earlier message`);
  return {
    identifier: reader.token('identifier'), sender: reader.token('sender'), sent: reader.time('sent') ?? toTime('', 'alert/sent'), status: reader.oneOf('status', CAP_STATUS), message,
    scope: reader.oneOf('scope', CAP_SCOPE), restriction: reader.text('restriction'), note: reader.text('note'), references, infos: reader.children('info').map(toInfo),
  };
}
