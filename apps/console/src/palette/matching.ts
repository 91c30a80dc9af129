import { fold } from '@balcao/domain';

/**
 * How well `text` answers `query`, 0 (not) to 1: every word of the query must be there, in any order, accents and case
 * aside. Beginnings of words count most; letters in order but apart ("encv" for "encerrar conversa") count least.
 */
export function score(text: string, query: string): number {
  const folded = fold(text);
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const scores = words.map((word) => scoreOfWord(folded, word));
  return scores.includes(0) ? 0 : scores.reduce((sum, each) => sum + each, 0) / scores.length;
}

function scoreOfWord(text: string, word: string): number {
  if (text.startsWith(word)) return 1;
  if (text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))) return 0.9;
  if (text.includes(word)) return 0.6;
  return isSpread(text, word) ? 0.3 : 0;
}

/** All letters of `word` in order, the first of them at the beginning of a word of `text`. */
function isSpread(text: string, word: string): boolean {
  if (word.length < 3) return false;
  const [first = ''] = word;
  return text.split(/(?=\b\p{L})/u).some((_, index, parts) => {
    const rest = parts.slice(index).join('');
    if (!rest.startsWith(first)) return false;
    let at = 0;
    for (const letter of word) {
      at = rest.indexOf(letter, at) + 1;
      if (at === 0) return false;
    }
    return true;
  });
}

/** The best answers first; equal ones keep their order. */
export function best<Item>(items: readonly Item[], textOf: (item: Item) => string, query: string): Item[] {
  return items
    .map((item) => ({ item, points: score(textOf(item), query) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ item }) => item);
}
