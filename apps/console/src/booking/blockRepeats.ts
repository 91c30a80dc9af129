/** What most blocks repeat by; any other rule that came from outside is kept as it is. */
export const REPEATS = [
  '',
  'FREQ=DAILY',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=MONTHLY',
  'FREQ=YEARLY',
] as const;
const NAMES: Record<string, 'once' | 'daily' | 'weekly' | 'workdays' | 'monthly' | 'yearly'> = {
  '': 'once',
  'FREQ=DAILY': 'daily',
  'FREQ=WEEKLY': 'weekly',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR': 'workdays',
  'FREQ=MONTHLY': 'monthly',
  'FREQ=YEARLY': 'yearly',
};

/** How a rule is called; `null`: it came from outside, and has no name. */
export const repeatOf = (rrule: string) => NAMES[rrule] ?? null;
