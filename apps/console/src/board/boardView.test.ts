import { NO_FIGURES } from '@balcao/domain';
import type { Board } from '@balcao/replica';
import { expect, test } from 'vitest';
import { boardView } from './boardView.ts';
import { durationInWords } from './durations.ts';

const board: Board = {
  at: 0,
  queues: [
    { queueId: 'q1', closedNow: false, online: 1 },
    { queueId: 'q2', closedNow: false, online: 1 },
  ],
  now: [
    { queueId: 'q1', channelId: 'c1', waiting: 2, inService: 1, longestSince: 5_000 },
    { queueId: 'q2', channelId: 'c1', waiting: 1, inService: 0, longestSince: 3_000 },
  ],
  today: [
    { queueId: 'q1', channelId: 'c1', hour: 9, figures: { ...NO_FIGURES, entered: 4, started: 2, waitMs: 8_000 } },
    { queueId: 'q2', channelId: 'c2', hour: 9, figures: { ...NO_FIGURES, entered: 5 } },
  ],
  people: [
    { userId: 'u1', queueIds: ['q1', 'q2'], places: 5, active: 1 },
    { userId: 'u2', queueIds: ['q2'], places: 5, active: 0 },
  ],
};

test('QUE-12 all queues together, each person once', () => {
  const view = boardView(board, null, (id) => id === 'u1');
  expect(view).toMatchObject({ waiting: 3, inService: 1, longestSince: 3_000, online: 1 });
  expect(view.people).toHaveLength(2);
  expect(view.hours[9]).toBe(9);
  expect(view.summary.averageWaitMs).toBe(4_000);
});

test('QUE-12 each queue has its line, and each of its channels, those that only had something today too', () => {
  const none = { online: null, longestSince: null, waiting: 0, inService: 0 };
  expect(boardView(board, null, (id) => id === 'u2').lines).toEqual([
    { queueId: 'q1', channelId: null, waiting: 2, inService: 1, longestSince: 5_000, online: 0, entered: 4 },
    { queueId: 'q1', channelId: 'c1', waiting: 2, inService: 1, longestSince: 5_000, online: null, entered: 4 },
    { queueId: 'q2', channelId: null, waiting: 1, inService: 0, longestSince: 3_000, online: 1, entered: 5 },
    { ...none, queueId: 'q2', channelId: 'c2', entered: 5 },
    { ...none, queueId: 'q2', channelId: 'c1', waiting: 1, longestSince: 3_000, entered: 0 },
  ]);
});

test('one queue is itself alone', () => {
  const view = boardView(board, 'q1', () => true);
  expect(view).toMatchObject({ waiting: 2, longestSince: 5_000, online: 1, today: { entered: 4 } });
  expect(view.people.map(({ userId }) => userId)).toEqual(['u1']);
  expect(view.lines.map(({ queueId }) => queueId)).toEqual(['q1', 'q1']);
});

test('a length of time is said in its two largest units', () => {
  expect(durationInWords(12_400, 'pt-BR')).toBe('12 s');
  expect(durationInWords(98_000, 'pt-BR')).toBe('1 min 38 s');
  expect(durationInWords(7_500_000, 'pt-BR')).toBe('2 h 5 min');
  expect(durationInWords(3_600_000, 'en')).toBe('1 hr');
  expect(durationInWords(131.5 * 3_600_000, 'pt-BR')).toBe('5 dias 11 h');
});
