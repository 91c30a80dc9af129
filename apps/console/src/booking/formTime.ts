import { type AppointmentSlot, instantIn, wallIn } from '@balcao/domain';

/** Day and times as fields have them, on the wall clock of a zone. */
export type FormTime = { date: string; start: string; minutes: number };

export const timeOf = ({ from, to, zone }: Pick<AppointmentSlot, 'from' | 'to' | 'zone'>): FormTime => {
  const [date = '', start = ''] = wallIn(zone, from).split('T');
  return { date, start, minutes: Math.round((to - from) / 60_000) };
};

/**
 * @returns `noSuchTime`: not a date and a time, 30 February say, or an hour that a change of clocks leaves out.
 */
export function spanOf({ date, start, minutes }: FormTime, zone: string): { from: number; to: number } | 'noSuchTime' {
  const from = instantIn(zone, `${date}T${start}`);
  if (from === null || wallIn(zone, from) !== `${date}T${start}` || !(minutes > 0)) return 'noSuchTime';
  return { from, to: from + minutes * 60_000 };
}
