import type { MailHead } from '@balcao/domain';
import { type MarkRow, REPLICAS } from '../../definitions/index.ts';
import { markId } from '../../ids.ts';
import { emptyRow } from '../../row.ts';
import type { Collections } from '../database.ts';

type Marking = { conversationId: string; userId: string };

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
