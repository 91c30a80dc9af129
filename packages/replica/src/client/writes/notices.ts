import type { NoticeRow } from '../../definitions/index.ts';
import type { Collections } from '../database.ts';
import { patch } from './patch.ts';

export async function readNotice(
  { notices }: Collections,
  { noticeId, now = Date.now() }: { noticeId: string; now?: number },
): Promise<void> {
  await patch(notices.findOne(noticeId), { readAt: now } satisfies Partial<NoticeRow>);
}

/** Undoes `settleNotice`. */
export async function reopenNotice({ notices }: Collections, { noticeId }: { noticeId: string }): Promise<void> {
  await patch(notices.findOne(noticeId), { settledAt: null } satisfies Partial<NoticeRow>);
}

/** Done with: it leaves the list of what needs attention. */
export async function settleNotice(
  { notices }: Collections,
  { noticeId, now = Date.now() }: { noticeId: string; now?: number },
): Promise<void> {
  await patch(notices.findOne(noticeId), { readAt: now, settledAt: now } satisfies Partial<NoticeRow>);
}
