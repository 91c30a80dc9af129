import { randomUUID } from 'node:crypto';
import { type ChannelKind, type ChannelStatus, Refusal } from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';
import { adapterOf } from './adapters.ts';
import { type CredentialKeys, sealCredentials } from './credentials.ts';
import { insertChannel, takesConversations } from './store.ts';
import { askForTemplates } from './templatesLane.ts';

export type CreateChannelInput = {
  kind: ChannelKind;
  name: string;
  /** The platform's own id of the account: WhatsApp's phone_number_id. */
  externalId: string;
  /** As people know it. */
  address?: string;
  /** Of its own; none: the company's default. */
  queueId?: string | null;
  /** As the adapter of the kind wants them; sealed before they are stored. */
  credentials: unknown;
  status?: ChannelStatus;
};

/**
 * Sets up a channel. The first of a kind becomes the company's default.
 * @throws Refusal `input.invalid` for credentials that are not the kind's, `record.nameTaken` for an account in use
 */
export async function createChannel(
  trx: Trx,
  companyId: string,
  keys: CredentialKeys,
  input: CreateChannelInput,
): Promise<{ channelId: string }> {
  const adapter = adapterOf(input.kind);
  const credentials = adapter.credentials.safeParse(input.credentials);
  if (!credentials.success) throw invalid(credentials.error, 'credentials.');
  const account = (adapter.accountId ?? z.string()).safeParse(input.externalId);
  if (!account.success) throw invalid(account.error, 'externalId');
  const externalId = account.data;
  const channelId = randomUUID();
  const { kind, name, address = '', queueId = null, status = 'configuring' } = input;
  await requireQueue(trx, companyId, queueId);
  const sealed = sealCredentials(keys, { companyId, channelId }, z.looseObject({}).parse(credentials.data));
  const row = { companyId, id: channelId, kind, name, externalId, address, queueId, status, credentials: sealed };
  if (!(await insertChannel(trx, row))) {
    throw new Refusal({ code: 'record.nameTaken', record: 'channel', name: externalId });
  }
  await askForTemplates(trx, companyId, { channelId, kind });
  return { channelId };
}

/** Says which field is wrong, never what it holds. */
function invalid(error: z.ZodError, where: string): Refusal {
  const issues = error.issues.map((issue) => ({ path: where + issue.path.join('.'), message: issue.message }));
  return new Refusal({ code: 'input.invalid', issues });
}

/** @throws Refusal `record.notFound` for a queue that is not there, or not the company's */
export async function requireQueue(trx: Trx, companyId: string, queueId: string | null): Promise<void> {
  if (queueId === null || (await takesConversations(trx, companyId, queueId))) return;
  throw new Refusal({ code: 'record.notFound', record: 'queue', id: queueId });
}

/** @throws Refusal `record.nameTaken` where another channel has the account by now, of whichever company */
export async function requireFreeAccount(trx: Trx, kind: string, externalId: string): Promise<void> {
  const { rows } = await sql<{ externalId: string }>`
    select external_id from channels_of_kind(${kind}) where external_id = ${externalId} limit 1`.execute(trx);
  if (rows.length > 0) throw new Refusal({ code: 'record.nameTaken', record: 'channel', name: externalId });
}
