import { v5, v7 } from 'uuid';

/** Ours alone, so that a mark's id can never be anything else's. */
const MARK_NAMESPACE = '5c0d1f3e-7a1b-4c56-9d4e-2f6a8b9c0d1e';

/** The id of the one mark that a user has on a conversation: two devices of one user write the same row (UUIDv5). */
export function markId(userId: string, conversationId: string): string {
  return v5(`${userId}:${conversationId}`, MARK_NAMESPACE);
}

/** An id for a row made by this console (UUIDv7). It only has to be unique: rows are never sorted by it. */
export function newRowId(): string {
  return v7();
}
