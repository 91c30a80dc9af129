import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../problem.ts';
import {
  APPOINTMENT_MOVES,
  APPOINTMENT_STATUSES,
  type AppointmentStatus,
  appointmentMove,
  arrivalAfterMove,
  demandBegun,
  occupies,
  statusAfter,
} from './appointment.ts';

test('a confirmed appointment is completed, missed or cancelled, and not confirmed again', () => {
  expect(statusAfter('confirmed', 'complete')).toBe('completed');
  expect(() => statusAfter('confirmed', 'confirm')).toThrow(Refusal);
});

test('one in conflict takes nobody’s place until somebody settles it', () => {
  expect(occupies('conflict')).toBe(false);
  expect(statusAfter('conflict', 'settle')).toBe('scheduled');
  expect(() => statusAfter('conflict', 'complete')).toThrow(Refusal);
});

test('what is still to come was neither attended nor missed, and nobody arrived for it on another day', () => {
  const slot = { from: Date.parse('2026-11-26T10:00:00-03:00'), zone: 'America/Sao_Paulo' };
  const codeOf = (check: () => void) => {
    try {
      check();
      return null;
    } catch (error) {
      return error instanceof Refusal ? error.problem.code : 'bug';
    }
  };
  const at = (time: string) => Date.parse(`2026-11-${time}-03:00`);
  for (const move of ['complete', 'miss'] as const) {
    expect(codeOf(() => demandBegun(move, slot, at('26T09:54:00')))).toBe('appointment.notBegun');
    expect(codeOf(() => demandBegun(move, slot, at('26T09:56:00')))).toBeNull();
  }
  expect(codeOf(() => demandBegun('confirm', slot, at('25T09:00:00')))).toBeNull();
  expect(codeOf(() => demandBegun('arrive', slot, at('25T23:54:00')))).toBe('appointment.notBegun');
  expect(codeOf(() => demandBegun('arrive', slot, at('26T00:01:00')))).toBeNull();
  expect(arrivalAfterMove(at('26T09:50:00'), slot)).toBe(at('26T09:50:00'));
  expect(arrivalAfterMove(at('25T09:50:00'), slot)).toBeNull();
  expect(arrivalAfterMove(null, slot)).toBeNull();
});

test('whatever is done in whatever order, a status is reached only by the move that leads there', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...APPOINTMENT_MOVES)), (moves) => {
      let status: AppointmentStatus = 'requested';
      for (const move of moves) {
        const before = status;
        try {
          status = statusAfter(before, move);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          continue;
        }
        expect(appointmentMove(before, status)).not.toBeNull();
        expect(APPOINTMENT_STATUSES).toContain(status);
        if (move === 'cancel') expect(occupies(status)).toBe(false);
      }
    }),
  );
});
