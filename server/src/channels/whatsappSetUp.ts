import { randomUUID } from 'node:crypto';
import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import { templateOf } from '../templates/index.ts';
import type { OutgoingContent } from './adapter.ts';
import type { CredentialKeys } from './credentials.ts';
import { accountOf } from './store.ts';
import { type WhatsappAccount, whatsappCredentials } from './whatsapp/account.ts';
import type { Asked } from './whatsapp/profile.ts';
import { sendMessage } from './whatsapp/send.ts';

/** What setting up a WhatsApp number asks of the platform right away, on behalf of an admin. */
export type SetUp = { database: Database; credentialKeys: CredentialKeys; actor: Actor };
export type OpenedChannel = {
  channelId: string;
  account: WhatsappAccount;
  templatesAt: Date | null;
  templatesError: string;
};

/**
 * The channel that was named, or the company's default one.
 * @throws Refusal `record.notFound` where there is none
 */
export function openWhatsapp(
  { database, credentialKeys, actor: { companyId } }: SetUp,
  channelId: string | undefined,
): Promise<OpenedChannel> {
  return inCompany(database, companyId, async (trx) => {
    const row = await trx
      .selectFrom('channel')
      .select(['id', 'templatesAt', 'templatesError'])
      .where('companyId', '=', companyId)
      .where('kind', '=', 'whatsapp')
      .$if(channelId !== undefined, (query) => query.where('id', '=', channelId ?? ''))
      .orderBy('isDefault', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row) throw new Refusal({ code: 'record.notFound', record: 'channel', id: channelId ?? '' });
    const { account } = await accountOf(trx, credentialKeys, companyId, row.id);
    const { id, templatesAt, templatesError } = row;
    const credentials = whatsappCredentials.parse(account.credentials);
    return { channelId: id, account: { ...account, credentials }, templatesAt, templatesError };
  });
}

/** @throws Refusal `channel.platformRefused` with the platform's code, which the console has words for */
export function answerOf<Value>(asked: Asked<Value>): Value {
  if (asked.kind === 'answer') return asked.value;
  throw new Refusal({ code: 'channel.platformRefused', platformCode: asked.code, detail: asked.detail.slice(0, 500) });
}

export type TestMessage = { to: string; text: string } | { to: string; templateId: string };

/**
 * Sends one message to a number, past every conversation: whether credentials, number and account really send.
 * @throws Refusal `record.notFound`, `channel.platformRefused`
 */
export async function sendTest(
  setUp: SetUp,
  { channelId, account }: OpenedChannel,
  test: TestMessage,
): Promise<{ providerId: string }> {
  const outcome = await sendMessage(account, {
    ourId: randomUUID(),
    to: [{ kind: 'whatsapp', value: test.to.replace(/\D/g, '') }],
    content: await contentOf(setUp, channelId, test),
    quotedProviderId: null,
    lastInboundAt: null,
  });
  if (outcome.kind === 'accepted') return { providerId: outcome.providerId };
  throw new Refusal({
    code: 'channel.platformRefused',
    platformCode: outcome.code,
    detail: outcome.detail.slice(0, 500),
  });
}

async function contentOf({ database, actor }: SetUp, channelId: string, test: TestMessage): Promise<OutgoingContent> {
  if ('text' in test) return { kind: 'text', text: test.text };
  const { companyId } = actor;
  const { templateId } = test;
  const template = await inCompany(database, companyId, (trx) => templateOf(trx, companyId, { channelId, templateId }));
  if (!template) throw new Refusal({ code: 'record.notFound', record: 'template', id: templateId });
  const { name, language, buttons } = template;
  return { kind: 'template', name, language, header: null, buttons, parameters: [] };
}
