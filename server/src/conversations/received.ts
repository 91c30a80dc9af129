import type { Failure, MailFile, MessageContent, MessageStatus } from '@balcao/domain';
import type { Identity, Person } from '../contacts/index.ts';

/**
 * What a platform can tell about conversations, in our words: adapters make these of deliveries, the use cases of this
 * feature act on them. Times (`at`) are the platform's, epoch milliseconds.
 */

/** A file that is still at the platform, under the platform's id. */
export type RemoteFile = { providerId: string; mime: string; fileName?: string };
export type RemoteMailFile = RemoteFile & Pick<MailFile, 'role'>;

type WithRemoteFile<Content> = Content extends { media: unknown }
  ? Omit<Content, 'media'> & { file: RemoteFile }
  : Content extends { files: unknown }
    ? Omit<Content, 'files'> & { files: readonly RemoteMailFile[] }
    : Content;

/** A message's content before its file has a place in our store. */
export type ReceivedContent = WithRemoteFile<MessageContent>;

/**
 * Where a message comes from. `phone`: the owner answered on the phone (coexistence). `history`: imported from before
 * the account was connected; it triggers nothing (INB-27). `automatic`: a program of the contact's wrote it (an absence
 * note, a newsletter); it is unread, but nobody waits for an answer.
 */
export type Origin =
  | { kind: 'contact' }
  | { kind: 'automatic' }
  | { kind: 'phone' }
  | { kind: 'history'; direction: 'in' }
  | { kind: 'history'; direction: 'out'; status: MessageStatus };

export type ReceivedMessage = {
  type: 'message';
  person: Person;
  providerId: string;
  at: number;
  origin: Origin;
  content: ReceivedContent;
  quotedProviderId: string | null;
  /** On platforms where a thread, not the contact, makes the conversation (e-mail). */
  thread?: ReceivedThread;
  /** What the writer's calendar says with it: an answer to an invitation, perhaps. */
  calendar?: { ics: string; from: string };
};

/** What ties a message to its thread. */
export type ReceivedThread = {
  /** The thread's name, where it begins with this message. */
  subject: string;
  /** The platform's ids of what came before, the root first. */
  references: readonly string[];
};

/**
 * What our side wrote, as the platform tells it: by us, or by the owner in the platform's own app. Some say which by
 * `ourId`; where nothing says it, the message that is just being sent does.
 */
export type ReceivedEcho = { type: 'echo'; ourId: string | null; message: ReceivedMessage };

/** Everything that went out to somebody until then was read: platforms that do not name the messages. */
export type ReceivedReadUntil = { type: 'readUntil'; person: Person; until: number; at: number };

/** Something that happens to a message that exists already, or whose own delivery is still on its way. */
export type ReceivedChange = {
  type: 'change';
  targetProviderId: string;
  /** The platform's id of this change itself: breaks ties between changes of one second. */
  providerId: string;
  at: number;
  by: 'contact' | 'phone';
  change:
    | { kind: 'reaction' /** Empty takes it back. */; emoji: string }
    | { kind: 'edit'; content: ReceivedContent }
    /** History comes without its files; those of the last days follow on their own. */
    | { kind: 'file'; content: ReceivedContent }
    | { kind: 'revoke' };
};

export type ReportedStatus = Extract<MessageStatus, 'sent' | 'delivered' | 'read' | 'failed'>;

export type ReceivedStatus = {
  type: 'status';
  providerId: string;
  /** Our message's id, where it travelled with the message. */
  ourId: string | null;
  status: ReportedStatus;
  at: number;
  failure: Failure | null;
  /** What the platform bills the message as, where it says so. */
  pricing?: { category: string; billable: boolean };
};

/** Somebody goes by another number or id from now on; the former one may become somebody else's. */
export type ReceivedIdentityChange = {
  type: 'identityChange';
  former: readonly Identity[];
  present: readonly Identity[];
  at: number;
};

/** An entry of the owner's address book; `name` is null when it was removed there. */
export type ReceivedAddress = { type: 'address'; identity: Identity; name: string | null };

/** Signed and readable, but nothing that this version knows: kept with its payload, to be replayed by a later one. */
export type ReceivedUnknown = { type: 'unknown'; what: string };

/** The account's templates are not what they were: they are listed anew. */
export type ReceivedTemplatesChanged = { type: 'templatesChanged' };

/** The contact refuses, or wants again, what companies send unasked: the platform's own switch (INB-28). */
export type ReceivedPreference = { type: 'preference'; person: Person; marketing: 'in' | 'out'; at: number };

export type ReceivedEvent =
  | ReceivedTemplatesChanged
  | ReceivedPreference
  | ReceivedMessage
  | ReceivedEcho
  | ReceivedReadUntil
  | ReceivedChange
  | ReceivedStatus
  | ReceivedIdentityChange
  | ReceivedAddress
  | ReceivedUnknown;
