/** A refused change in the reader's terms: which of its fields are worth a line, in this order. */
export const WISHED_FIELDS = [
  'status',
  'closeReason',
  'snoozedUntil',
  'tags',
  'name',
  'email',
  'language',
  'zone',
  'notes',
  'draft',
] as const;
export type WishedField = (typeof WISHED_FIELDS)[number];

/** `value` is a text as it was written, ids of tags, or a time in epoch ms. */
export type WishLine =
  | { field: Exclude<WishedField, 'tags' | 'snoozedUntil'>; value: string }
  | { field: 'tags'; value: string[] }
  | { field: 'snoozedUntil'; value: number };

/** What was wanted, field by field; empty ones and those that nobody reads are left out. */
export function wishLines(wish: Record<string, unknown>): WishLine[] {
  return WISHED_FIELDS.flatMap((field): WishLine[] => {
    const value = wish[field];
    if (field === 'tags') {
      return Array.isArray(value) ? [{ field, value: value.filter((id): id is string => typeof id === 'string') }] : [];
    }
    if (field === 'snoozedUntil') return typeof value === 'number' ? [{ field, value }] : [];
    return typeof value === 'string' && value !== '' ? [{ field, value }] : [];
  });
}
