import { expect, test } from 'vitest';
import { seesConversation } from './seesConversation.ts';

const attendant = { role: 'attendant' as const, userId: 'me', queueIds: ['mine'] };

test.each([
  ['my own, wherever it waits', { assigneeId: 'me', queueId: 'other' }, true],
  ["another's in my queue", { assigneeId: 'you', queueId: 'mine' }, true],
  ["nobody's in no queue", { assigneeId: null, queueId: null }, true],
  ["another's in no queue", { assigneeId: 'you', queueId: null }, false],
  ["nobody's in a queue that is not mine", { assigneeId: null, queueId: 'other' }, false],
])('an attendant and %s: %s', (_which, place, expected) => {
  expect(seesConversation(attendant, place)).toBe(expected);
});

test('an admin sees every conversation, an operator none', () => {
  const hidden = { assigneeId: 'you', queueId: 'other' };
  expect(seesConversation({ ...attendant, role: 'admin' }, hidden)).toBe(true);
  expect(seesConversation({ ...attendant, role: 'operator' }, { assigneeId: 'me', queueId: 'mine' })).toBe(false);
});
