import {
  type ConversationStatus,
  capabilitiesOf,
  EMPTY_MAIL_HEAD,
  type HeadFault,
  headFault,
  MAIL_FILES_LIMIT_BYTES,
  type MailHead,
  type OpenVariable,
  openVariables,
  type ReplyWindow,
} from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';
import { windowOf } from '../windowLeft.ts';

/** Whether what stands in the composer may go, and why not. */
export type Composing =
  | { kind: 'ready' }
  | { kind: 'empty' }
  | { kind: 'tooLong'; limit: number; length: number }
  /** A quick reply left gaps that nobody wants to read. */
  | { kind: 'unfilled'; open: readonly OpenVariable[] }
  /** Of a mail: addresses that are none, or files that no mail server takes together. */
  | { kind: 'badHead'; fault: HeadFault }
  | { kind: 'filesTooLarge'; limitBytes: number; sizeBytes: number }
  /** Free text is shut; a note still may be written. */
  | { kind: 'windowClosed'; window: Extract<ReplyWindow, { kind: 'templateOnly' }> }
  | { kind: 'conversationClosed' };

type Conversation = Pick<ConversationRow, 'channelKind' | 'lastInboundAt'> & { status: ConversationStatus };

/** Notes have the room of a draft (replica definition of marks). */
const NOTE_LIMIT = 20_000;

/** @param files what goes with it: then there need not be words. */
export function composingOf(
  conversation: Conversation,
  { text, isNote, mail }: { text: string; isNote: boolean; mail: MailHead },
  files: readonly { sizeBytes: number }[],
  now: number,
): Composing {
  if (!isNote && conversation.status === 'closed') return { kind: 'conversationClosed' };
  const window = windowOf(conversation, now);
  if (!isNote && window?.kind === 'templateOnly') return { kind: 'windowClosed', window };
  const length = text.trim().length;
  const limit = limitOf(conversation, isNote);
  if (length > limit) return { kind: 'tooLong', limit, length };
  const open = isNote ? [] : openVariables(text);
  if (open.length > 0) return { kind: 'unfilled', open };
  const fault = !isNote && capabilitiesOf(conversation.channelKind).isMail ? mailFault(mail, files) : null;
  if (fault) return fault;
  return length === 0 && files.length === 0 ? { kind: 'empty' } : { kind: 'ready' };
}

function mailFault(head: MailHead, files: readonly { sizeBytes: number }[]): Composing | null {
  const fault = headFault(head);
  if (fault) return { kind: 'badHead', fault };
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const limitBytes = MAIL_FILES_LIMIT_BYTES;
  return sizeBytes > limitBytes ? { kind: 'filesTooLarge', limitBytes, sizeBytes } : null;
}

export function limitOf(conversation: Pick<ConversationRow, 'channelKind'>, isNote: boolean): number {
  return isNote ? NOTE_LIMIT : capabilitiesOf(conversation.channelKind).textLimit;
}

export type Shut = Extract<Composing, { kind: 'windowClosed' | 'conversationClosed' }>;

/** Nothing that is written could go. */
export function isShut(composing: Composing): composing is Shut {
  return composing.kind === 'windowClosed' || composing.kind === 'conversationClosed';
}

/** Whether a reply could not go now, whatever stands in the field. */
export const isShutToReplies = (conversation: Conversation, now: number): boolean =>
  isShut(composingOf(conversation, { text: '', isNote: false, mail: EMPTY_MAIL_HEAD }, [], now));
