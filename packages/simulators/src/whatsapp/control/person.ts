import { z } from 'zod';
import type { Account } from '../accounts.ts';
import { type Person, userIdOf } from '../people.ts';
import type { Platform } from '../platform.ts';
import { receiveWaiting } from '../receiving.ts';
import { tellProduct } from '../telling.ts';
import { contactItem, seconds } from '../webhooks/envelope.ts';
import { sendWaiting, write } from '../writing.ts';

export const personSchema = z.strictObject({
  name: z.string().min(1).optional(),
  username: z.string().nullable().optional(),
  sharesNumber: z.boolean().optional(),
  airplane: z.boolean().optional(),
  unreachable: z.boolean().optional(),
  /** Sets the 24-hour window: hours since they last wrote; `null`: never. */
  lastWroteHoursAgo: z.number().nonnegative().nullable().optional(),
});

/** Changes what is true of a person; switching airplane mode off lets everything that waited through, both ways. */
export function changePerson(platform: Platform, person: Person, changes: z.output<typeof personSchema>): void {
  const { lastWroteHoursAgo, ...rest } = changes;
  const wasOffline = person.airplane;
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) Reflect.set(person, name, value);
  if (lastWroteHoursAgo !== undefined) {
    for (const account of platform.accounts.all()) {
      platform.world.chats.of(person, account.phoneNumberId).lastInboundAt =
        lastWroteHoursAgo === null ? null : platform.now() - lastWroteHoursAgo * 3_600_000;
    }
  }
  platform.feed.tell({ kind: 'person', person });
  if (wasOffline && !person.airplane) {
    sendWaiting(platform, person);
    receiveWaiting(platform, person);
  }
}

export const numberSchema = z.strictObject({
  from: z.string().regex(/\d{5}/),
  /** The new number. */
  to: z.string().regex(/\d{5}/),
  phoneNumberId: z.string().optional(),
  /**
   * How the product hears of it. `system`: a message of type system, as since 2026-08-11; when the person shares no number
   * it says `user_changed_user_id`. `field`: `user_id_update`, documented until then.
   */
  as: z.enum(['system', 'field']).default('system'),
});

/** The person has a new number, and with it a new business-scoped id. */
export async function changeNumber(
  platform: Platform,
  account: Account,
  person: Person,
  to: string,
  as: 'system' | 'field',
) {
  const before = { waId: person.waId, userId: userIdOf(person, account.wabaId) };
  person.waId = to.replace(/\D/g, '');
  person.givenUserId = null;
  platform.feed.tell({ kind: 'person', person });
  const after = { waId: person.waId, userId: userIdOf(person, account.wabaId) };
  if (as === 'field') {
    const content = {
      contacts: [contactItem(account, person, platform.settings)],
      user_id_update: [
        {
          ...(person.sharesNumber ? { wa_id: after.waId } : {}),
          detail: 'The business-scoped user id has changed.',
          user_id: { previous: before.userId, current: after.userId },
          timestamp: seconds(platform.now()),
        },
      ],
    };
    const outcome = await tellProduct(platform, account, person, { field: 'user_id_update', content });
    return { ids: [], outcome };
  }
  const ids = { user_id: after.userId, previous_user_id: before.userId };
  const wire = person.sharesNumber
    ? {
        type: 'system',
        // The message still comes from the old number; the new one is inside.
        ...(before.waId ? { from: before.waId } : {}),
        from_user_id: before.userId,
        system: {
          body: `User ${person.name} changed from ${before.waId} to ${after.waId}`,
          wa_id: after.waId,
          ...ids,
          type: 'user_changed_number',
        },
      }
    : {
        type: 'system',
        from_user_id: before.userId,
        system: { body: `User ${person.name} changed their user id`, ...ids, type: 'user_changed_user_id' },
      };
  return write(platform, account, person, [wire]);
}
