import { expect, test } from 'vitest';
import { mayTryAgain, noticeView, ownText } from './noticeView.ts';
import { wishLines } from './wishLines.ts';

const PROBLEM = { code: 'message.windowClosed' };
const refused = (replica: string, wish: Record<string, unknown>, conversationId = 'c-1') =>
  noticeView({ notice: { kind: 'refused', replica, rowId: 'r-1', conversationId, problem: PROBLEM, wish } });

test('a refused message gives its text and its content back', () => {
  expect(refused('messages', { text: 'Até quinta!', direction: 'out' })).toEqual({
    kind: 'refusedMessage',
    problem: PROBLEM,
    conversationId: 'c-1',
    text: 'Até quinta!',
    isNote: false,
    wasForLater: false,
    content: { kind: 'text', text: 'Até quinta!' },
    replyToId: '',
  });
});

test('a refused file without a word is still a message, with what it was', () => {
  const media = { mediaId: 'm-1', state: 'stored', mime: 'image/png', fileName: 'a.png', sizeBytes: 3 };
  const content = { kind: 'image', media, caption: '' };
  expect(refused('messages', { text: '', direction: 'out', content })).toMatchObject({
    kind: 'refusedMessage',
    content: { kind: 'image' },
  });
});

test('a refused note is still a note', () => {
  expect(refused('messages', { text: 'Ligar amanhã', direction: 'note' })).toMatchObject({ isNote: true });
});

test('another refused change leads to its conversation, where there is one, and says what was wished', () => {
  const view = refused('conversations', { status: 'closed' });
  expect(view).toMatchObject({ kind: 'refusedChange', conversationId: 'c-1', wish: { status: 'closed' } });
  expect(refused('contacts', { name: 'X' }, '')).toMatchObject({ conversationId: null });
});

test('two wishes for one field are both shown, and the own one can be copied', () => {
  const notice = { kind: 'decide', replica: 'contacts', rowId: 'k', field: 'notes', wish: 'a', stands: 'b' } as const;
  const view = noticeView({ notice });
  expect(view).toMatchObject({ kind: 'decide', mine: 'a', stands: 'b' });
  expect(ownText(view)).toBe('a');
});

test('what did not arrive names the failure, or none where nobody knows', () => {
  const notice = { kind: 'undelivered', rowId: 'm', conversationId: 'c', text: 'Oi' } as const;
  expect(
    noticeView({ notice: { ...notice, status: 'failed', failure: { code: '131026', detail: '' } } }),
  ).toMatchObject({ failureCode: '131026', status: 'failed' });
  expect(noticeView({ notice: { ...notice, status: 'unknown', failure: null } })).toMatchObject({ failureCode: '' });
});

test('what a rule forbids whatever the time is not offered again; a shut window is, once the contact wrote', () => {
  expect(mayTryAgain({ code: 'auth.notPermitted' }, true)).toBe(false);
  expect(mayTryAgain({ code: 'message.windowClosed' }, false)).toBe(false);
  expect(mayTryAgain({ code: 'message.windowClosed' }, true)).toBe(true);
  expect(mayTryAgain({ code: 'conversation.wroteMeanwhile' }, false)).toBe(true);
});

test('a wish is told field by field; empty fields and those that nobody reads are left out', () => {
  expect(wishLines({ status: 'closed', closeReason: '', recency: 7, tags: ['t-1', 3], snoozedUntil: null })).toEqual([
    { field: 'status', value: 'closed' },
    { field: 'tags', value: ['t-1'] },
  ]);
});
