import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONSOLE_VERBS, CONSOLES, type HistoryEvent, parseHistory, printHistory, SERVER_VERBS } from './history.ts';
import { randomHistory } from './randomHistory.ts';

const digits = (from: number, to: number) => fc.integer({ min: from, max: to });
const ARGUMENTS = {
  message: digits(1, 999).map((n) => `m${n}`),
  word: digits(1, 999).map((n) => `w${n}`),
  conversation: digits(1, 3).map((n) => `c${n}`),
  tag: digits(1, 3).map((n) => `t${n}`),
  queue: digits(1, 2).map((n) => `q${n}`),
  queueOrNone: fc.constantFrom('q1', 'q2', '-'),
  user: digits(1, 2).map((n) => `u${n}`),
  userOrNone: fc.constantFrom('u1', 'u2', '-'),
  role: fc.constantFrom('attendant', 'receptionist', 'admin'),
  number: digits(-9_999_999, 9_999_999).map(String),
};

function eventsOf<Verb extends string>(
  who: readonly string[],
  verbs: Record<Verb, readonly (keyof typeof ARGUMENTS)[]>,
): fc.Arbitrary<HistoryEvent> {
  const names = Object.keys(verbs) as Verb[];
  return fc
    .tuple(fc.constantFrom(...who), fc.constantFrom(...names))
    .chain(([by, verb]) =>
      fc.tuple(...verbs[verb].map((kind) => ARGUMENTS[kind])).map((args) => ({ who: by, verb, args }) as HistoryEvent),
    );
}

const history = fc.array(fc.oneof(eventsOf(CONSOLES, CONSOLE_VERBS), eventsOf(['S'], SERVER_VERBS)));

test('a history that is printed and parsed is the same history', () => {
  fc.assert(
    fc.property(history, (events) => {
      expect(parseHistory(printHistory(events))).toEqual(events);
    }),
  );
});

test('a seed gives the same history every time, and one that can be written down', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    expect(randomHistory(seed)).toEqual(randomHistory(seed));
    expect(parseHistory(printHistory(randomHistory(seed)))).toEqual(randomHistory(seed));
  }
  expect(randomHistory(1)).not.toEqual(randomHistory(2));
});

test('comments and blank lines are passed over', () => {
  expect(parseHistory('# as told\n\nA: send m1 c1 # offline\n')).toEqual([
    { who: 'A', verb: 'send', args: ['m1', 'c1'] },
  ]);
});

test.each([
  ['A send m1 c1', 'line 1: an event reads "who: verb arguments"'],
  ['S: in m1 c1\nA: fly', 'line 2: nobody does this'],
  ['A: send m1', 'line 1: send takes message, conversation'],
  ['A: send m1 k1', 'line 1: k1 is no conversation'],
  ['D: send m1 c1', 'line 1: nobody does this'],
])('what is no history is refused with its line: %s', (text, message) => {
  expect(() => parseHistory(text)).toThrow(message);
});
