import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredReaction } from './messageStore.ts';
import { standingReactions, withReaction } from './reactions.ts';

const of = (from: string, emoji: string, at: number): StoredReaction => ({
  from,
  emoji,
  at,
  id: `id-${from}-${at}-${emoji}`,
});
const all = (...reactions: StoredReaction[]) => reactions.reduce<StoredReaction[]>(withReaction, []);

test('a sender has one reaction, the latest; another sender another', () => {
  expect(standingReactions(all(of('contact', '👍', 1), of('phone', '❤️', 2), of('contact', '🙏', 3)))).toEqual([
    { from: 'contact', emoji: '🙏' },
    { from: 'phone', emoji: '❤️' },
  ]);
});

test('one that was taken back does not come again with a late repetition', () => {
  expect(standingReactions(all(of('contact', '', 2), of('contact', '👍', 1)))).toEqual([]);
});

test('reactions in any order and any number end the same', () => {
  const reaction = fc.tuple(
    fc.constantFrom('contact', 'phone'),
    fc.constantFrom('👍', '❤️', ''),
    fc.integer({ min: 1, max: 5 }),
  );
  fc.assert(
    fc.property(fc.array(reaction, { maxLength: 6 }), (list) => {
      const reactions = list.map(([from, emoji, at]) => of(from, emoji, at));
      expect(all(...reactions.toReversed(), ...reactions)).toEqual(all(...reactions));
    }),
  );
});
