import { fold } from '../fold.ts';

export type Mention = { userId: string; start: number; end: number };

/**
 * Who a note calls by `@Name`, where in it (UTF-16 units). Names are matched whole, without accents and case, the longest
 * first: with "Ana" and "Ana Prado" in the house, "@Ana Prado" is the second. Two of the same name are both meant.
 */
export function mentionsIn(text: string, people: readonly { id: string; name: string }[]): Mention[] {
  const named = people
    .map(({ id, name }) => ({ id, name: fold(name.trim()) }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => b.name.length - a.name.length);
  const mentions: Mention[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    // Part of an address, not a call.
    if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) continue;
    const length = named.map(({ name }) => lengthOf(text.slice(at + 1), name)).find((found) => found > 0) ?? 0;
    if (length === 0) continue;
    const end = at + 1 + length;
    const called = fold(text.slice(at + 1, end));
    for (const { id, name } of named) if (name === called) mentions.push({ userId: id, start: at, end });
  }
  return mentions;
}

/** How many units of `text` make up `name` at its beginning, ending with a word's end; 0 when they do not. */
function lengthOf(text: string, name: string): number {
  // Folding drops accents that were written apart, so what folds to the name may be longer than it.
  for (let length = name.length; length <= Math.min(text.length, name.length * 2); length += 1) {
    const folded = fold(text.slice(0, length));
    if (folded.length > name.length) return 0;
    if (folded === name && !/^[\p{L}\p{N}\p{M}]/u.test(text.slice(length))) return length;
  }
  return 0;
}
