import { expect, test } from 'vitest';
import { markRow } from '../testing/rows.ts';
import { previewOf } from './preview.ts';

const last = {
  id: 'message-1',
  direction: 'out' as const,
  kind: 'text' as const,
  text: 'Qual dia\nfica   melhor?',
  status: 'read' as const,
  authorId: 'user-1',
  at: 0,
};
const unsent = { ...last, id: 'message-2', text: 'Já vejo', status: 'pending' as const };

test('a draft is shown before everything else, on one line', () => {
  const mark = markRow({ draft: 'Olá!\nO endereço é', draftIsNote: true });
  expect(previewOf({ lastMessage: last }, mark, unsent, true)).toEqual({
    kind: 'draft',
    text: 'Olá! O endereço é',
    isNote: true,
  });
});

test('a draft of spaces is none', () => {
  expect(previewOf({ lastMessage: null }, markRow({ draft: ' \n' }), undefined, true)).toEqual({ kind: 'empty' });
});

test('an own message that cannot leave without a connection is said to be queued', () => {
  expect(previewOf({ lastMessage: last }, undefined, unsent, false)).toEqual({ kind: 'queued' });
});

test('an own message on its way is shown as itself while there is a connection', () => {
  expect(previewOf({ lastMessage: last }, undefined, unsent, true)).toEqual({ kind: 'message', message: unsent });
});

test('the last message stands on one line', () => {
  expect(previewOf({ lastMessage: last }, undefined, undefined, true)).toEqual({
    kind: 'message',
    message: { ...last, text: 'Qual dia fica melhor?' },
  });
});
