import { ALWAYS_OPEN, type SimulatedRules } from '@balcao/domain';
import { expect, test } from 'vitest';
import type { HeldRow, PastRow } from './pastStore.ts';
import { recall } from './recall.ts';

const rules: SimulatedRules = {
  distribution: 'round_robin',
  isSticky: false,
  limit: 5,
  firstResponseMs: 60_000,
  resolutionMs: null,
  abandonedAfterMs: null,
  returnGraceMs: 0,
  hours: { zone: 'UTC', week: ALWAYS_OPEN, exceptions: [] },
};
const at = (minutes: number) => new Date(Date.parse('2026-11-20T09:00:00Z') + minutes * 60_000);
const met = (minutes: number) => ({ kind: 'met' as const, at: at(minutes).getTime() });
const row = (more: Partial<PastRow>): PastRow => ({
  ...{ enteredAt: at(0), contactId: 'c', priority: 5, skills: [], status: 'finished', firstResponse: null },
  ...{ assigneeId: 'a', startedAt: at(1), endedAt: at(11) },
  ...more,
});
const held = (more: Partial<HeldRow>): HeldRow => ({
  ...{ userId: 'a', queueId: 'q', startedAt: at(1), endedAt: at(11), firstResponse: null },
  ...more,
});
const remember = (rows: PastRow[], all: HeldRow[]) =>
  recall({ rules, queueId: 'q', rows, held: all, members: [], now: at(600).getTime() });

test('an answer that was given with two in hand counts half; what nobody took takes as long as the one before', () => {
  const rows = [row({ firstResponse: met(5) }), row({ status: 'abandoned', assigneeId: null, startedAt: null })];
  const { tickets, courses } = remember(rows, [held({}), held({ startedAt: at(0), queueId: 'other' })]);
  expect(tickets.map(({ answerMs, handleMs }) => [answerMs, handleMs])).toEqual([
    [120_000, 600_000],
    [120_000, 600_000],
  ]);
  expect(courses[1]).toMatchObject({ isAbandoned: true, startedAt: null, answeredAt: null });
});

test('an answer that was promised and broken by the ticket’s end was none', () => {
  const broken = { kind: 'breached' as const, deadlineAt: at(2).getTime(), at: at(11).getTime() };
  const { tickets, courses } = remember([row({ firstResponse: broken })], [held({ firstResponse: broken })]);
  expect(tickets).toMatchObject([{ answerMs: 60_000 }]);
  expect(courses).toMatchObject([{ answeredAt: null }]);
});

test('what was closed before anybody took it was nobody’s work', () => {
  const closed = row({ assigneeId: null, startedAt: null });
  expect(remember([closed, row({})], [held({})]).tickets).toHaveLength(1);
});

test('people are there by what they did in any queue, and those of other queues alone are left out', () => {
  const all = [
    held({}),
    held({ queueId: 'other', startedAt: at(130), endedAt: null, firstResponse: met(185) }),
    held({ queueId: 'other', userId: 'b' }),
  ];
  expect(remember([row({})], all).attendants).toEqual([
    {
      ...{ userId: 'a', weight: 1, skills: [] },
      shifts: [{ from: at(0).getTime(), to: at(240).getTime() }],
      elsewhere: [{ from: at(130).getTime(), to: at(600).getTime() }],
    },
  ]);
});
