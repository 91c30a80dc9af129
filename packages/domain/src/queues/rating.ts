/**
 * Whether a contact's words are the rating they were asked for (QUE-11). Whoever writes about something else must not be
 * taken for a rating: "3 pessoas amanhã" is an order, "5 estrelas!!" is not.
 */
export const RATINGS = [1, 2, 3, 4, 5] as const;
export type Rating = (typeof RATINGS)[number];

/** Up to when an answer counts as one; later it is a word like any other, and opens a conversation. */
export const RATING_WINDOW_MS = 7 * 24 * 3_600_000;
/** Right after a rating, words without a question are its comment. */
export const COMMENT_WINDOW_MS = 15 * 60_000;

const WORDS: Record<string, Rating> = {
  ...{ um: 1, uma: 1, dois: 2, duas: 2, três: 3, tres: 3, quatro: 4, cinco: 5 },
  ...{ uno: 1, una: 1, dos: 2, cuatro: 4 },
  ...{ one: 1, two: 2, three: 3, four: 4, five: 5 },
};
const VALUE = `[1-5]|${Object.keys(WORDS).join('|')}`;
/** What may stand beside the number without making it mean something else. */
const UNIT = '(?:de|of|out of|/)\\s*(?:5|cinco|cinco|five)|estrelas?|estrellas?|stars?|pontos?|puntos?|points?';
const BEFORE = '(?:(?:minha |mi |my )?(?:nota|avaliação|calificación|rating)(?: é| es| is)?|dou|doy)\\s*:?\\s*';
const SHAPE = new RegExp(`^(?:${BEFORE})?(${VALUE})(?:\\s*(?:${UNIT}))*\\s*(?:$|[!.,;:)–—-]+\\s*(.*)$)`, 'isu');
const STARS = /^((?:⭐️?|★|🌟){1,5})\s*[!.]*\s*(.*)$/su;

/** @returns the rating and what was written beside it; `null`: it is none. */
export function ratingIn(text: string): { rating: Rating; comment: string } | null {
  const words = text.trim();
  const stars = STARS.exec(words);
  if (stars) return { rating: asRating([...(stars[1] ?? '').matchAll(/⭐|★|🌟/gu)].length), comment: stars[2] ?? '' };
  const [, value, comment = ''] = SHAPE.exec(words) ?? [];
  if (value === undefined || /^\d/.test(comment)) return null;
  return { rating: asRating(WORDS[value.toLowerCase()] ?? Number(value)), comment: comment.trim() };
}

const asRating = (value: number): Rating => RATINGS.find((rating) => rating === value) ?? 1;

/** The id of an answer to touch, and back. Ours alone: a contact cannot type it. */
export const ratingAnswerId = (ticketId: string, rating: Rating): string => `rating:${ticketId}:${rating}`;

export function ratingOfAnswer(id: string): { ticketId: string; rating: Rating } | null {
  const [, ticketId, value] = /^rating:([0-9a-f-]{36}):([1-5])$/.exec(id) ?? [];
  return ticketId === undefined ? null : { ticketId, rating: asRating(Number(value)) };
}

/** Whether words after a rating are about it: a question wants an answer, from somebody. */
export const isComment = (text: string): boolean => text.trim() !== '' && text.length <= 500 && !text.includes('?');
