import { fold } from '../fold.ts';

/** A word that is being written behind a slash: where it begins, and what of it is there. */
export type Slashed = { start: number; query: string };

export const LONGEST_SHORTCUT = 30;

/** Letters, digits, `-` and `_`, as they are looked for: without accents, in lower case. */
export const shortcutOf = (written: string): string =>
  fold(written)
    .replace(/^\/+/, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_SHORTCUT);

/** Whether the caret stands behind a slash that may become a shortcut: at the beginning, or after a space. */
export function slashedAt(text: string, caret: number): Slashed | null {
  // A field tells where its caret is a moment after its text: one behind the end stands at the end.
  const end = Math.min(caret, text.length);
  const before = text.slice(Math.max(0, end - LONGEST_SHORTCUT - 2), end);
  const [, query] = /(?:^|\s)\/([\p{L}\p{M}\p{N}_-]*)$/u.exec(before) ?? [];
  return query === undefined ? null : { start: end - query.length - 1, query };
}

type Named = { name: string; shortcut: string; text: string; ownerId: string };

/** Replies that a few letters mean: by the beginning of the shortcut, then of a word of the name, then by any of its text. */
export function matchingReplies<Reply extends Named>(replies: readonly Reply[], query: string): Reply[] {
  const wanted = fold(query);
  const rank = ({ name, shortcut, text, ownerId }: Reply) => {
    const own = ownerId === '' ? 0.5 : 0;
    if (shortcut === wanted) return 0 + own;
    if (shortcut.startsWith(wanted)) return 1 + own;
    if (` ${fold(name)}`.includes(` ${wanted}`)) return 2 + own;
    return wanted !== '' && fold(text).includes(wanted) ? 3 + own : Number.POSITIVE_INFINITY;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank || (a.reply.shortcut < b.reply.shortcut ? -1 : 1))
    .map(({ reply }) => reply);
}
