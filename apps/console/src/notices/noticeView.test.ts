import { expect, test } from 'vitest';
import { noticeView } from './noticeView.ts';

const PROBLEM = { code: 'message.windowClosed' };
const refused = (replica: string, wish: Record<string, unknown>, conversationId = 'c-1') =>
  noticeView({ notice: { kind: 'refused', replica, rowId: 'r-1', conversationId, problem: PROBLEM, wish } });

test('a refused message gives its text back', () => {
  expect(refused('messages', { text: 'Até quinta!', direction: 'out' })).toEqual({
    kind: 'refusedMessage',
    problem: PROBLEM,
    conversationId: 'c-1',
    text: 'Até quinta!',
    isNote: false,
  });
});

test('a refused note is still a note', () => {
  expect(refused('messages', { text: 'Ligar amanhã', direction: 'note' })).toMatchObject({ isNote: true });
});

test('another refused change leads to its conversation, where there is one', () => {
  expect(refused('conversations', { status: 'closed' })).toMatchObject({
    kind: 'refusedChange',
    conversationId: 'c-1',
  });
  expect(refused('contacts', { name: 'X' }, '')).toMatchObject({ conversationId: null });
});

test('two wishes for one field are both shown', () => {
  const notice = { kind: 'decide', replica: 'contacts', rowId: 'k', field: 'notes', wish: 'a', stands: 'b' } as const;
  expect(noticeView({ notice })).toMatchObject({ kind: 'decide', mine: 'a', stands: 'b' });
});
