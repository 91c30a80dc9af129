import { formatPhone } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';

/** How a contact is called in lists: by name, else by number, else by nothing better than a dash. */
export function contactLabel(row: Pick<ConversationRow, 'contactName' | 'contactPhone'>): string {
  return row.contactName.trim() || (row.contactPhone ? formatPhone(row.contactPhone) : '—');
}
