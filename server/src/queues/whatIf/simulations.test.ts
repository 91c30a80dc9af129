import { ALWAYS_OPEN, Refusal } from '@balcao/domain';
import { expect, test } from 'vitest';
import type { PastRow } from './pastStore.ts';
import { simulateApart, type ToSimulate } from './simulations.ts';

const at = (minutes: number) => new Date(Date.parse('2026-11-20T09:00:00Z') + minutes * 60_000);
const rows = Array.from(
  { length: 30 },
  (_, n): PastRow => ({
    ...{ enteredAt: at(n), contactId: `c${n}`, priority: 5, skills: [], status: 'finished', firstResponse: null },
    ...{ assigneeId: 'a', startedAt: at(2 * n), endedAt: at(2 * n + 2) },
  }),
);
const work = (most: number): ToSimulate => ({
  read: {
    rules: {
      ...{ distribution: 'round_robin', isSticky: false, limit: 1, firstResponseMs: null, resolutionMs: null },
      ...{ abandonedAfterMs: null, returnGraceMs: 0, hours: { zone: 'UTC', week: ALWAYS_OPEN, exceptions: [] } },
    },
    queueId: 'q',
    rows: rows.slice(0, most),
    held: rows.flatMap(({ startedAt, endedAt }) =>
      startedAt ? [{ userId: 'a', queueId: 'q', startedAt, endedAt, firstResponse: null }] : [],
    ),
    members: [],
    now: at(600).getTime(),
  },
  change: { more: 1, distribution: 'round_robin', isSticky: false, limit: 1 },
});

test('simulations run apart and one after the other, and who comes when many wait is asked to come again', async () => {
  const asked = [work(30), work(5), work(5)].map(simulateApart);
  const refused = await simulateApart(work(5)).catch((error: unknown) => error);
  expect(refused instanceof Refusal && refused.problem.code).toBe('request.tooMany');
  const [done, tooFew] = await Promise.all(asked);
  expect(tooFew).toEqual({ tickets: 5, result: null });
  // As it was: each minute somebody comes, and each takes two.
  expect(done?.result?.before.averageWaitMs).toBe(done?.result?.measured.averageWaitMs);
  expect(done?.result?.after).toMatchObject({ attendants: 2, averageWaitMs: 0 });
});
