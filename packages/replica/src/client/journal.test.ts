import { expect, test } from 'vitest';
import { createJournal } from './journal.ts';
import { RequestFailed } from './outcome.ts';

test('the socket’s changes are kept in order, the same state once, and the oldest go first', () => {
  let now = 0;
  const journal = createJournal(() => now++);
  journal.link({ kind: 'connecting' });
  journal.link({ kind: 'up' });
  journal.link({ kind: 'up' });
  journal.link({ kind: 'refused', problem: { code: 'auth.signedOut' } });
  expect(journal.read().links).toEqual([
    { at: 0, kind: 'connecting', code: null },
    { at: 1, kind: 'up', code: null },
    { at: 2, kind: 'refused', code: 'auth.signedOut' },
  ]);
  for (let turn = 0; turn < 60; turn += 1) {
    journal.link({ kind: 'up' });
    journal.link({ kind: 'down', since: 0 });
  }
  expect(journal.read().links).toHaveLength(100);
});

test('a replica’s course counts what came and says how the last request failed, without what was in it', () => {
  const journal = createJournal(() => 7);
  journal.step('messages', { rows: [{ id: 'a' }, { id: 'b' }], gone: ['c'], fresh: true });
  journal.step('messages', { rows: [], gone: [], fresh: false });
  journal.answered('messages', 3, 1);
  journal.failed('messages', new RequestFailed({ code: 'replica.failing', replica: 'messages' }, 'r-1'));
  journal.failed('contacts', new TypeError('Contato de teste 04'));
  const { courses } = journal.read();
  expect(courses.get('messages')).toEqual({
    steps: 2,
    lastAt: 7,
    rows: 2,
    gone: 1,
    freshStarts: 1,
    answered: 3,
    lastAnswerAt: 7,
    overruled: 1,
    failures: 1,
    lastFailure: 'replica.failing',
  });
  expect(courses.get('contacts')?.lastFailure).toBe('TypeError');
});
