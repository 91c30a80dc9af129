import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../problem.ts';
import {
  APPOINTMENT_MOVES,
  APPOINTMENT_STATUSES,
  type AppointmentStatus,
  appointmentMove,
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
