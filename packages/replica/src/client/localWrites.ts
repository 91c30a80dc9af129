/**
 * What a console writes, each as the definitions want it. Everything is a write into the local collections and nothing
 * else: it works offline, shows at once, and goes to the server by itself. The server decides; a refusal comes back as
 * the true row and a notice.
 *
 * A conversation's row carries wishes only (status, tags …); what follows from them (counts, last message, assignee)
 * is the server's to write. Times are this machine's until the server has the row.
 */
import { type MailHead, type Media, type MessageContent, textOf } from '@balcao/domain';
import type { ContactRow, MarkRow, NoticeRow } from '../definitions/index.ts';
import { REPLICAS } from '../definitions/index.ts';
import { recencyOf } from '../field.ts';
import { markId, newRowId } from '../ids.ts';
import { emptyRow } from '../row.ts';
import type { Collections } from './database.ts';
import type { Upload } from './uploads/upload.ts';

type Author = { conversationId: string; authorId: string; text: string };
/** What a test, or a caller who shows the row before it is written, decides itself. */
type Chosen = { id?: string; now?: number };

/** A text to the contact. Returns the id of its row, which waits until the server took it. */
export function sendText(collections: Collections, wish: Author & Chosen & { replyToId?: string }): Promise<string> {
  return writeMessage(collections, 'out', wish);
}

/** A note for colleagues; it never leaves the company. */
export function addNote(collections: Collections, wish: Author & Chosen): Promise<string> {
  return writeMessage(collections, 'note', wish);
}

/**
 * A file that the server has, as a message. Twice is once: the window may close between the message and the upload's
 * end.
 */
export function sendFile(collections: Collections, upload: Upload, now = Date.now()): Promise<string> {
  return sendUploaded(collections, upload, contentOf(upload, mediaOf(upload)), now);
}

/** The files of one mail, which the server has, as that mail. Twice is once. */
export function sendMail(
  collections: Collections,
  [first, ...others]: readonly [MailUpload, ...MailUpload[]],
  now = Date.now(),
): Promise<string> {
  const files = [first, ...others].map((upload) => ({ ...mediaOf(upload), role: 'attachment' as const }));
  return sendUploaded(collections, first, { ...first.mail, files }, now);
}
type MailUpload = Upload & { mail: NonNullable<Upload['mail']> };

function sendUploaded(
  collections: Collections,
  { messageId, conversationId, authorId, replyToId, dueAt }: Upload,
  content: MessageContent,
  now: number,
): Promise<string> {
  const message = { id: messageId, conversationId, authorId, content, replyToId, now };
  return dueAt === undefined
    ? insertMessage(collections, { ...message, direction: 'out' })
    : sendLater(collections, { ...message, dueAt });
}

const mediaOf = (upload: Upload): Media => ({
  mediaId: upload.id,
  state: 'stored',
  mime: upload.mime,
  fileName: upload.fileName,
  sizeBytes: upload.sizeBytes,
  ...(upload.width && upload.height ? { width: upload.width, height: upload.height } : {}),
  ...(upload.durationS === null ? {} : { durationS: upload.durationS }),
  ...(upload.waveform === null ? {} : { waveform: upload.waveform }),
});

function contentOf({ template, kind, voice, caption }: Upload, media: Media): MessageContent {
  if (template && 'media' in template.header) return { ...template, header: { ...template.header, media } };
  return kind === 'audio' ? { kind, media, voice } : { kind, media, caption };
}

type Said = Omit<Author, 'text'> & Chosen & { content: MessageContent };

/** Anything but a text or a file: a place, contacts, a question with answers. */
export function sendContent(
  collections: Collections,
  { id = newRowId(), replyToId = '', now = Date.now(), ...said }: Said & { replyToId?: string },
): Promise<string> {
  return insertMessage(collections, { id, direction: 'out', replyToId, now, ...said });
}

/** A message for its time, epoch ms. Its id is the message's to come. */
export async function sendLater(
  { scheduled }: Collections,
  { id = newRowId(), replyToId = '', now = Date.now(), ...said }: Said & { replyToId?: string; dueAt: number },
): Promise<string> {
  const row = { ...emptyRow(REPLICAS.scheduled, id), ...said, replyToId, createdAt: now, pending: now };
  await scheduled.insertIfNotExists(row);
  return id;
}

/** @param edit `dueAt` 0 is "at once", by the server's clock. What held it is asked again. */
export async function editLater(
  { scheduled }: Collections,
  { id, ...edit }: { id: string; content?: MessageContent; dueAt?: number },
): Promise<void> {
  await patch(scheduled.findOne(id), { ...edit, held: null });
}

