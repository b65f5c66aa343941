/** The open board and what it is narrowed to: `board=cases`, `board=evaluation.unit.7d`, `board=industry.parks`, `board=vitals.safety`. */
import { dimensionsOf, isBoard, type BoardAddress } from '../boards/boardAddress';
import type { UrlFact } from './UrlFact';

export const urlBoard: UrlFact<BoardAddress | null> = {
  name: 'board',
  default: null,
  parse(text) {
    const [id, ...words] = text.split('.');
    if (id === undefined || !isBoard(id)) return null;
    const dimensions = Object.entries(dimensionsOf(id));
    const choices: Record<string, string> = {};
    for (const word of words) {
      const found = dimensions.find(([name, known]) => known.includes(word) && !Object.hasOwn(choices, name));
      if (!found) return null;
      choices[found[0]] = word;
    }
    // A default that was written out is the same board.
    return { id, choices: Object.fromEntries(Object.entries(choices).filter(([name, word]) => dimensionsOf(id)[name]?.[0] !== word)) };
  },
  write: (board) => (board === null ? null : [board.id, ...Object.keys(dimensionsOf(board.id)).flatMap((name) => board.choices[name] ?? [])].join('.')),
};
