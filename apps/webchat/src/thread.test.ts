import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyThread, type Message, withMessages, withUnsent } from './thread.ts';

const message = (id: string, at: number, clientId: string | null = null): Message => ({
  id,
  clientId,
  from: clientId ? 'visitor' : 'company',
  author: '',
  text: id,
  file: null,
  at,
});

test('what was written waits until the server tells it back, and then stands once', () => {
  const waiting = withUnsent(emptyThread, { clientId: 'c1', text: 'Oi', name: '', email: '', at: 1, state: 'waiting' });
  expect(waiting.unsent).toHaveLength(1);
  const arrived = withMessages(waiting, [message('m1', 5, 'c1')]);
  expect(arrived.unsent).toEqual([]);
  expect(arrived.messages.map(({ id }) => id)).toEqual(['m1']);
});

test('told in any order and any number of times, a thread is the same', () => {
  const all = [message('a', 1), message('b', 2, 'c1'), message('c', 2), message('d', 3)];
  fc.assert(
    fc.property(
      fc.array(fc.subarray(all, { minLength: 1 }), { maxLength: 6 }),
      fc.shuffledSubarray(all, { minLength: 4 }),
      (pages, last) => {
        const thread = [...pages, last].reduce(withMessages, emptyThread);
        expect(thread.messages).toEqual(all);
      },
    ),
  );
});
