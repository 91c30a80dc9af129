import type { ConversationRow, MarkRow } from '@balcao/replica';

export type LastMessage = NonNullable<ConversationRow['lastMessage']>;

/** What the second line of a row says; the words for it belong to the row. */
export type Preview =
  | { kind: 'empty' }
  | { kind: 'draft'; text: string; isNote: boolean }
  /** The own last message is still on this device, and there is no connection to send it over. */
  | { kind: 'queued' }
  | { kind: 'message'; message: LastMessage };

/**
 * A draft comes first, since it waits for its author; then what the server does not have yet; then the last message.
 *
 * @param unsent the newest own message of this conversation that is still on this device only.
 */
export function previewOf(
  conversation: Pick<ConversationRow, 'lastMessage'>,
  mark: Pick<MarkRow, 'draft' | 'draftIsNote'> | undefined,
  unsent: LastMessage | undefined,
  isOnline: boolean,
): Preview {
  const draft = mark?.draft.trim() ?? '';
  if (draft !== '') return { kind: 'draft', text: oneLine(draft), isNote: mark?.draftIsNote ?? false };
  if (unsent && !isOnline) return { kind: 'queued' };
  const message = unsent ?? conversation.lastMessage;
  return message ? { kind: 'message', message: { ...message, text: oneLine(message.text) } } : { kind: 'empty' };
}

/** More would never be seen in a row, and costs layout. */
const LONGEST_PREVIEW = 160;

function oneLine(text: string): string {
  return text.slice(0, LONGEST_PREVIEW).replace(/\s+/g, ' ').trim();
}
