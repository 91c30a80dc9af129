/** Who is to be told what of an appointment: pure. */
import type { Answer, Person } from '@balcao/calendar/icalendar';

/** `told`: a hash of what they were told last; empty: nothing that still holds. */
export type Guest = Person & { sequence: number; told: string; answer: Answer };
/** `news`: `new`, `changed` and `off` are other words in the mail, and another METHOD. */
export type Telling = Person & { news: 'new' | 'changed' | 'off'; sequence: number; answer: Answer };

/**
 * - `open`: it stands, and lies ahead. `off`: nothing of it stands any more.
 * - `waiting`: nobody knows yet (asked for, or in conflict); whoever was told goes on believing it until it is decided.
 * - `over`: it was.
 */
export type SubjectState = 'open' | 'off' | 'waiting' | 'over';

/**
 * @param hash of what would be told now.
 * @returns one for each who does not know it yet; SEQUENCE grows with every telling, whatever became of it here
 * (RFC 5546, 2.1.4), so that a later mail always overrules an earlier one.
 */
export function tellingsOf(
  state: SubjectState,
  people: readonly Person[],
  guests: readonly Guest[],
  hash: string,
): Telling[] {
  if (state === 'waiting' || state === 'over') return [];
  const known = new Map(guests.map((guest) => [guest.address, guest]));
  const invited = state === 'open' ? people : [];
  const tellings = invited.flatMap((person): Telling[] => {
    const guest = known.get(person.address);
    if (guest?.told === hash) return [];
    const isNew = !guest || guest.told === '';
    return [
      {
        ...person,
        news: isNew ? 'new' : 'changed',
        sequence: guest ? guest.sequence + 1 : 0,
        // They said yes to something else (RFC 5546, 3.2.2.1).
        answer: 'needs-action',
      },
    ];
  });
  const uninvited = guests.filter(
    ({ address, told }) => told !== '' && !invited.some((each) => each.address === address),
  );
  return [
    ...tellings,
    ...uninvited.map(
      ({ address, name, sequence, answer }): Telling => ({
        address,
        name,
        news: 'off',
        sequence: sequence + 1,
        answer,
      }),
    ),
  ];
}
