import { expect, test } from 'vitest';
import { byConversation } from './deskOthers.ts';

const ana = { conversationId: 'c1', userId: 'ana', state: 'viewing' as const };
const rui = { conversationId: 'c1', userId: 'rui', state: 'typing' as const };
const bia = { conversationId: 'c2', userId: 'bia', state: 'viewing' as const };

test('people stand under their conversation, and a list in which nothing changed stays the same one', () => {
  const first = byConversation([ana, bia, rui], new Map());
  expect(first.get('c1')).toEqual([ana, rui]);
  const second = byConversation([ana, { ...rui, state: 'viewing' }, { ...bia }], first);
  expect(second.get('c1')).not.toBe(first.get('c1'));
  expect(second.get('c2')).toBe(first.get('c2'));
  expect([...byConversation([], second)]).toEqual([]);
});
