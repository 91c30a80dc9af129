import { newRowId } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import { saveBlock } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import type { Taking } from './importEvents.ts';
import { saveLink } from './linkStore.ts';

/** A time that is busy; its rule stays a rule, also one without an end. @throws Refusal as `saveBlock` */
export async function importBlock(trx: Trx, actor: Actor, { event, link, siblings, wish }: Taking): Promise<'taken'> {
  const id = link?.blockId ?? newRowId();
  const { from, to, zone, title, rrule, exceptions } = event;
  const apart = event.recurrence === null ? siblings.flatMap(({ recurrence }) => recurrence ?? []) : [];
  await saveBlock(trx, actor, id, {
    resourceId: wish.resourceId ?? '',
    from,
    to,
    zone,
    reason: title,
    rrule,
    exceptions: [...new Set([...exceptions, ...apart])],
  });
  await saveLink(trx, actor.companyId, { appointmentId: null, seriesId: null, blockId: id, event });
  return 'taken';
}
