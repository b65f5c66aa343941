/** A member id of the mesh → the words of its name: `cable-1-a-left-07` is a cable, tower 1, side A, left, number 7. */
export interface MemberName {
  /** Key below `inspector.member`. */
  readonly key: string;
  /** Sides and numbers behind the noun, in order; sides are `left`, `right`, `a`, `b`. */
  readonly suffix: readonly string[];
}

const SIDES = new Set(['left', 'right', 'a', 'b']);

export function nameMember(member: string): MemberName {
  const words: string[] = [], suffix: string[] = [];
  for (const token of member.split('-')) {
    if (/^\d+$/.test(token)) suffix.push(String(Number(token)));
    else if (words.length > 0 && SIDES.has(token)) suffix.push(token);
    else words.push(token);
  }
  const key = words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  return { key, suffix };
}
