import { expect, test } from 'vitest';
import { messageRow } from '../testing/rows.ts';
import { ourReaction, withWaitingReactions } from './reactions.ts';

const asked = messageRow({ id: '00000000-0000-4000-8000-000000000001', reactions: [{ emoji: '🙏', from: 'contact' }] });
const given = (emoji: string, number: number, status: 'pending' | 'sent' = 'pending') =>
  messageRow({
    id: `00000000-0000-4000-8000-00000000001${number}`,
    direction: 'out',
    kind: 'reaction',
    content: { kind: 'reaction', emoji, toMessageId: asked.id },
    authorId: '00000000-0000-4000-8000-0000000000aa',
    status,
  });
const shown = (...newestFirst: Parameters<typeof withWaitingReactions>[0]) =>
  withWaitingReactions(newestFirst)
    .at(-1)
    ?.reactions.map(({ emoji }) => emoji);

test("a reaction shows beside the contact's before anybody has it", () => {
  expect(shown(given('👍', 1), asked)).toEqual(['🙏', '👍']);
});

test('the last of several counts, and one that is taken back shows nothing', () => {
  expect(shown(given('❤️', 2), given('👍', 1), asked)).toEqual(['🙏', '❤️']);
  expect(shown(given('', 2), given('👍', 1), asked)).toEqual(['🙏']);
});

test("one that has gone out is the message's own, which came with it", () => {
  expect(shown(given('👍', 1, 'sent'), asked)).toEqual(['🙏']);
  expect(
    ourReaction({
      reactions: [
        { emoji: '🙏', from: 'contact' },
        { emoji: '👍', from: 'phone' },
      ],
    }),
  ).toBe('👍');
});
