import {
  answeredTo,
  COPIES_LIMIT,
  isMailAddress,
  MAIL_FILES_LIMIT_BYTES,
  type MailAddress,
  type MessageContent,
  mailAddressSchema,
  Refusal,
  replySubject,
  SUBJECT_LIMIT,
} from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import type { Conversation } from './store.ts';
import { uploadedMedia } from './uploadedFile.ts';

/** What a mail of ours is to say; everything else about it follows from its thread. */
export type MailWish = {
  kind: 'email';
  subject: string;
  cc: readonly string[];
  bcc: readonly string[];
  text: string;
  mediaIds: readonly string[];
};

/**
 * A mail to whom the thread is with: where the mail that it answers, or else the latest of theirs, asked for the answer;
 * else the contact's address.
 * @throws Refusal `message.badAddress`, `message.noAddress`, `message.empty`, `media.tooLarge`, `record.notFound`
 */
export async function mailContent(
  trx: Trx,
  actor: Actor,
  conversation: Conversation,
  wish: MailWish,
  replyToId: string | null,
): Promise<MessageContent> {
  const files = [];
  for (const mediaId of wish.mediaIds) files.push(await uploadedMedia(trx, actor, mediaId));
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (sizeBytes > MAIL_FILES_LIMIT_BYTES) {
    throw new Refusal({ code: 'media.tooLarge', limitBytes: MAIL_FILES_LIMIT_BYTES });
  }
  if (wish.text.trim() === '' && files.length === 0) throw new Refusal({ code: 'message.empty' });
  const copies = [...wish.cc, ...wish.bcc];
  const bad = copies.find((address) => !isMailAddress(address)) ?? copies[COPIES_LIMIT];
  if (bad !== undefined) throw new Refusal({ code: 'message.badAddress', address: bad });
  const subject = oneLine(wish.subject) || replySubject(conversation.subject);
  return {
    kind: 'email',
    subject: subject.slice(0, SUBJECT_LIMIT),
    from: await ownAddress(trx, actor.companyId, conversation.channelId),
    to: [await recipientOf(trx, actor.companyId, conversation, replyToId)],
    cc: asAddresses(wish.cc),
    bcc: asAddresses(wish.bcc),
    replyTo: null,
    text: wish.text,
    html: '',
    quoted: '',
    files: files.map((file) => ({ ...file, role: 'attachment' as const })),
    automatic: null,
    isCut: false,
  };
}

const asAddresses = (texts: readonly string[]): MailAddress[] =>
  [...new Set(texts.map((text) => text.toLowerCase()))].map((address) => ({ address, name: '' }));

/** A subject is one header line: nobody adds others through it. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();

/** Everything that may be said in a mail conversation is a mail: a quick reply's text, a file from elsewhere. */
export function asMail(
  wish:
    | MailWish
    | { kind: 'text'; text: string }
    | { kind: string; mediaId: string; caption: string }
    | { kind: string },
): MailWish | null {
  if ('mediaIds' in wish) return wish;
  const common = { kind: 'email' as const, subject: '', cc: [], bcc: [] };
  if ('mediaId' in wish) return { ...common, text: wish.caption, mediaIds: [wish.mediaId] };
  return 'text' in wish && wish.kind === 'text' ? { ...common, text: wish.text, mediaIds: [] } : null;
}

async function ownAddress(trx: Trx, companyId: string, channelId: string): Promise<MailAddress> {
  const { externalId } = await trx
    .selectFrom('channel')
    .select('externalId')
    .where('companyId', '=', companyId)
    .where('id', '=', channelId)
    .executeTakeFirstOrThrow();
  return { address: externalId, name: '' };
}

const writtenBy = z.object({ from: mailAddressSchema, replyTo: mailAddressSchema.nullable().default(null) });

async function recipientOf(
  trx: Trx,
  companyId: string,
  conversation: Conversation,
  replyToId: string | null,
): Promise<MailAddress> {
  const latest = await trx
    .selectFrom('message')
    .select('content')
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversation.id)
    .where('direction', '=', 'in')
    .where('kind', '=', 'email')
    // An absence note or a mail server's words are not whom one answers.
    .where(sql<boolean>`content ->> 'automatic' is null`)
    .orderBy(sql`id = ${replyToId}::uuid`, (order) => order.desc().nullsLast())
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  const writer = writtenBy.safeParse(latest?.content).data;
  const told = writer && answeredTo(writer);
  if (told && isMailAddress(told.address)) return told;
  const known = await trx
    .selectFrom('contactIdentity')
    .select('value')
    .where('companyId', '=', companyId)
    .where('contactId', '=', conversation.contactId)
    .where('kind', '=', 'email')
    .limit(1)
    .executeTakeFirst();
  if (!known) throw new Refusal({ code: 'message.noAddress', conversationId: conversation.id });
  return { address: known.value, name: '' };
}
