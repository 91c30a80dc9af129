import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Guest, type SubjectState, tellingsOf } from './plan.ts';

const ana = { address: 'a@example.com', name: 'Contato de teste 01' };
const bia = { address: 'b@example.com', name: 'Contato de teste 02' };
const guest = (person: typeof ana, told: string, sequence = 0): Guest => ({
  ...person,
  told,
  sequence,
  answer: 'accepted',
});
const brief = (...given: Parameters<typeof tellingsOf>) =>
  tellingsOf(...given).map(({ address, news, sequence }) => [address[0], news, sequence]);

test('BOOK-16 whoever is new is invited, whoever knows is left alone, whoever knows an older state is told', () => {
  expect(brief('open', [ana, bia], [guest(ana, 'now'), guest(bia, 'before', 3)], 'now')).toEqual([['b', 'changed', 4]]);
  expect(brief('open', [ana], [], 'now')).toEqual([['a', 'new', 0]]);
});

test('BOOK-16 whoever is taken off, and everybody when it is cancelled, is told once', () => {
  expect(brief('open', [bia], [guest(ana, 'now', 1), guest(bia, 'now')], 'now')).toEqual([['a', 'off', 2]]);
  expect(brief('off', [ana], [guest(ana, 'now', 1), guest(bia, '', 5)], 'now')).toEqual([['a', 'off', 2]]);
  expect(brief('off', [ana], [guest(ana, '', 2)], 'now')).toEqual([]);
});

test('BOOK-16 whoever was told that it is off is invited anew, and a later word always has the higher SEQUENCE', () => {
  expect(brief('open', [ana], [guest(ana, '', 2)], 'now')).toEqual([['a', 'new', 3]]);
  expect(brief('waiting', [ana], [guest(ana, 'before')], 'now')).toEqual([]);
  const step = fc.record({
    state: fc.constantFrom<SubjectState>('open', 'off', 'waiting', 'over'),
    people: fc.subarray([ana, bia]),
    hash: fc.constantFrom('one', 'two', 'three'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const guests = new Map<string, Guest>();
      for (const { state, people, hash } of steps) {
        for (const telling of tellingsOf(state, people, [...guests.values()], hash)) {
          const before = guests.get(telling.address);
          expect(telling.sequence).toBeGreaterThan(before?.sequence ?? -1);
          guests.set(telling.address, { ...telling, told: telling.news === 'off' ? '' : hash });
        }
        // Said once, it is said: nobody is told the same a second time.
        expect(tellingsOf(state, people, [...guests.values()], hash)).toEqual([]);
      }
    }),
  );
});
