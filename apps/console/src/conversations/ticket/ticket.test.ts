import type { ConversationTicket } from '@balcao/replica';
import { expect, test } from 'vitest';
import { placeInLine } from './line.ts';
import { urgentPromise } from './promise.ts';

const ticket = (own: Partial<ConversationTicket> = {}): ConversationTicket => ({
  id: 'ticket-1',
  protocol: '20261121-000001',
  status: 'waiting',
  priority: 5,
  linedUpAt: 1_000,
  enteredAt: 1_000,
  firstResponse: null,
  nextResponse: null,
  resolution: null,
  rating: null,
  ratingComment: '',
  ...own,
});
const row = (id: string, own: Partial<ConversationTicket> = {}, queueId = 'q1') => ({
  id,
  queueId,
  ticket: ticket({ id, ...own }),
});

test('QUE-10 what ends first is counted down: on time, a warning from 80 % on, then since when it is broken', () => {
  const first = { kind: 'running', deadlineAt: 1_000, warnAt: 800 } as const;
  const whole = { kind: 'running', deadlineAt: 9_000, warnAt: 7_200 } as const;
  const promising = ticket({ firstResponse: first, resolution: whole });
  expect(urgentPromise(promising, 500)).toEqual({ promise: 'firstResponse', state: 'onTime', leftMs: 500 });
  expect(urgentPromise(promising, 800)).toMatchObject({ state: 'warning', leftMs: 200 });
  expect(urgentPromise(promising, 1_300)).toEqual({ promise: 'firstResponse', state: 'breached', leftMs: -300 });
  const answered = { ...promising, firstResponse: { kind: 'met', at: 700 } as const };
  expect(urgentPromise(answered, 800)).toMatchObject({ promise: 'resolution', state: 'onTime' });
  expect(urgentPromise(ticket({ resolution: { kind: 'paused', leftMs: 1, leftToWarnMs: 1 } }), 0)).toBeNull();
});

test('the line is by urgency, then by who came first, and each queue has its own', () => {
  const rows = [
    row('late', { linedUpAt: 3_000 }),
    row('early', { linedUpAt: 2_000 }),
    row('urgent', { linedUpAt: 4_000, priority: 6 }),
    row('served', { linedUpAt: 1, status: 'in_service' }),
    row('elsewhere', { linedUpAt: 1 }, 'q2'),
  ];
  const places = Object.fromEntries(rows.map((each) => [each.id, placeInLine(each, rows)]));
  expect(places).toEqual({ urgent: 1, early: 2, late: 3, served: null, elsewhere: 1 });
});

test('of two who came in the same millisecond one is first', () => {
  const rows = [row('a'), row('b')];
  expect(rows.map((each) => placeInLine(each, rows))).toEqual([1, 2]);
});
