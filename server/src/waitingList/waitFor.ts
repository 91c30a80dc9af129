import { type AppointmentAnswer, Refusal, type WaitingWish } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { type Booker, noteFreed, typeById } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import { noteStep } from '../funnel/index.ts';
import { insertEntry, type NewEntry, sameWaiting } from './store.ts';

export type WaitingInput = {
  /** The caller's own: however often it is asked for, there is one. */
  id?: string;
  typeId: string;
  contactId: string;
  /** The one that is to be earlier; `null`: there is none yet. */
  appointmentId: string | null;
  wish: WaitingWish;
  notes: string;
  /** To the questions of the type. */
  answers?: AppointmentAnswer[];
};

/**
 * Puts a contact on the waiting list (BOOK-10). Whatever fits and is free is offered at once.
 * @throws Refusal `record.notFound` (type, contact, appointment), `waiting.already`
 */
export async function waitFor(trx: Trx, { companyId, userId }: Booker, input: WaitingInput): Promise<{ id: string }> {
  const { typeId, contactId, appointmentId } = input;
  if (!(await typeById(trx, companyId, typeId))) throw notFound('appointmentType', typeId);
  const contact = await trx
    .selectFrom('contact')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!contact) throw notFound('contact', contactId);
  if (appointmentId !== null) {
    const own = await trx
      .selectFrom('appointment')
      .select('id')
      .where('companyId', '=', companyId)
      .where('id', '=', appointmentId)
      .where('contactId', '=', contactId)
      .executeTakeFirst();
    if (!own) throw notFound('appointment', appointmentId);
  }
  const id = input.id ?? newRowId();
  // The contact is locked: two who ask at once are asked one after the other.
  const same = await sameWaiting(trx, companyId, { typeId, contactId });
  if (same === id) return { id };
  if (same !== null) throw new Refusal({ code: 'waiting.already', id: same });
  const entry: NewEntry = { ...input, answers: input.answers ?? [], id, createdBy: userId };
  await insertEntry(trx, companyId, entry);
  await noteStep(trx, companyId, { journey: { id, source: 'waiting' }, typeId, step: 'asked' });
  await noteFreed(trx, companyId);
  return { id };
}

const notFound = (record: string, id: string) => new Refusal({ code: 'record.notFound', record, id });
