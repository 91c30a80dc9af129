import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../problem.ts';
import { afterAbandonment, isOver, moveTicket, protocolNumber, TICKET_MOVES, type TicketStatus } from './ticket.ts';

test('what is over stays over, and nothing is assigned that is not waiting or in service', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...TICKET_MOVES), { maxLength: 12 }), (moves) => {
      let status: TicketStatus = 'waiting';
      for (const move of moves) {
        const before: TicketStatus = status;
        try {
          status = moveTicket(status, move);
        } catch (error) {
          if (!(error instanceof Refusal)) return false;
          continue;
        }
        if (isOver(before)) return false;
      }
      return true;
    }),
  );
});

test('a ticket that is worked on is not abandoned', () => {
  expect(() => moveTicket('in_service', 'abandon')).toThrow(Refusal);
});

test('who was left waiting comes back one step more urgent, up to the most urgent', () => {
  expect([afterAbandonment(5), afterAbandonment(10)]).toEqual([6, 10]);
});

test('protocol numbers read as a date and a count', () => {
  expect(protocolNumber('2026-11-21', 42)).toBe('20261121-000042');
  expect(protocolNumber('2026-11-21', 1_234_567)).toBe('20261121-1234567');
});
