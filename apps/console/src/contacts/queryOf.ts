import { type CustomField, fold, readCustomValue } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import type { Filter, Order } from './contactsScreen.ts';

/** The filter as the server's procedures and files take it: only what narrows. A value that does not fit narrows nothing. */
export function queryOf(filter: Filter, fields: readonly CustomField[]) {
  const { text, status, tagId, ownerId, channelId, optIn, fieldId, fieldValue } = filter;
  const field = fields.find(({ id }) => id === fieldId);
  const value = field && fieldValue !== '' ? readCustomValue(field, fieldValue) : null;
  return {
    ...(text.trim() && { text: text.trim() }),
    ...(status && { status }),
    ...(tagId && { tagId }),
    ...(ownerId && { ownerId }),
    ...(channelId && { channelId }),
    ...(optIn && { optIn }),
    ...(field && value !== null && { fieldId, fieldValue: value }),
  };
}

/** The same question asked of the replica. Which channel somebody wrote on stands in no contact: offline it does not narrow. */
export function matches(row: ContactRow, filter: Filter, fields: readonly CustomField[]): boolean {
  const { text, status, tagId, ownerId, optIn, fieldId, fieldValue } = queryOf(filter, fields);
  if (status && row.status !== status) return false;
  if (tagId && !row.tags.includes(tagId)) return false;
  if (ownerId && row.ownerId !== (ownerId === 'none' ? '' : ownerId)) return false;
  if (optIn && (row.optIn?.state ?? 'unknown') !== optIn) return false;
  if (fieldId && row.custom[fieldId] !== fieldValue) return false;
  return !text || holdsWords(row, text);
}

function holdsWords(row: ContactRow, text: string): boolean {
  const digits = text.replace(/\D/g, '');
  const all = fold(`${row.name} ${row.email} ${row.phone} ${row.externalId}`);
  return all.includes(fold(text)) || (digits.length >= 4 && all.includes(digits));
}

/** As the server sorts. */
export function inOrder(rows: readonly ContactRow[], order: Order): ContactRow[] {
  const newestFirst = (a: ContactRow, b: ContactRow) => (a.id < b.id ? 1 : -1);
  return [...rows].sort((a, b) => {
    if (order === 'name') return a.nameKey < b.nameKey ? -1 : a.nameKey > b.nameKey ? 1 : -newestFirst(a, b);
    if (order === 'newest') return newestFirst(a, b);
    return (b.lastContactAt ?? 0) - (a.lastContactAt ?? 0) || newestFirst(a, b);
  });
}
