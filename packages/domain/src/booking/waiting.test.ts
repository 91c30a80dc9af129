import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../problem.ts';
import {
  answerBy,
  isWaitingOver,
  isWanted,
  WAITING_MOVES,
  WAITING_STATUSES,
  type WaitingFor,
  waitingAfter,
} from './waiting.ts';

const ZONE = 'America/Sao_Paulo';
const at = (text: string) => Date.parse(`${text}-03:00`);
const wanting = (wish: Partial<WaitingFor['wish']> = {}, more: Partial<WaitingFor> = {}): WaitingFor => ({
  wish: { minutes: 30, resourceIds: [], fromDate: null, untilDate: null, parts: [], ...wish },
  refused: [],
  earlierThan: null,
  ...more,
});

test.each([
  ['anything', wanting(), '2031-11-24T09:00', true],
  ['what was offered before', wanting({}, { refused: [at('2031-11-24T09:00')] }), '2031-11-24T09:00', false],
  ['what is not earlier', wanting({}, { earlierThan: at('2031-11-24T09:00') }), '2031-11-24T09:00', false],
  ['what is earlier', wanting({}, { earlierThan: at('2031-11-24T09:30') }), '2031-11-24T09:00', true],
  ['the last day', wanting({ untilDate: '2031-11-24' }), '2031-11-24T23:30', true],
  ['the day after it', wanting({ untilDate: '2031-11-24' }), '2031-11-25T00:00', false],
  ['the day before the first', wanting({ fromDate: '2031-11-25' }), '2031-11-24T23:30', false],
  ['a minute before noon', wanting({ parts: ['morning'] }), '2031-11-24T11:59', true],
  ['noon', wanting({ parts: ['morning'] }), '2031-11-24T12:00', false],
  ['six in the evening', wanting({ parts: ['morning', 'evening'] }), '2031-11-24T18:00', true],
] as const)('%s: wanted %#', (_what, waiting, time, isIt) => {
  expect(isWanted(waiting, at(time), ZONE)).toBe(isIt);
});

test.each([
  ['by day half an hour', '2031-11-24T14:00', '2031-11-25T09:00', '2031-11-24T14:30'],
  ['late in the evening until the morning', '2031-11-24T21:00', '2031-11-25T12:00', '2031-11-25T08:30'],
  ['in the small hours until the same morning', '2031-11-25T03:10', '2031-11-25T12:00', '2031-11-25T08:30'],
  ['no later than an hour before it', '2031-11-25T03:10', '2031-11-25T08:00', '2031-11-25T07:00'],
] as const)('an offer is to be answered %s', (_what, now, slot, by) => {
  expect(answerBy(at(now), at(slot), ZONE)).toBe(at(by));
});

test('nobody waits for a day that is over, or for something earlier than what has begun', () => {
  const now = at('2031-11-25T00:00');
  expect(isWaitingOver(wanting({ untilDate: '2031-11-24' }), now, ZONE)).toBe(true);
  expect(isWaitingOver(wanting({ untilDate: '2031-11-25' }), now, ZONE)).toBe(false);
  expect(isWaitingOver(wanting({}, { earlierThan: now }), now, ZONE)).toBe(true);
});

test('whatever is tried, what ended stays ended, and only what was offered is taken', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WAITING_MOVES), { maxLength: 12 }), (moves) => {
      let status: (typeof WAITING_STATUSES)[number] = 'waiting';
      for (const move of moves) {
        const before = status;
        try {
          status = waitingAfter(status, move);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(status).toBe(before);
        }
        if (['taken', 'left', 'lapsed'].includes(before)) expect(status).toBe(before);
        if (status === 'taken' && before !== 'taken') expect(before).toBe('offered');
      }
      expect(WAITING_STATUSES).toContain(status);
    }),
  );
});
