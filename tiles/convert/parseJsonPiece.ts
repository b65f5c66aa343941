/** JSON.parse with an answer a person can act on, and one repair: bare NaN and Infinity, which some writers emit. */

type ParsedPiece = { readonly ok: true; readonly value: unknown; readonly replacedNumbers: boolean } | { readonly ok: false; readonly reason: string; readonly lineOffset: number };

const BARE_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

export function parseJsonPiece(text: string): ParsedPiece {
  try {
    return { ok: true, value: JSON.parse(text) as unknown, replacedNumbers: false };
  } catch (error) {
    if (/NaN|Infinity/.test(text)) {
      try {
        const repaired = text.replace(BARE_NUMBERS, (match) => (match.startsWith('"') ? match : 'null'));
        return { ok: true, value: JSON.parse(repaired) as unknown, replacedNumbers: true };
      } catch { /* the first message is the one that fits the file */ }
    }
    const message = (error as Error).message;
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? 0);
    const reason = message.replace(/ in JSON at position.*$/s, '').replace(/ \(line.*$/s, '').replace(/^Unexpected token '?(.)'?.*$/s, 'unexpected character "$1"');
    return { ok: false, reason: reason.charAt(0).toLowerCase() + reason.slice(1), lineOffset: (text.slice(0, position).match(/\n/g) ?? []).length };
  }
}
