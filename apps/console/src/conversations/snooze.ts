/** Until when a conversation may be put away; `null` is "until the next message". Times are epoch ms. */
export type SnoozeChoice = { kind: 'laterToday' | 'tomorrow' | 'monday' | 'nextMessage'; until: number | null };

const LATER_MS = 3 * 60 * 60_000;
const MORNING_HOUR = 9;
/** Three hours from now would be after work. */
const LAST_LATER_HOUR = 17;

/** What is worth offering at `now`, in the zone of this machine. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const choices: SnoozeChoice[] = [];
  if (now.getHours() < LAST_LATER_HOUR) choices.push({ kind: 'laterToday', until: now.getTime() + LATER_MS });
  choices.push({ kind: 'tomorrow', until: morningIn(now, 1) });
  const daysToMonday = (8 - now.getDay()) % 7 || 7;
  if (daysToMonday > 1) choices.push({ kind: 'monday', until: morningIn(now, daysToMonday) });
  choices.push({ kind: 'nextMessage', until: null });
  return choices;
}

function morningIn(now: Date, days: number): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING_HOUR).getTime();
}
