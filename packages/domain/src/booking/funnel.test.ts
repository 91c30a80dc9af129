import { expect, test } from 'vitest';
import { attendanceOf, FUNNEL_FIGURES, funnelStages, NO_FUNNEL, stillOpen } from './funnel.ts';

test('BOOK-25 who books without having asked makes the share of those who asked no better', () => {
  const figures = {
    ...NO_FUNNEL,
    asked: 10,
    offered: 8,
    chosen: 5,
    chosenAtOnce: 1,
    booked: 22,
    bookedAtOnce: 20,
    attended: 11,
  };
  expect(funnelStages(figures).map(({ step, count, atOnce, share }) => [step, count, atOnce, share])).toEqual([
    ['asked', 10, 0, null],
    ['offered', 8, 0, 0.8],
    ['chosen', 5, 1, 0.5],
    ['booked', 22, 20, 0.4],
    ['attended', 11, 0, 0.5],
  ]);
});

test('where nobody was at the step before, no share is said', () => {
  expect(funnelStages(NO_FUNNEL).map(({ share }) => share)).toEqual([null, null, null, null, null]);
  expect(attendanceOf(NO_FUNNEL)).toBeNull();
});

test('what was booked is attended, missed, cancelled, moved, or still to come', () => {
  const figures = { ...NO_FUNNEL, booked: 12, attended: 5, missed: 1, cancelled: 2, moved: 1 };
  expect(stillOpen(figures)).toBe(3);
  expect(attendanceOf(figures)).toBeCloseTo(5 / 6);
  expect(new Set(FUNNEL_FIGURES).size).toBe(FUNNEL_FIGURES.length);
});