/** It leaves every device with the next connection. */
export async function cancelLater({ scheduled }: Collections, { id }: { id: string }): Promise<void> {
  await patch(scheduled.findOne(id), { cancelled: true });
}

/** Puts a reaction on a message, instead of the one that was there; an empty emoji takes it back. */
export function react(
  collections: Collections,
  { messageId, emoji, ...of }: Omit<Author, 'text'> & Chosen & { messageId: string; emoji: string },
): Promise<string> {
  return sendContent(collections, { ...of, content: { kind: 'reaction', emoji, toMessageId: messageId } });
}

/**
 * A message or note that the server refused, written once more with what it said. It is a new message: the refused one
 * is no more.
 */
export function writeAgain(
  collections: Collections,
  { id = newRowId(), now = Date.now(), ...wish }: WishedMessage & Chosen,
): Promise<string> {
  return insertMessage(collections, { id, now, ...wish });
}
export type WishedMessage = Pick<NewMessage, 'direction' | 'conversationId' | 'authorId' | 'content' | 'replyToId'>;

/**
 * A refused change of a row, wished once more upon the row as it is now. Fields that a console may not write, or whose
 * value does not fit, are left out.
 * @returns false when the row is not here, or nothing of the wish could be written.
 */
export async function wishAgain(
  collections: Collections,
  { replica, rowId, wish }: { replica: string; rowId: string; wish: Record<string, unknown> },
): Promise<boolean> {
  if (replica !== 'conversations' && replica !== 'contacts' && replica !== 'marks') return false;
  const fields = Object.entries(REPLICAS[replica].fields).flatMap(([name, { merge, schema }]) => {
    if (name === 'id' || merge === 'server' || merge === 'once' || !(name in wish)) return [];
    const value = schema.safeParse(wish[name]);
    return value.success ? [[name, value.data] as const] : [];
  });
  const document = await collections[replica].findOne(rowId).exec();
  if (!document || fields.length === 0) return false;
  await patch({ exec: async () => document as Patched }, Object.fromEntries(fields));
  return true;
}
/** Which of the three it is makes no difference to a patch of checked fields; RxDB's union of documents has no call. */
type Patched = { incrementalPatch(to: object): Promise<unknown> };

function writeMessage(
  collections: Collections,
  direction: 'out' | 'note',
  { text, id = newRowId(), replyToId = '', now = Date.now(), ...of }: Author & Chosen & { replyToId?: string },
): Promise<string> {
  return insertMessage(collections, { id, direction, ...of, content: { kind: 'text', text }, replyToId, now });
}

type NewMessage = {
  id: string;
  direction: 'out' | 'note';
  conversationId: string;
  authorId: string;
  content: MessageContent;
  replyToId: string;
  now: number;
};

async function insertMessage({ messages }: Collections, message: NewMessage): Promise<string> {
  const { id, direction, conversationId, authorId, content, replyToId, now } = message;
  await messages.insertIfNotExists({
    ...emptyRow(REPLICAS.messages, id),
    conversationId,
    direction,
    kind: content.kind,
    text: textOf(content),
    content,
    source: 'console',
    authorId,
    replyToId,
    status: direction === 'out' ? 'pending' : '',
    reactions: [],
    createdAt: now,
    recency: recencyOf(now),
    pending: now,
  });
  return id;
}

type InConversation = { conversationId: string };

/** @param tagIds all tags that the conversation shall have; those that others add meanwhile stay. */
export async function setTags(
  { conversations }: Collections,
  { conversationId, tagIds }: InConversation & { tagIds: readonly string[] },
): Promise<void> {
  await patch(conversations.findOne(conversationId), { tags: [...new Set(tagIds)] });
}

export async function closeConversation(
  { conversations }: Collections,
  { conversationId, reason = '' }: InConversation & { reason?: string },
): Promise<void> {
  await patch(conversations.findOne(conversationId), { status: 'closed', closeReason: reason, snoozedUntil: null });
}

export async function reopenConversation(
  { conversations }: Collections,
  { conversationId }: InConversation,
): Promise<void> {
  await patch(conversations.findOne(conversationId), { status: 'open', closeReason: '', snoozedUntil: null });
}

/** @param until epoch ms; `null` until the contact writes. */
export async function snoozeConversation(
  { conversations }: Collections,
  { conversationId, until }: InConversation & { until: number | null },
): Promise<void> {
  await patch(conversations.findOne(conversationId), { status: 'snoozed', snoozedUntil: until });
}

