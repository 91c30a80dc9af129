import { type AppointmentSlot, demandSlot, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Trx } from '../db/index.ts';
import type { Booker } from './booker.ts';
import { alternativesTo } from './freeTimes.ts';
import { typeById } from './settingsStore.ts';
import { forgetHolds } from './store.ts';
import { takePlaces } from './takePlaces.ts';

/** Lower: contacts lose it while they read. Higher: times stay shut for those who never answer. */
const HOLD_MINUTES = 10;
const FORGOTTEN_AFTER_MS = 3_600_000;

/**
 * Keeps a time against everybody else while somebody is asked (BOOK-08). It ends by itself.
 * @throws Refusal `appointment.taken` with alternatives, `record.notFound`, `appointment.badTime`
 */
export async function holdSlot(
  trx: Trx,
  { companyId, userId }: Booker,
  { id = newRowId(), typeId, slot, minutes = HOLD_MINUTES }: HoldWish,
  now: Date,
): Promise<{ id: string; expiresAt: Date }> {
  demandSlot(slot);
  const type = await typeById(trx, companyId, typeId);
  if (!type) throw new Refusal({ code: 'record.notFound', record: 'appointmentType', id: typeId });
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('slotHold')
    .values({
      companyId,
      id,
      typeId,
      startsAt: new Date(slot.from),
      endsAt: new Date(slot.to),
      resourceIds: slot.resourceIds,
      expiresAt,
      createdBy: userId,
    })
    .onConflict((on) => on.constraint('slot_hold_key').doNothing())
    .executeTakeFirst();
  // Asked for again under the same id: it is held already.
  if ((numInsertedOrUpdatedRows ?? 0n) === 0n) return { id, expiresAt };
  const owner = { holdId: id, expiresAt };
  const outcome = await takePlaces(trx, companyId, { slot, type, owner, overbook: false, now });
  if (outcome === 'taken') {
    const alternatives = await alternativesTo(trx, companyId, { type, slot, now, isStaff: false });
    throw new Refusal({ code: 'appointment.taken', from: slot.from, to: slot.to, alternatives });
  }
  await forgetHolds(trx, companyId, new Date(now.getTime() - FORGOTTEN_AFTER_MS));
  return { id, expiresAt };
}

export type HoldWish = { id?: string; typeId: string; slot: AppointmentSlot; minutes?: number };

/** One that is over already is a success. */
export async function releaseHold(trx: Trx, { companyId }: Booker, id: string): Promise<void> {
  await trx.deleteFrom('slotHold').where('companyId', '=', companyId).where('id', '=', id).execute();
}
