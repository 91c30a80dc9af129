import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Breaker,
  type BreakerEvent,
  breakerAfter,
  breakerDueAt,
  breakerSchema,
  CLOSED,
  OPENS_AFTER_FAILURES,
} from './breaker.ts';

const reason = { code: '131000', detail: 'Something went wrong' };
const failed = (at: number, conversationId: string | null = null): BreakerEvent => ({
  type: 'failed',
  at,
  reason,
  conversationId,
});
const refused = (at: number): BreakerEvent => ({ type: 'refused', at, reason: { code: '190', detail: 'expired' } });
const after = (events: readonly BreakerEvent[], from: Breaker = CLOSED) => events.reduce(breakerAfter, from);
const run = (at: number) => Array.from({ length: OPENS_AFTER_FAILURES }, (_, n) => failed(at + n));

test('INB-04 a run of failures opens it, and says since when and why', () => {
  expect(after(run(1000).slice(1)).state).toBe('closed');
  expect(after(run(1000))).toEqual({
    state: 'open',
    cause: 'failing',
    reason,
    since: 1004,
    openings: 1,
    probeAt: 1004 + 5000,
  });
});

test('one success, or ten minutes of quiet, and the run begins anew', () => {
  expect(after([...run(0).slice(1), { type: 'succeeded', at: 10 }, failed(11)])).toMatchObject({ failures: 1 });
  expect(after([...run(0).slice(1), failed(600_010)])).toMatchObject({ state: 'closed', failures: 1 });
});

test('a message that fails again and again alone says nothing of the channel; two conversations do', () => {
  const alone = after(Array.from({ length: 20 }, (_, n) => failed(n, 'a')));
  expect(alone).toMatchObject({ state: 'closed', failures: 1 });
  expect(after([failed(21, 'b'), failed(22, 'a'), failed(23, 'b'), failed(24, 'a')], alone).state).toBe('open');
});

test('an account that is not let in opens it at once, and is asked less often', () => {
  expect(after([refused(0)])).toMatchObject({ state: 'open', cause: 'refused', probeAt: 60_000 });
  expect(after([...run(0), refused(10)])).toMatchObject({ cause: 'refused', reason: { code: '190' } });
});

test('each probe that fails is followed by a longer wait, up to a minute', () => {
  let breaker = after(run(0));
  const waits: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    const at = breakerDueAt(breaker) ?? 0;
    breaker = after([{ type: 'due', at }, failed(at)], breaker);
    waits.push((breakerDueAt(breaker) ?? 0) - at);
  }
  expect(waits).toEqual([10_000, 20_000, 40_000, 60_000, 60_000, 60_000, 60_000]);
});

test('a person who mended something is not made to wait; a prober of whom nobody hears is replaced', () => {
  const open = after([refused(0)]);
  expect(breakerDueAt(after([{ type: 'mended', at: 100 }], open))).toBe(100);
  const probing = after([{ type: 'due', at: 60_000 }], open);
  expect(probing.state).toBe('probing');
  const until = breakerDueAt(probing) ?? 0;
  expect(after([{ type: 'due', at: until - 1 }], probing).state).toBe('probing');
  expect(after([{ type: 'due', at: until }], probing)).toMatchObject({ state: 'open', probeAt: until });
});

const event = fc.record({
  type: fc.constantFrom('succeeded', 'failed', 'refused', 'due', 'mended'),
  waitMs: fc.nat({ max: 700_000 }),
});

test('whatever happens: the state is whole, success always closes it, and one that is not closed has a time to go on', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (steps) => {
      let breaker: Breaker = CLOSED;
      let now = 0;
      let failuresInRow = 0;
      for (const { type, waitMs } of steps) {
        now += waitMs;
        const before = breaker;
        breaker = breakerAfter(breaker, { type, at: now, reason, conversationId: null } as BreakerEvent);
        expect(breakerSchema.parse(breaker)).toEqual(breaker);
        expect(breakerAfter(breaker, { type: 'succeeded', at: now })).toEqual(CLOSED);
        if (breaker.state === 'closed') expect(breakerDueAt(breaker)).toBeNull();
        else expect(breakerDueAt(breaker)).toBeGreaterThanOrEqual(breaker.since);
        // It opens for a reason only, and only `due` lets a probe out.
        failuresInRow = type === 'failed' ? failuresInRow + 1 : type === 'succeeded' ? 0 : failuresInRow;
        if (before.state === 'closed' && breaker.state === 'open')
          expect(type === 'refused' || failuresInRow >= OPENS_AFTER_FAILURES).toBe(true);
        if (before.state !== 'probing' && breaker.state === 'probing') expect(type).toBe('due');
      }
    }),
  );
});
