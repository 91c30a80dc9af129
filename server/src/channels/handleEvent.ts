import {
  changeIdentity,
  type Identity,
  noteAddress,
  noteContact,
  noteOptIn,
  resolveContact,
} from '../contacts/index.ts';
import {
  applyChange,
  applyStatus,
  isKnownMessage,
  noteNumberChange,
  type ReceivedEcho,
  type ReceivedEvent,
  type ReceivedIdentityChange,
  type ReceivedMessage,
  readUntil,
  receiveMessage,
  settleEcho,
} from '../conversations/index.ts';
import { afterCommit, type Trx } from '../db/index.ts';
import { takeAnswer } from '../invitations/takeAnswer.ts';
import { usageMessages } from '../metrics.ts';
import { adapterOf } from './adapters.ts';
import { askForName } from './nameLane.ts';
import type { ItemRow } from './store.ts';
import { askForTemplates } from './templatesLane.ts';

/**
 * What an event changes, whichever platform told it. Handling the same one again changes nothing.
 * @returns why the item stays in the list for an admin, or `null` when all is done.
 */
export async function handleEvent(
  trx: Trx,
  companyId: string,
  item: ItemRow,
  event: ReceivedEvent,
): Promise<string | null> {
  switch (event.type) {
    case 'message':
      await handleMessage(trx, companyId, item, event);
      return null;
    case 'echo':
      await handleEcho(trx, companyId, item, event);
      return null;
    case 'readUntil': {
      const contactId = await resolveContact(trx, companyId, event.person);
      await readUntil(trx, { companyId, channelId: item.channelId, contactId }, event);
      return null;
    }
    case 'change':
      await applyChange(trx, companyId, item.channelId, event);
      return null;
    case 'status':
      await applyStatus(trx, companyId, item.channelId, event);
      return null;
    case 'identityChange':
      await handleIdentityChange(trx, companyId, item, event);
      return null;
    case 'address':
      await noteAddress(trx, companyId, event.identity, event.name);
      return null;
    case 'templatesChanged':
      await askForTemplates(trx, companyId, { channelId: item.channelId, kind: item.channelKind });
      return null;
    case 'preference': {
      const contactId = await resolveContact(trx, companyId, event.person);
      await noteOptIn(trx, companyId, contactId, { state: event.marketing, source: item.channelKind, at: event.at });
      return null;
    }
    case 'unknown':
      // Where a later version that knows it can find and replay it (INB-09).
      return `unsupported: ${event.what}`;
  }
}

async function handleMessage(trx: Trx, companyId: string, item: ItemRow, event: ReceivedMessage): Promise<void> {
  const { channelId, channelKind, receivedAt } = item;
  // Before the contact: a repetition from a number that was given up since must not bring it back.
  if (await isKnownMessage(trx, companyId, channelId, event.providerId)) return;
  const contactId = await resolveContact(trx, companyId, event.person);
  const channel = { id: channelId, kind: channelKind };
  const received = { companyId, channel, contactId, itemId: item.id, receivedAt };
  if (event.origin.kind !== 'contact') return receiveMessage(trx, received, event);
  await noteContact(trx, companyId, contactId, receivedAt);
  // Behind everything else: a ticket's number is held until the commit, and others wait for theirs.
  await receiveMessage(trx, received, event);
  if (event.person.name === '' && adapterOf(channelKind).nameOf)
    await askForName(trx, companyId, { channelId, contactId });
  if (event.calendar)
    await takeAnswer(trx, companyId, { ...event.calendar, calendar: event.calendar.ics, now: receivedAt });
  afterCommit(trx, () => usageMessages.inc({ company_id: companyId }));
}

/** What we sent ourselves is there already; what the owner wrote in the platform's app is a message of its own. */
async function handleEcho(trx: Trx, companyId: string, item: ItemRow, event: ReceivedEcho): Promise<void> {
  const { channelId, receivedAt } = item;
  if (await isKnownMessage(trx, companyId, channelId, event.message.providerId)) return;
  const contactId = await resolveContact(trx, companyId, event.message.person);
  if (await settleEcho(trx, { companyId, channelId, contactId, receivedAt }, event)) return;
  await handleMessage(trx, companyId, item, event.message);
}

async function handleIdentityChange(trx: Trx, companyId: string, item: ItemRow, event: ReceivedIdentityChange) {
  const contactId = await changeIdentity(trx, companyId, event.former, event.present);
  if (!contactId) return;
  const from = shown(event.former);
  const to = shown(event.present);
  await noteNumberChange(trx, { companyId, contactId, channelId: item.channelId, from, to, at: item.receivedAt });
}

/** People know numbers; an id is shown only where there is none. */
function shown(identities: readonly Identity[]): string {
  const number = identities.find((identity) => identity.kind === 'whatsapp' || identity.kind === 'phone');
  return number ? `+${number.value}` : (identities[0]?.value ?? '');
}
