import { type HoursException, hoursProblems, type WeekHours } from '@balcao/domain';

/** Why hours cannot be kept as they are written; its words are `settings:company.*`. */
export type HoursFault = 'unfinished' | 'badSpans' | 'twice';

/** @param week `null`: none of its own. */
export function hoursFault(week: WeekHours | null, dates: readonly HoursException[]): HoursFault | null {
  if (dates.some(({ date, name }) => date === '' || name.trim() === '')) return 'unfinished';
  const [problem] = hoursProblems(week, dates);
  if (!problem) return null;
  return problem.message === 'twice' ? 'twice' : 'badSpans';
}
