import { expect, test } from 'vitest';
import { conversationRow } from '../testing/rows.ts';
import { composingOf } from './composing.ts';

const HOUR = 3_600_000;
const open = { ...conversationRow(), lastInboundAt: 0 };

test('a text within the window and the limit may go', () => {
  expect(composingOf(open, 'Olá', false, HOUR)).toEqual({ kind: 'ready' });
});

test('spaces and line breaks alone are nothing to send', () => {
  expect(composingOf(open, ' \n ', false, HOUR)).toEqual({ kind: 'empty' });
});

test('one character over the limit of WhatsApp is said with its figures', () => {
  expect(composingOf(open, 'a'.repeat(4097), false, HOUR)).toEqual({ kind: 'tooLong', limit: 4096, length: 4097 });
  expect(composingOf(open, 'a'.repeat(4096), false, HOUR)).toEqual({ kind: 'ready' });
});

test('after 24 hours a reply is shut but a note is not', () => {
  expect(composingOf(open, 'Olá', false, 24 * HOUR).kind).toBe('windowClosed');
  expect(composingOf(open, 'Olá', true, 24 * HOUR)).toEqual({ kind: 'ready' });
});

test('a closed conversation takes no reply before it is reopened, but it does take a note', () => {
  expect(composingOf({ ...open, status: 'closed' }, 'Olá', false, HOUR)).toEqual({ kind: 'conversationClosed' });
  expect(composingOf({ ...open, status: 'closed' }, 'Olá', true, HOUR)).toEqual({ kind: 'ready' });
});
