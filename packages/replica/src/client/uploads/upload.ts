import type { MessageContent, OutgoingFileKind, Problem } from '@balcao/domain';

/**
 * A file on its way out, kept on this machine until the server has it: the local-only replica `uploads` (SYNC-01). The
 * message that it goes out with is written when it has arrived.
 */
export type Upload = {
  /** The file's id, on the server too: sent twice, it is one file. */
  id: string;
  /** The id of the message to come. */
  messageId: string;
  conversationId: string;
  authorId: string;
  /** The quoted message, or empty. */
  replyToId: string;
  kind: OutgoingFileKind;
  /** The file is the header of this template; absent: it is a message of its own. */
  template?: Extract<MessageContent, { kind: 'template' }>;
  /** The file is one of this mail's, all of which bear the same `messageId`: it is written when the last has arrived. */
  mail?: Extract<MessageContent, { kind: 'email' }>;
  /** Recorded here, to be heard as a voice message. */
  voice: boolean;
  caption: string;
  fileName: string;
  mime: string;
  sizeBytes: number;
  width: number | null;
  height: number | null;
  durationS: number | null;
  /** 64 steps from 0 to 99. */
  waveform: number[] | null;
  /** Epoch ms: the message waits for this time; absent: it goes at once. */
  dueAt?: number;
  /** Epoch ms; files go out in this order. */
  createdAt: number;
  /** `arrived`: the server has it, and the mail still waits for others. */
  state: { kind: 'waiting' } | { kind: 'arrived' } | { kind: 'refused'; problem: Problem };
};
