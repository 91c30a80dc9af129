import { EMPTY_MAIL_HEAD as mail } from '@balcao/domain';
import { expect, test } from 'vitest';
import { conversationRow } from '../testing/rows.ts';
import { composingOf } from './composing.ts';

const HOUR = 3_600_000;
const open = { ...conversationRow(), lastInboundAt: 0 };

test('a text within the window and the limit may go', () => {
  expect(composingOf(open, { text: 'Olá', isNote: false, mail }, [], HOUR)).toEqual({ kind: 'ready' });
});

test('spaces and line breaks alone are nothing to send', () => {
  expect(composingOf(open, { text: ' \n ', isNote: false, mail }, [], HOUR)).toEqual({ kind: 'empty' });
});

test('one character over the limit of WhatsApp is said with its figures', () => {
  expect(composingOf(open, { text: 'a'.repeat(4097), isNote: false, mail }, [], HOUR)).toEqual({
    kind: 'tooLong',
    limit: 4096,
    length: 4097,
  });
  expect(composingOf(open, { text: 'a'.repeat(4096), isNote: false, mail }, [], HOUR)).toEqual({ kind: 'ready' });
});

test('after 24 hours a reply is shut but a note is not', () => {
  expect(composingOf(open, { text: 'Olá', isNote: false, mail }, [], 24 * HOUR).kind).toBe('windowClosed');
  expect(composingOf(open, { text: 'Olá', isNote: true, mail }, [], 24 * HOUR)).toEqual({ kind: 'ready' });
});

test('a closed conversation takes no reply before it is reopened, but it does take a note', () => {
  expect(composingOf({ ...open, status: 'closed' }, { text: 'Olá', isNote: false, mail }, [], HOUR)).toEqual({
    kind: 'conversationClosed',
  });
  expect(composingOf({ ...open, status: 'closed' }, { text: 'Olá', isNote: true, mail }, [], HOUR)).toEqual({
    kind: 'ready',
  });
});
