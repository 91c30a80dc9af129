/**
 * What a receptionist does, as writes into the replica and nothing else: it works offline, shows at once, and the server
 * decides (BOOK-12, BOOK-13).
 */
import type { AppointmentSlot, AppointmentStatus } from '@balcao/domain';
import { type AppointmentRow, type BlockRow, emptyRow, newRowId, REPLICAS, recencyOf } from '@balcao/replica';
import type { Collections } from '@balcao/replica/client';

export type NewAppointment = Pick<
  AppointmentRow,
  'typeId' | 'contactId' | 'title' | 'slot' | 'place' | 'notes' | 'participants' | 'overbookReason'
> &
  Partial<Pick<AppointmentRow, 'conversationId' | 'answers' | 'seriesId' | 'seriesRule' | 'seriesStart'>>;

/** @returns its id */
export async function bookHere(
  { appointments }: Collections,
  wish: NewAppointment,
  { userId, now = Date.now(), id = newRowId() }: { userId: string; now?: number; id?: string },
): Promise<string> {
  await appointments.insertIfNotExists({
    ...emptyRow(REPLICAS.appointments, id),
    ...wish,
    status: 'scheduled',
    source: 'console',
    createdBy: userId,
    createdAt: now,
    recency: recencyOf(wish.slot.from),
    pending: now,
  });
  return id;
}

export type AppointmentEdit = Partial<
  Pick<
    AppointmentRow,
    | 'typeId'
    | 'contactId'
    | 'title'
    | 'place'
    | 'notes'
    | 'answers'
    | 'participants'
    | 'arrivedAt'
    | 'overbookReason'
    | 'cancelReason'
    | 'seriesId'
    | 'seriesStart'
  >
> & { slot?: AppointmentSlot; status?: AppointmentStatus };

export async function changeHere({ appointments }: Collections, id: string, edit: AppointmentEdit): Promise<void> {
  const document = await appointments.findOne(id).exec();
  await document?.incrementalPatch({ ...edit, ...(edit.slot && { recency: recencyOf(edit.slot.from) }) });
}

export type NewBlock = Pick<BlockRow, 'resourceId' | 'from' | 'to' | 'zone' | 'reason' | 'rrule' | 'exceptions'>;

export async function blockHere(
  { blocks }: Collections,
  wish: NewBlock,
  { now = Date.now(), id = newRowId() }: { now?: number; id?: string } = {},
): Promise<string> {
  await blocks.insertIfNotExists({ ...emptyRow(REPLICAS.blocks, id), ...wish, pending: now });
  return id;
}

export async function changeBlockHere(
  { blocks }: Collections,
  id: string,
  edit: Partial<NewBlock & { removed: boolean }>,
): Promise<void> {
  const document = await blocks.findOne(id).exec();
  await document?.incrementalPatch(edit);
}
