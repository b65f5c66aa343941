/** An Atom feed of CAP messages, newest first, so that others can subscribe to a city's warnings. */
import { capTime, xmlText } from './toCap';

export interface AtomEntry { readonly identifier: string; readonly title: string; readonly summary: string; /** ms since epoch. */ readonly sent: number; /** Address of the CAP message. */ readonly href: string }
export interface AtomFeed { readonly id: string; readonly title: string; readonly author: string; readonly href: string; readonly utcOffsetMinutes: number }

export function toAtom(list: readonly AtomEntry[], feed: AtomFeed): string {
  const entries = [...list].sort((a, b) => b.sent - a.sent);
  const time = (at: number): string => capTime(at, feed.utcOffsetMinutes);
  const tag = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">', tag('id', feed.id), tag('title', feed.title), tag('updated', time(entries[0]?.sent ?? 0)),
    `<author>${tag('name', feed.author)}</author>`, `<link rel="self" href="${xmlText(feed.href)}"/>`,
    ...entries.map(({ identifier, title, summary, sent, href }) =>
      `<entry>${tag('id', `urn:cap:${identifier}`)}${tag('title', title)}${tag('updated', time(sent))}${tag('summary', summary)}<link type="application/cap+xml" href="${xmlText(href)}"/></entry>`),
    '</feed>\n',
  ].join('');
}
