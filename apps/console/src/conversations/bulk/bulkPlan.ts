import type { ConversationRow, MarkRow } from '@balcao/replica';
import { unreadCount } from '../unread.ts';

/** What can be done with many at once, as far as a replica carries it. */
export type BulkEdit =
  | { kind: 'tag' | 'untag'; tagId: string }
  | { kind: 'close' }
  | { kind: 'snooze'; until: number | null }
  | { kind: 'read' };

/** Whether the edit would change the row: what is so already is left alone, and an undo leaves it alone too. */
export function changes(edit: BulkEdit, row: ConversationRow, mark: MarkRow | undefined): boolean {
  switch (edit.kind) {
    case 'tag':
      return !row.tags.includes(edit.tagId);
    case 'untag':
      return row.tags.includes(edit.tagId);
    case 'close':
      return row.status !== 'closed';
    case 'snooze':
      return row.status !== 'closed' && !(row.status === 'snoozed' && row.snoozedUntil === edit.until);
    case 'read':
      return unreadCount(row, mark) > 0 || (mark?.markedUnread ?? false);
  }
}