/** Ends a snooze before its time. */
export async function wakeConversation(
  { conversations }: Collections,
  { conversationId }: InConversation,
): Promise<void> {
  await patch(conversations.findOne(conversationId), { status: 'open', snoozedUntil: null });
}

type Marking = InConversation & { userId: string };

/** @param readCount the conversation's `inboundCount` as it is on the screen. */
export function markRead(
  collections: Collections,
  { readCount, ...of }: Marking & { readCount: number },
): Promise<void> {
  return writeMark(collections, of, (mark) => ({
    readCount: Math.max(mark.readCount, readCount),
    markedUnread: false,
  }));
}

export function markUnread(collections: Collections, of: Marking): Promise<void> {
  return writeMark(collections, of, () => ({ markedUnread: true }));
}

export function pin(collections: Collections, { pinned, ...of }: Marking & { pinned: boolean }): Promise<void> {
  return writeMark(collections, of, () => ({ pinned }));
}

/** An empty text removes the draft. `mail` is what stands above the words of a mail; left out, it stays. */
export function saveDraft(
  collections: Collections,
  { draft, isNote, mail, ...of }: Marking & { draft: string; isNote: boolean; mail?: MailHead | null },
): Promise<void> {
  return writeMark(collections, of, () => ({
    draft,
    draftIsNote: isNote,
    ...(mail === undefined ? {} : { draftMail: mail }),
  }));
}

async function writeMark(
  { marks }: Collections,
  { userId, conversationId }: Marking,
  change: (mark: MarkRow) => Partial<MarkRow>,
): Promise<void> {
  const id = markId(userId, conversationId);
  const mark =
    (await marks.findOne(id).exec()) ??
    (await marks.insertIfNotExists({ ...emptyRow(REPLICAS.marks, id), userId, conversationId, pending: Date.now() }));
  await mark.incrementalModify((current) => ({ ...current, ...change(current) }));
}

type ViewEdit = Partial<Pick<MarkRow, 'name' | 'view' | 'position'>>;

/** A list of conversations to come back to, on all devices of its owner. Returns its id. */
export async function saveView(
  { marks }: Collections,
  { userId, id = newRowId(), now = Date.now(), ...edit }: Required<ViewEdit> & { userId: string } & Chosen,
): Promise<string> {
  await marks.insertIfNotExists({ ...emptyRow(REPLICAS.marks, id), kind: 'view', userId, ...edit, pending: now });
  return id;
}

export async function editView({ marks }: Collections, { id, ...edit }: ViewEdit & { id: string }): Promise<void> {
  await patch(marks.findOne(id), edit);
}

/** It leaves every device with the next connection. */
export async function removeView({ marks }: Collections, { id }: { id: string }): Promise<void> {
  await patch(marks.findOne(id), { removed: true });
}

/** The fields of a contact that a console may write. */
export type ContactEdit = Partial<
  Pick<
    ContactRow,
    | 'name'
    | 'email'
    | 'language'
    | 'zone'
    | 'status'
    | 'tags'
    | 'notes'
    | 'segments'
    | 'custom'
    | 'externalId'
    | 'optIn'
    | 'ownerId'
    | 'score'
    | 'temperature'
  >
>;

export async function editContact(
  { contacts }: Collections,
  { contactId, edit }: { contactId: string; edit: ContactEdit },
): Promise<void> {
  await patch(contacts.findOne(contactId), edit);
}

export async function readNotice(
  { notices }: Collections,
  { noticeId, now = Date.now() }: { noticeId: string; now?: number },
): Promise<void> {
  await patch(notices.findOne(noticeId), { readAt: now } satisfies Partial<NoticeRow>);
}

/** Undoes `settleNotice`. */
export async function reopenNotice({ notices }: Collections, { noticeId }: { noticeId: string }): Promise<void> {
  await patch(notices.findOne(noticeId), { settledAt: null } satisfies Partial<NoticeRow>);
}

/** Done with: it leaves the list of what needs attention. */
export async function settleNotice(
  { notices }: Collections,
  { noticeId, now = Date.now() }: { noticeId: string; now?: number },
): Promise<void> {
  await patch(notices.findOne(noticeId), { readAt: now, settledAt: now } satisfies Partial<NoticeRow>);
}

type Patchable<Row> = { exec(): Promise<{ incrementalPatch(to: Partial<Row>): Promise<unknown> } | null> };

/** A row that left this replica in the meantime is left alone. */
async function patch<Row>(query: Patchable<Row>, to: Partial<Row>): Promise<void> {
  const document = await query.exec();
  await document?.incrementalPatch(to);
}
