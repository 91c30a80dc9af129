import { timesOf } from '@balcao/calendar';
import { isZone, may, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { type BlockWish, blockOf, saveBlockRow } from './blockStore.ts';
import { resourcesOf } from './settingsStore.ts';

/**
 * Makes or changes a block (BOOK-03). Appointments inside it stay: whoever blocks sees them on the calendar.
 * @throws Refusal `auth.notPermitted`, `appointment.badTime`, `calendar.badZone`, `calendar.badRecurrence`, `record.notFound`
 */
export async function saveBlock(trx: Trx, actor: Actor, id: string, wish: BlockWish): Promise<void> {
  demandBlocking(actor);
  if (!isZone(wish.zone)) throw new Refusal({ code: 'calendar.badZone', zone: wish.zone });
  if (!(wish.to > wish.from)) throw new Refusal({ code: 'appointment.badTime', reason: 'endNotAfterStart' });
  // Counted up to its first time: some rules do not go with the day on which they begin.
  if (wish.rrule !== '') timesOf(blockOf({ id, removed: false, ...wish }), { from: wish.from, to: wish.to });
  if (wish.resourceId !== '') {
    const known = await resourcesOf(trx, actor.companyId);
    if (!known.some((resource) => resource.id === wish.resourceId)) {
      throw new Refusal({ code: 'record.notFound', record: 'resource', id: wish.resourceId });
    }
  }
  await saveBlockRow(trx, actor, id, wish);
}

/** @throws Refusal `auth.notPermitted` */
export function demandBlocking({ role }: Actor): void {
  if (!may(role, 'agenda.block')) throw new Refusal({ code: 'auth.notPermitted', permission: 'agenda.block' });
}
