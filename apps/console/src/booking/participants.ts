import { isMailAddress } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';

export type Participants = AppointmentRow['participants'];

/** Higher: a list that nobody types. */
const MOST = 50;

/**
 * Whoever comes along, from addresses as people type and paste them. Names that are known already stay.
 * @returns `null`: one of them is no address.
 */
export function participantsOf(typed: string, known: Participants): Participants | null {
  const emails = [...new Set(typed.split(/[\s,;]+/).filter(Boolean))];
  if (emails.length > MOST || !emails.every(isMailAddress)) return null;
  return emails.map((email) => known.find((each) => each.email === email) ?? { name: '', email });
}
