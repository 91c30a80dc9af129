import { type AppointmentSlot, localDayAt } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { type Agenda, agendaOf, freeTimes } from './freeTimes.ts';
import type { AppointmentType } from './settingsStore.ts';
import { occupiedBetween } from './store.ts';

/**
 * Who serves at a time for which nobody was named (BOOK-01): all of a type that needs them together; the contact's own
 * person where the type says so and they are free; else whoever has the fewest appointments that day.
 * @returns none when nobody is free.
 */
export async function chooseResources(
  trx: Trx,
  companyId: string,
  { type, slot, contactId, now }: { type: AppointmentType; slot: AppointmentSlot; contactId: string | null; now: Date },
  known?: Agenda,
): Promise<string[]> {
  const agenda = known ?? (await agendaOf(trx, companyId, now));
  const durationMinutes = (slot.to - slot.from) / 60_000;
  const at = { type, durationMinutes, from: slot.from, to: slot.from + 1, now };
  const [free] = await freeTimes(trx, companyId, at, agenda);
  if (!free) return [];
  if (type.settings.serving === 'together') return free.resourceIds;
  if (type.settings.serving === 'own' && contactId !== null) {
    const own = agenda.setUp.resources.filter(({ userId }) => userId !== null);
    const contact = await trx
      .selectFrom('contact')
      .select('ownerId')
      .where('companyId', '=', companyId)
      .where('id', '=', contactId)
      .executeTakeFirst();
    const theirs = own.find(({ id, userId }) => userId === contact?.ownerId && free.resourceIds.includes(id));
    if (theirs) return [theirs.id];
  }
  const { from, to } = localDayAt(slot.from, slot.zone);
  const taken = await occupiedBetween(trx, companyId, { resourceIds: free.resourceIds, from, to, now });
  const countOf = (id: string) => taken.filter(({ resourceId }) => resourceId === id).length;
  const [least] = [...free.resourceIds].sort((a, b) => countOf(a) - countOf(b));
  return least === undefined ? [] : [least];
}
