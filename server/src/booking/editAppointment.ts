import { demandBegun, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { noteNews } from './noteNews.ts';
import { typeById } from './settingsStore.ts';
import { type Appointment, lockAppointment, updateAppointment } from './store.ts';

export type AppointmentEdit = Partial<
  Pick<
    Appointment,
    | 'typeId'
    | 'contactId'
    | 'title'
    | 'place'
    | 'notes'
    | 'answers'
    | 'participants'
    | 'arrivedAt'
    | 'seriesId'
    | 'seriesRule'
    | 'seriesStart'
  >
>;

/**
 * Everything about it but its time and its status.
 * @throws Refusal `record.notFound` (it, its type, its contact), `appointment.notBegun` (arrived before its day)
 */
export async function editAppointment(
  trx: Trx,
  actor: Actor,
  { id, edit }: { id: string; edit: AppointmentEdit },
): Promise<Appointment> {
  const { companyId } = actor;
  const before = await lockAppointment(trx, companyId, id);
  if (!before) throw new Refusal({ code: 'record.notFound', record: 'appointment', id });
  if (edit.typeId !== undefined && edit.typeId !== before.typeId && !(await typeById(trx, companyId, edit.typeId))) {
    throw new Refusal({ code: 'record.notFound', record: 'appointmentType', id: edit.typeId });
  }
  if (edit.arrivedAt) demandBegun('arrive', before.slot, edit.arrivedAt.getTime());
  if (edit.contactId) {
    const contact = await trx
      .selectFrom('contact')
      .select('id')
      .where('companyId', '=', companyId)
      .where('id', '=', edit.contactId)
      .executeTakeFirst();
    if (!contact) throw new Refusal({ code: 'record.notFound', record: 'contact', id: edit.contactId });
  }
  const after = { ...before, ...edit };
  await updateAppointment(trx, companyId, after);
  if (after.contactId !== null && after.contactId !== before.contactId) {
    await noteNews(trx, actor, { id, source: before.source, before, forAnother: true }, new Date());
  }
  return after;
}
